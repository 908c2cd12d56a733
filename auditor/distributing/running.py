"""auditor audit --engine spark: the steps of an audit as jobs of Spark, results as Parquet, the report of the worst of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from auditor import ingesting, policies, publishing, rules
from auditor.auditing import rates
from auditor.distributing import capping, clustering, lake, loading, matching, ruling, scanning, standing, warning
from auditor.distributing.results import Job, result_of
from auditor.engines import spark as engines
from auditor.judging import Clock, governing_policy, grave
from auditor.model.results import AuditResult
from auditor.model.rules import Heuristic
from auditor.settings import Progress, Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WORK = "work"
RATES = "rate_on DATE, currency STRING, rate DECIMAL(18, 8)"


def audit(
    settings: Settings, master: str, conf: Mapping[str, str], progress: Progress
) -> tuple[AuditResult, publishing.Published]:
    """Audit on the cluster at `master`; return the result as it is shown and what was published.

    Tables of all rows lie in `out`/tables, counts of all in totals.json; the report and the files beside it hold the
    relationships of the highest risk. Raises AuditorError children; nothing is published then.
    """
    engines.check()
    clock, started_at = Clock(progress), datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    run_id = f"{started_at:%Y%m%dT%H%M%SZ}-{uuid4().hex[:6]}"
    policy = governing_policy(settings)
    every_rule = rules.available(settings.rules, policies.clause_names(policy))
    # Tasks have working folders of their own.
    out = (settings.out or Path("reports") / run_id).absolute()
    publishing.check_folder(out)
    work = out / f"{WORK}-{run_id}"
    job = Job(settings, policy, rates.read(settings.rates, policy.currency), out, work, run_id, started_at)
    plan = ingesting.plan([one.absolute() for one in settings.inputs], settings.ingest)
    try:
        work.mkdir(parents=True)
        with engines.session(master, conf) as spark:
            return _run(spark, job, plan, every_rule, clock)
    finally:
        plan.close()
        shutil.rmtree(work, ignore_errors=True)
        if out.is_dir() and not any(out.iterdir()):
            out.rmdir()


def _run(
    spark: SparkSession, job: Job, plan: ingesting.InputPlan, every_rule: Mapping[str, Heuristic], clock: Clock
) -> tuple[AuditResult, publishing.Published]:
    tables, as_of = engines.Tables(spark, job.work), job.settings.as_of
    with clock.step("ingest"):
        loaded = loading.load(spark, plan, job.work)
        told = warning.warnings(spark, as_of, job.settings.ingest.freelancer)
        # One task that reads all files has told what it knows of all of them itself.
        loaded = replace(loaded, warnings=tuple(dict.fromkeys((*loaded.warnings, *told))))
        tables.known("rates", spark.createDataFrame([] if job.rates is None else job.rates.rows(), RATES))
    with clock.step("scan"):
        tables.made("detections", scanning.scanned(spark.table("messages"), job.settings.phone_regions))
    with clock.step("heuristics"):
        tables.made("name_alike", matching.alike(spark, job.policy))
        tables.made("payer_value", matching.payer_values(spark))
        ruled = ruling.run_rules(tables, every_rule, job.policy, as_of, job.run_id)
        unsettled = clustering.clusters(tables, job.policy, as_of)
        told, alarms = warning.shaped_warnings(spark, job.policy, as_of)
        loaded = replace(loaded, warnings=(*loaded.warnings, *told))
    with clock.step("eligibility"):
        apart = standing.local(every_rule, ruled.unsaid)
        unsaid = {rule_id: why for rule_id, why in ruled.unsaid.items() if rule_id not in apart}
        not_run = grave({*unsaid, *(one.rule_id for one in ruled.failed)}, every_rule, job.policy)
        task = standing.Standing(job.work, job.policy, as_of, job.run_id, job.rates, apart, ruled.there, not_run)
        standing.stand_all(tables, task, sum(one.rows_read for one in loaded.files))
        spark.sql("SELECT * FROM found UNION ALL SELECT * FROM found_apart").createOrReplaceTempView("findings")
    with clock.step("publish"):
        lake.write(spark, job.work / lake.TABLES)
        totals = lake.totals(spark, unsaid, unsettled)
        shown = capping.shown(spark, job.settings, job.policy, job.rates, not_run)
        result = result_of(job, loaded, ruled.failed, shown, totals, clock.seconds, alarms)
        published = publishing.publish(result, job.out, job.settings.redact)
        lake.publish(job.work, job.out, totals)
    return result, published
