"""The result of a run on Spark, as exports and report take it: of the relationships shown, with counts of all."""

from __future__ import annotations

import resource
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from auditor import __version__
from auditor.deciding import fill_replies
from auditor.distributing.capping import Shown
from auditor.distributing.lake import TABLES, TOTALS, Totals
from auditor.distributing.loading import Loaded
from auditor.loading import not_read
from auditor.model.phrasing import count
from auditor.model.policies import Policy
from auditor.model.replying import is_answered
from auditor.model.results import AuditResult, PolicyName
from auditor.model.review_standing import ReviewStanding
from auditor.model.rules import RuleFailure
from auditor.model.words import Severity
from auditor.settings import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """One run: its options, policy and rates, where its tables lie meanwhile, and its name."""

    settings: Settings
    policy: Policy
    rates: pl.DataFrame | None
    out: Path
    work: Path
    run_id: str
    started_at: datetime


def result_of(
    job: Job,
    loaded: Loaded,
    failed: tuple[RuleFailure, ...],
    shown: Shown,
    totals: Totals,
    clock: Mapping[str, float],
    alarms: tuple[str, ...] = (),
) -> AuditResult:
    """The result; its exit status is that of all findings, shown or not."""
    policy, settings = job.policy, job.settings
    incomplete = [
        *not_read(settings, loaded.files),
        *(f"rule {one.rule_id} could not run: {one.message}" for one in failed),
    ]
    incomplete += [f"rule {rule_id} could not run: {why}" for rule_id, why in totals["rules_not_run"].items()]
    if why := totals["clusters_not_told"]:
        incomplete.append(f"clusters of accounts are not told: {why}")
    grave = _grave(settings, totals)
    return AuditResult(
        run_id=job.run_id,
        version=__version__,
        as_of=settings.as_of,
        started_at=job.started_at,
        policy=PolicyName(policy.name, policy.version, policy.sha256, policy.source, policy.tag, policy.unknown),
        files=loaded.files,
        quarantine=shown.faults,
        warnings=(*loaded.warnings, *_capped(shown, totals)),
        alarms=alarms,
        findings=shown.findings,
        eligibility=shown.stood.rows,
        resolved=(),
        replies=fill_replies(row for row in shown.stood.rows if is_answered(row)),
        exit_status=3 if incomplete else 1 if grave else 0,
        reasons=(*incomplete, *grave),
        clock=dict(clock),
        peak_memory_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        frames=shown.frames,
        contributions=shown.contributions,
        failed=failed,
        reviews=ReviewStanding(),
        fail_on=settings.fail_on,
        only_new=settings.only_new,
        is_kept=False,
    )


def _capped(shown: Shown, totals: Totals) -> list[str]:
    every = sum(totals["relationships_by_state"].values())
    found = sum(totals["findings_by_rule"].values())
    if (len(shown.stood.rows), len(shown.findings)) == (every, found):
        return []
    return [
        f"The report shows {count(len(shown.stood.rows), 'relationship')} of {every}, those of the highest risk, "
        f"with {len(shown.findings)} of {count(found, 'finding')}; all of them lie in {TABLES}/, their counts in {TOTALS}."
    ]


def _grave(settings: Settings, totals: Totals) -> list[str]:
    if settings.fail_on is None:
        return []
    least = settings.fail_on.weight
    grave = sum(number for name, number in totals["findings_by_severity"].items() if Severity(name).weight >= least)
    return [f"{count(grave, 'open finding')} at or above {settings.fail_on}"] if grave else []
