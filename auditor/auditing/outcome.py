"""What a rule returned, looked at before findings are made of it: every value that the contract names, and of its kind."""

from __future__ import annotations

from datetime import date

import polars as pl

from auditor.auditing.wording import quoted
from auditor.model.rules import Heuristic
from auditor.model.words import Actor, Severity
from auditor.rules.columns import ANCHORS, COLUMNS

# Beyond this no sum of money and no count goes.
MOST = 10**24
TICKS = {"ns": 86_400_000_000_000, "us": 86_400_000_000, "ms": 86_400_000}
TEXTS = ("platform", "client_id", "freelancer_id", "actor", "severity")
CLOSED = {"actor": [one.value for one in Actor], "severity": [one.value for one in Severity]}


def problem(rule: Heuristic, frame: pl.DataFrame) -> str:
    """The first thing that is wrong with the rows of a rule, as a sentence; "" when nothing is."""
    if tuple(frame.columns) != COLUMNS:
        return f"returns {', '.join(frame.columns)} instead of {', '.join(COLUMNS)}"
    if frame.is_empty():
        return ""
    return _kinds(rule, frame) or _values(frame) or _marks(rule, frame) or _sizes(frame) or _twice(frame)


def _kinds(rule: Heuristic, frame: pl.DataFrame) -> str:
    wrong = [name for name in TEXTS if frame.schema[name] != pl.String]
    wrong += ["occurred_at"] if not isinstance(frame.schema["occurred_at"], pl.Datetime) else []
    wrong += ["confidence"] if not frame.schema["confidence"].is_numeric() else []
    wrong += ["evidence"] if frame.schema["evidence"] != pl.List(pl.String) else []
    wrong += ["facts"] if not isinstance(frame.schema["facts"], pl.Struct) else []
    if wrong:
        return f"column {wrong[0]} is {frame.schema[wrong[0]]}"
    missing = sorted(quoted(rule.explanation) - set(frame["facts"].struct.fields))
    return f"the explanation quotes {missing[0]}, which is no fact of it" if missing else ""


def _values(frame: pl.DataFrame) -> str:
    for name in COLUMNS:
        if frame[name].null_count():
            return f"column {name} has rows without a value"
    for name, words in CLOSED.items():
        if not frame[name].is_in(words).all():
            return f"column {name} holds another value than {', '.join(words)}"
    return "" if frame["confidence"].is_between(0, 1).all() else "column confidence holds a value outside 0 to 1"


def _marks(rule: Heuristic, frame: pl.DataFrame) -> str:
    if not frame["evidence"].list.len().min():
        return "column evidence has rows without a row that they rest on"
    tables = frame["evidence"].explode().str.split(":").list.first()
    if tables.null_count() or not tables.is_in(sorted(ANCHORS)).all():
        return f"column evidence names another table than {', '.join(sorted(ANCHORS))} -> write it as 'payments:' || payment_id"
    firsts = frame["evidence"].list.first().str.split(":").list.first()
    others = firsts.filter(firsts != rule.anchor)
    if rule.checked and others.len():
        return f"column evidence begins with a row of {others[0]}, and the anchor is {rule.anchor} -> put its row first, or name {others[0]} as anchor"
    return ""


def _sizes(frame: pl.DataFrame) -> str:
    """Times and numbers that nobody can write down: what the engine holds goes further than calendars and sums of money."""
    facts = frame["facts"].struct.unnest()
    for name, column in (("occurred_at", frame["occurred_at"]), *((f"fact {one.name}", one) for one in facts)):
        values = column.explode() if isinstance(column.dtype, pl.List) else column
        if not _is_known(values.dtype):
            return f"{name} is {column.dtype}, which no text can quote"
        if values.dtype.is_temporal() and not _within(values.to_physical(), _days(values.dtype)):
            return f"{name} holds a time outside the years 1 to 9999"
        if (values.dtype.is_float() or values.dtype.is_decimal()) and not _within(values, (-MOST, MOST)):
            return f"{name} holds a number of more than {len(str(MOST)) - 1} digits"
    return ""


def _is_known(kind: pl.DataType) -> bool:
    return kind.is_numeric() or kind in (pl.String, pl.Boolean, pl.Date, pl.Null) or isinstance(kind, pl.Datetime)


def _days(kind: pl.DataType) -> tuple[int, int]:
    """The first and the last time of the years 1 to 9999, as the engine counts."""
    first, last = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (date.min, date.max))
    unit = TICKS[kind.time_unit] if isinstance(kind, pl.Datetime) else 1
    return first * unit, (last + 1) * unit - 1


def _within(values: pl.Series, limits: tuple[int, int]) -> bool:
    present = values.drop_nulls()
    if present.dtype.is_float():
        present = present.filter(present.is_finite())
    return bool(present.is_between(*limits).all())


def _twice(frame: pl.DataFrame) -> str:
    """Two rows of one relationship that hang on the same row would be one finding."""
    rests_on = pl.col("evidence").list.first().str.replace(r"^(messages:.*)#[^#]*$", "$1")
    keys = frame.select("platform", "client_id", "freelancer_id", mark=rests_on)
    doubled = keys.filter(keys.is_duplicated())
    if doubled.is_empty():
        return ""
    return f"returns {doubled.height} rows that rest first on the same row as another -> group them by '{doubled['mark'][0]}'"
