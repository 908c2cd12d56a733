"""What is different between two runs of one store: findings that came and went, and verdicts that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from auditor.engines.duckdb import Engine

FINDINGS = """
WITH
earlier AS (SELECT * FROM run_findings WHERE run_id = $earlier),
later AS (SELECT * FROM run_findings WHERE run_id = $later)
SELECT
    k.finding_id, k.rule_id, k.client_id, k.freelancer_id, k.occurred_at, k.explanation,
    earlier.severity AS severity_before, later.severity AS severity_after,
    earlier.status AS status_before, later.status AS status_after
FROM earlier FULL JOIN later USING (finding_id)
JOIN known_findings AS k ON k.finding_id = coalesce(earlier.finding_id, later.finding_id)
WHERE earlier.finding_id IS NULL OR later.finding_id IS NULL OR earlier.severity <> later.severity
    OR replace(earlier.status, 'new', 'open') <> replace(later.status, 'new', 'open')
ORDER BY k.platform, k.client_id, k.freelancer_id, k.occurred_at, k.rule_id, k.finding_id
"""
JUDGED = """
SELECT as_of, policy || ' ' || policy_version, policy_sha256, version FROM runs WHERE run_id = $run
"""
BOTH = """
SELECT count(*) FROM run_findings AS e JOIN run_findings AS l ON e.finding_id = l.finding_id
WHERE e.run_id = $earlier AND l.run_id = $later
"""
VERDICTS = """
WITH
earlier AS (SELECT * FROM run_verdicts WHERE run_id = $earlier),
later AS (SELECT * FROM run_verdicts WHERE run_id = $later)
SELECT
    platform, client_id, freelancer_id,
    earlier.verdict AS verdict_before, later.verdict AS verdict_after,
    earlier.eligible_on AS free_before, later.eligible_on AS free_after
FROM earlier FULL JOIN later USING (platform, client_id, freelancer_id)
WHERE earlier.verdict IS DISTINCT FROM later.verdict OR earlier.eligible_on IS DISTINCT FROM later.eligible_on
ORDER BY platform, client_id, freelancer_id
"""


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding that is not as it was: None stands for a run that did not have it."""

    finding_id: str
    rule_id: str
    client_id: str
    freelancer_id: str
    occurred_on: date
    explanation: str
    severity: tuple[str | None, str | None]
    status: tuple[str | None, str | None]

    @property
    def kind(self) -> str:
        """`new`, `resolved` or `changed`."""
        return "new" if self.status[0] is None else "resolved" if self.status[1] is None else "changed"


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One relationship whose verdict or day of freedom changed; None = the run did not have it."""

    platform: str
    client_id: str
    freelancer_id: str
    verdict: tuple[str | None, str | None]
    eligible_on: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """On which day and by whose rules a run was judged: where these differ, what changed may not be the facts."""

    as_of: date
    policy: str
    policy_sha256: str
    version: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs side by side. `unchanged` counts findings that both have, those with another severity or status left out; `judged` is how each
    run was judged."""

    earlier: str
    later: str
    findings: tuple[FindingChange, ...]
    verdicts: tuple[VerdictChange, ...]
    unchanged: int
    judged: tuple[Judged, Judged]

    def of_kind(self, kind: str) -> tuple[FindingChange, ...]:
        """The findings that are `new`, `resolved` or `changed`."""
        return tuple(one for one in self.findings if one.kind == kind)


def compare(engine: Engine, earlier: str, later: str) -> Difference:
    """Compare two runs that the store keeps."""
    runs = {"earlier": earlier, "later": later}
    changes = tuple(_finding(*row) for row in engine.rows(FINDINGS, runs))
    verdicts = tuple(_verdict(*row) for row in engine.rows(VERDICTS, runs))
    ((both,),) = engine.rows(BOTH, runs)
    judged = (_judged(engine, earlier), _judged(engine, later))
    return Difference(earlier, later, changes, verdicts, both - sum(one.kind == "changed" for one in changes), judged)


def _judged(engine: Engine, run_id: str) -> Judged:
    (row,) = engine.rows(JUDGED, {"run": run_id})
    return Judged(*row)


def _finding(
    finding_id: str, rule_id: str, client_id: str, freelancer_id: str, occurred_at: datetime, text: str, *pairs: Any
) -> FindingChange:
    severity, status = (pairs[0], pairs[1]), (pairs[2], pairs[3])
    return FindingChange(finding_id, rule_id, client_id, freelancer_id, occurred_at.date(), text, severity, status)


def _verdict(platform: str, client_id: str, freelancer_id: str, *pairs: Any) -> VerdictChange:
    return VerdictChange(platform, client_id, freelancer_id, (pairs[0], pairs[1]), (pairs[2], pairs[3]))
