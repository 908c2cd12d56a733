"""The rows of a frame that belong to chosen relationships: what charts of relationships draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from auditor.model.ordering import relationship_key
from auditor.model.results import AuditResult, Eligibility
from auditor.model.words import State

KEY = ("platform", "client_id", "freelancer_id")
OTHER_WAYS = frozenset({State.FEE_PAID, State.EXEMPT_ORIGIN})
EPOCH = date(1970, 1, 1).toordinal()

Marks = dict[tuple[str, str, str], list[dict[str, object]]]


def by_pair(result: AuditResult, name: str, chosen: Sequence[Eligibility]) -> Marks:
    """The rows of a frame by relationship; those of others never leave the frame."""
    marks: Marks = {}
    frame = result.frames.get(name)
    if frame is None:
        return marks
    wanted = pl.DataFrame([relationship_key(row) for row in chosen], schema=dict.fromkeys(KEY, pl.String), orient="row")
    for row in frame.join(wanted, on=KEY, how="semi", maintain_order="left").iter_rows(named=True):
        marks.setdefault((row["platform"], row["client_id"], row["freelancer_id"]), []).append(row)
    return marks


def a_day(value: object) -> date:
    """The value as the day that it is."""
    assert isinstance(value, date)
    return value


def free_on(row: Eligibility) -> date | None:
    """The day that frees a relationship; none where another way frees it, for the day of the window means nothing then."""
    return None if row.state in OTHER_WAYS else row.eligible_on


def window(row: Eligibility) -> tuple[date, date] | None:
    """From the event that governs to the day it frees, where both are known."""
    begun, free = row.anchor_on, free_on(row)
    return (begun, free) if begun and free and begun < free else None


def at(day: date) -> float:
    """A day as the drawing program counts it: days since 1970."""
    return float(day.toordinal() - EPOCH)
