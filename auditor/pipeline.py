"""The main job and its parts: which step follows which, and what the exit status is."""

from __future__ import annotations

import resource
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from uuid import uuid4

import polars as pl

from auditor import __version__, expiring, forgetting, ingesting, policies, pruning, publishing, rules, scanning
from auditor.auditing import again, bound, entries, findings, moving, rates, runs, shapes
from auditor.auditing.record import keep_report, keep_run
from auditor.auditing.silence import silent_sentences
from auditor.auditing.unplaced import unplaced_sentences
from auditor.auditing.wording import is_own
from auditor.crew import ALONE, Crew, run_named
from auditor.deciding import fill_replies
from auditor.engines.duckdb import Engine
from auditor.judging import Clock, Judgement, baseline_of, governing_policy, judge
from auditor.loading import not_read, planned
from auditor.model.grave import Limit
from auditor.model.phrasing import count as counted
from auditor.model.policies import Policy
from auditor.model.replying import is_answered
from auditor.model.results import AuditResult, FileAccount, Finding, PolicyName
from auditor.model.rules import RuleFailure
from auditor.settings import Progress, Settings, no_progress
from auditor.unchanged import asked as asked_of
from auditor.unchanged import seal

# A process needs a second to begin; below this there is less than that for it to do.
LARGE_BYTES = 4_000_000


def audit(
    settings: Settings, progress: Progress = no_progress, crew: Crew = ALONE
) -> tuple[AuditResult, publishing.Published]:
    """Ingest, scan, judge and publish; return the unredacted result and what was published.

    Raises AuditorError children; on any of them, Ctrl-C included, no output is written and the store holds whole
    files more at most.
    """
    clock, started_at = Clock(progress), datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    run_id, seen = f"{started_at:%Y%m%dT%H%M%SZ}-{uuid4().hex[:6]}", asked_of(settings)
    policy = governing_policy(settings)
    loaded_rates = rates.read(settings.rates, policy.currency)
    every_rule = rules.available(settings.rules, policies.clause_names(policy))
    baseline_of(settings)
    if settings.out:
        publishing.check_folder(settings.out)
    plan = planned(settings) if settings.inputs else None
    _begin(crew, plan, settings.resources.threads)
    with Engine.open(settings.db, wait_seconds=settings.wait_seconds, resources=settings.resources) as engine:
        with clock.step("ingest"):
            report = ingesting.ingest(engine, plan, progress) if plan else _as_stored(engine)
        engine.harden()
        with clock.step("scan"):
            made = _scan(engine, settings, policy, loaded_rates, progress, crew)
        own = {rule_id: rule.sql for rule_id, rule in every_rule.items() if is_own(rule.path)}
        own = own if plan else {**runs.own_rules(engine), **own}
        asked = again.asked(settings.one_account, loaded_rates, own)
        expired = expiring.expire(engine, settings, policy, loaded_rates, every_rule, run_id, started_at)
        told = None if plan else again.told_before(engine, policy, settings.as_of, __version__, asked)
        run_id = f"{run_id}{runs.REPORT}" if told else run_id
        before = told.run_id if told else ""
        judgement = judge(engine, settings, policy, loaded_rates, run_id, clock, every_rule, again=before, made=made)
        report = expired.untold(report)
        result = _result(engine, settings, policy, judgement, report, run_id, started_at, clock, own, told)
        result = expiring.told_by(result, expired.said, expired.clients)
        out = settings.out or Path("reports") / run_id
        with clock.step("publish"), publishing.all_or_nothing(out), engine.transaction():
            # Kept and published together: the store commits only when every output has its final name.
            (keep_report if told else keep_run)(engine, result, out, asked)
            rates.keep(engine, loaded_rates)
            bound.keep(engine, every_rule, policy, settings.as_of, one_account=settings.one_account)
            old = runs.prune(engine, settings.keep) if settings.keep else []
            published = publishing.publish(_about(result, settings.about), out, settings.redact, crew, pdf=settings.pdf)
        engine.afterwards.append(partial(seal, settings, seen, result))
        pruning.remove_outputs(old)
        due = expiring.due(engine) if plan else []
    return expiring.told_by(result, expiring.finish(settings, out, run_id, started_at, due)), published


def _scan(
    engine: Engine,
    settings: Settings,
    policy: Policy,
    loaded_rates: pl.DataFrame | None,
    progress: Progress,
    crew: Crew,
) -> frozenset[str]:
    """Scan the messages. While others read them, this process loads what it will need and makes shapes, whose names are returned."""
    made: frozenset[str] = frozenset()

    def meanwhile() -> None:
        nonlocal made
        made = shapes.make_unscanned(engine, settings.as_of, policy, loaded_rates)

    Thread(target=run_named, args=("auditor.report.building", "warm"), daemon=True).start()
    # Who is to be erased afterwards may stand in no shape.
    scanning.scan_store(engine, settings.phone_regions, progress, crew, None if settings.keep_days else meanwhile)
    # Loading what draws takes a second, in which nothing is asked of the processes.
    crew.ready(partial(run_named, "auditor.charts", "warm"))
    return made


def _about(result: AuditResult, client: str | None) -> AuditResult:
    """The result, or what of it is about one client."""
    if not client:
        return result
    from auditor.redacting import only

    return only(result, client)


def _begin(crew: Crew, plan: ingesting.InputPlan | None, threads: int | None) -> None:
    """Processes that make ready to read messages while files are: one for small inputs, as many as may be for large ones.

    Who asked for one thread has none beside this one.
    """
    most = crew.most if threads is None else min(crew.most, threads if threads > 1 else 0)
    large = plan is not None and sum(file.path.stat().st_size for file in plan.files) >= LARGE_BYTES
    crew.begin(most if large else min(most, 1), (partial(run_named, "auditor.scanning", "warm"),))


def exit_status(
    settings: Settings,
    files: Sequence[FileAccount],
    found: Sequence[Finding],
    failed: Sequence[RuleFailure],
    run_id: str,
    last_as_of: date | None,
) -> tuple[int, tuple[str, ...]]:
    """The exit status of the contract and the sentences that give its reasons: 3 comes before 1, both are named."""
    incomplete = [*not_read(settings, files)]
    incomplete += [f"rule {one.rule_id} could not run: {one.message}" for one in failed]
    grave = _grave(settings, found, run_id, last_as_of)
    reasons = (*incomplete, *grave)
    return (3 if incomplete else 1 if grave else 0), reasons


def _grave(settings: Settings, found: Sequence[Finding], run_id: str, last_as_of: date | None) -> list[str]:
    grave = Limit(settings.fail_on, settings.only_new, settings.as_of, run_id, last_as_of).reached_by(found)
    which = "new or reopened" if settings.only_new else "open"
    return [f"{counted(len(grave), f'{which} finding')} at or above {settings.fail_on}"] if grave else []


def _result(
    engine: Engine,
    settings: Settings,
    policy: Policy,
    judgement: Judgement,
    report: ingesting.IngestReport,
    run_id: str,
    started_at: datetime,
    clock: Clock,
    own_rules: Mapping[str, str],
    told: again.Told | None,
) -> AuditResult:
    last_as_of, last_policy = (told.last_as_of, told.last_policy) if told else moving.last_run(engine)
    status, reasons = exit_status(settings, report.files, judgement.findings, judgement.failed, run_id, last_as_of)
    beyond = _beyond(engine, report.files)
    alarms = _alarms(engine, judgement)
    result = AuditResult(
        run_id=run_id,
        version=__version__,
        as_of=settings.as_of,
        started_at=started_at,
        policy=PolicyName(policy.name, policy.version, policy.sha256, policy.source, policy.tag, policy.unknown),
        files=report.files,
        quarantine=ingesting.quarantine_rows(engine),
        warnings=_warnings(engine, settings, policy, report, judgement, alarms),
        alarms=alarms,
        findings=judgement.findings,
        eligibility=judgement.eligibility,
        resolved=told.resolved if told else judgement.resolved,
        replies=fill_replies(row for row in judgement.eligibility if is_answered(row)),
        exit_status=status,
        reasons=reasons,
        clock=clock.seconds,
        peak_memory_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        beyond_named=beyond > 0,
        frames=judgement.frames,
        contributions=judgement.contributions,
        failed=judgement.failed,
        reviews=judgement.reviews,
        last_as_of=last_as_of,
        last_policy=last_policy,
        moved=told.moved if told else moving.moved(engine, judgement.eligibility),
        entries=entries.noted(engine, judgement.eligibility, settings.as_of),
        own_rules=own_rules,
        fail_on=settings.fail_on,
        only_new=settings.only_new,
    )
    return result if not beyond else replace(result, warnings=(*result.warnings, _beyond_sentence(beyond)))


def _alarms(engine: Engine, judgement: Judgement) -> tuple[str, ...]:
    """What needs a person even if the run went well."""
    return (
        *silent_sentences(judgement.frames["silent_sources"], lately=True),
        *judgement.reviews.sentences(),
        *forgetting.back_again(engine),
    )


def _warnings(
    engine: Engine,
    settings: Settings,
    policy: Policy,
    report: ingesting.IngestReport,
    judgement: Judgement,
    alarms: tuple[str, ...],
) -> tuple[str, ...]:
    future = ingesting.future_warnings(engine, settings.as_of)
    silent = silent_sentences(judgement.frames["silent_sources"], lately=False)
    unplaced = unplaced_sentences(engine)
    kept = findings.kept_sentences(judgement.findings)
    other = () if settings.inputs else again.otherwise(engine, policy, one_account=settings.one_account)
    return (*report.warnings, *other, *future, *unplaced, *kept, *alarms, *silent, *judgement.reviews.asides())


def _as_stored(engine: Engine) -> ingesting.IngestReport:
    return ingesting.IngestReport(ingesting.latest_accounts(engine), ())


def _beyond(engine: Engine, files: Sequence[FileAccount]) -> int:
    """How many places hold loaded files that this run did not name; earlier versions of a file that it named are none."""
    ((places,),) = engine.rows(
        """SELECT count(DISTINCT place) FROM (
               SELECT coalesce(json_extract_string(options, '$.place'), path) AS place,
                      list_contains($named::VARCHAR[], sha256) AS is_named
               FROM ledger WHERE status = 'loaded'
               QUALIFY NOT bool_or(is_named) OVER (PARTITION BY place))""",
        {"named": [one.sha256 for one in files]},
    )
    return int(places)


def _beyond_sentence(files: int) -> str:
    return f"The store also holds {counted(files, 'file')} of earlier runs; this audit covers all of it."
