"""The store behind a review: opened for a moment at each decision, so that a nightly audit never waits for a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.model.results import Finding
from auditor.model.reviews import Decision, basis
from auditor.model.visible import made_whole
from auditor.model.words import FindingStatus, Severity
from auditor.reviewing.context import Said, around
from auditor.reviewing.keeping import add, history, in_force, latest_of_all, not_known

# The status in the table of findings follows at once, so that every question until the next audit sees it.
FOLLOW = """
UPDATE findings SET status = $status, accepted_until = $until WHERE finding_id = $finding_id
"""
# What the finding is now, and which day was today when it was found.
NOW = """
SELECT severity, (SELECT as_of FROM runs ORDER BY rowid DESC LIMIT 1) FROM findings WHERE finding_id = $finding_id
"""
PATIENCE_SECONDS = 10.0
RULES = "SELECT finding_id, rule_id FROM known_findings UNION SELECT finding_id, rule_id FROM findings"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many decisions an import read, how many were new to the store, and how many speak of no finding of it."""

    read: int
    added: int
    unused: int


def decision(
    one: Finding, status: FindingStatus, reviewer: str, at: datetime, until: date | None = None, note: str = ""
) -> Decision:
    """A decision on the finding as it is now; names and notes as they were typed may hold bytes that are no text."""
    who, why = made_whole(reviewer), made_whole(note)
    return Decision(one.finding_id, one.rule_id, status, why, who, at, until, one.severity, basis(one))


def keep(db: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions that are made now to the store, the last word each, and let the findings of the last run follow them."""
    with Engine.open(db, wait_seconds=PATIENCE_SECONDS) as engine, engine.transaction():
        _keep(engine, latest_of_all(engine, decisions))


def take_in(db: Path, decisions: Sequence[Decision]) -> Reviewed:
    """Add those decisions of other reviewers that the store does not have; doing it again changes nothing."""
    with Engine.open(db, wait_seconds=PATIENCE_SECONDS) as engine, engine.transaction():
        fresh = not_known(engine, decisions)
        _keep(engine, fresh)
        here = {row[0] for row in engine.rows("SELECT finding_id FROM findings")}
    return Reviewed(len(decisions), len(fresh), sum(one.finding_id not in here for one in decisions))


def rules_known(db: Path) -> Mapping[str, str]:
    """The rule of each finding of the runs that the store keeps; none where there is no store yet."""
    if not db.exists():
        return {}
    with Engine.open(db, read_only=True) as engine:
        return dict(engine.rows(RULES))


def surroundings(db: Path, one: Finding) -> tuple[tuple[Said, ...], tuple[Decision, ...]]:
    """What was said around a finding, and what was decided about it before."""
    with Engine.open(db, read_only=True) as engine:
        return around(engine, one), tuple(past for past in history(engine) if past.finding_id == one.finding_id)


def _keep(engine: Engine, decisions: Sequence[Decision]) -> None:
    add(engine, decisions)
    latest = in_force(history(engine))
    for finding_id in {one.finding_id for one in decisions}:
        last = latest[finding_id]
        for severity, as_of in engine.rows(NOW, {"finding_id": finding_id}):
            is_over = last.accepted_until is not None and as_of is not None and last.accepted_until < as_of
            # A decision on what was lesser then, or until a day that has passed, settles nothing, as in the next audit.
            if last.holds_for(Severity(severity)) and not is_over:
                said = {"status": last.decision.value, "until": last.accepted_until, "finding_id": finding_id}
                engine.execute(FOLLOW, said)
