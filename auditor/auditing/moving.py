"""What an audit says differently from the last one kept in the store: dates and verdicts that changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.engines.duckdb import Engine
from auditor.model.ordering import relationship_key
from auditor.model.results import Eligibility, Moved, PolicyName
from auditor.model.words import Verdict

BEFORE = (
    "SELECT platform, client_id, freelancer_id, verdict, eligible_on, last_message_on, last_paid_on FROM eligibility"
)
LAST_RUN = "SELECT as_of, policy, policy_version, policy_sha256 FROM runs ORDER BY rowid DESC LIMIT 1"


def last_run(engine: Engine) -> tuple[date | None, PolicyName | None]:
    """The as-of and the policy of the run that was kept last; None twice where there was none."""
    rows = engine.rows(LAST_RUN)
    if not rows:
        return None, None
    as_of, name, version, sha256 = rows[0]
    return as_of, PolicyName(name or "", version or "", sha256 or "")


def moved(engine: Engine, rows: Sequence[Eligibility]) -> tuple[Moved, ...]:
    """The relationships whose verdict or date the last run gave otherwise; none where this is the first.

    Call it before the new run is kept. A relationship that the last run did not know has the verdict None.
    """
    if last_run(engine)[0] is None:
        return ()
    before = {tuple(row[:3]): row[3:] for row in engine.rows(BEFORE)}
    changed = (_changed(row, before.get(relationship_key(row))) for row in rows)
    return tuple(one for one in changed if one)


def _changed(row: Eligibility, before: tuple[object, ...] | None) -> Moved | None:
    if before is None:
        return Moved(*relationship_key(row), None, None, None, None)
    if before[:2] == (row.verdict.value, row.eligible_on):
        return None
    days = [one if isinstance(one, date) else None for one in before[1:]]
    return Moved(*relationship_key(row), Verdict(str(before[0])), *days)
