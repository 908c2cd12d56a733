"""Decisions in the store: added, never changed; the latest one of a finding counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.model.reviews import Decision
from auditor.model.words import FindingStatus, Severity

SCHEMA: dict[str, Any] = {
    "finding_id": pl.String,
    "rule_id": pl.String,
    "decision": pl.String,
    "note": pl.String,
    "reviewer": pl.String,
    "decided_at": pl.Datetime("us"),
    "accepted_until": pl.Date,
    "severity": pl.String,
    "basis": pl.String,
}
HISTORY = f"SELECT {', '.join(SCHEMA)} FROM reviews ORDER BY decided_at, finding_id, reviewer, decision"


def add(engine: Engine, decisions: Sequence[Decision]) -> None:
    """Add decisions to the store; call it inside a transaction or by itself."""
    columns = {name: [getattr(one, name) for one in decisions] for name in SCHEMA}
    engine.append("reviews", pl.DataFrame(columns, schema=SCHEMA))


def history(engine: Engine) -> tuple[Decision, ...]:
    """Every decision ever made, the first one first."""
    return tuple(_decision(row) for row in engine.frame(HISTORY).iter_rows(named=True))


def in_force(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """The decision that counts, by finding: the last one of a history."""
    return {one.finding_id: one for one in decisions}


def latest_of_all(engine: Engine, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """These decisions, each at least a moment later than what was decided of its finding before.

    A clock that was set back would else put a new word before the one that it takes back.
    """
    before = in_force(history(engine))
    return tuple(_behind(one, before.get(one.finding_id)) for one in decisions)


def _behind(one: Decision, last: Decision | None) -> Decision:
    if last is None or one.decided_at is None or last.decided_at is None or last.decided_at < one.decided_at:
        return one
    return replace(one, decided_at=last.decided_at + timedelta(microseconds=1))


def not_known(engine: Engine, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those that the store does not have yet: the same word of the same person at the same moment is known."""
    known = {_identity(one) for one in history(engine)}
    fresh: dict[tuple[object, ...], Decision] = {}
    for one in decisions:
        if _identity(one) not in known:
            fresh.setdefault(_identity(one), one)
    return tuple(fresh.values())


def _identity(one: Decision) -> tuple[object, ...]:
    return (one.finding_id, one.reviewer, one.decided_at, one.decision, one.accepted_until)


def _decision(row: Mapping[str, Any]) -> Decision:
    texts = {name: row[name] or "" for name in ("rule_id", "note", "reviewer")}
    severity = Severity(row["severity"]) if row["severity"] else None
    decision = FindingStatus(row["decision"])
    return Decision(**{**row, **texts, "decision": decision, "severity": severity})
