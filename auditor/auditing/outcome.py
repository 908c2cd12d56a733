"""What a rule returned, looked at before findings are made of it: every value that the contract names, and of its kind."""

from __future__ import annotations

import polars as pl

from auditor.auditing.wording import quoted
from auditor.model.rules import Heuristic
from auditor.model.words import Actor, Severity
from auditor.rules.columns import ANCHORS, COLUMNS

TEXTS = ("platform", "client_id", "freelancer_id", "actor", "severity")
CLOSED = {"actor": [one.value for one in Actor], "severity": [one.value for one in Severity]}


def problem(rule: Heuristic, frame: pl.DataFrame) -> str:
    """The first thing that is wrong with the rows of a rule, as a sentence; "" when nothing is."""
    if tuple(frame.columns) != COLUMNS:
        return f"returns {', '.join(frame.columns)} instead of {', '.join(COLUMNS)}"
    if frame.is_empty():
        return ""
    return _kinds(rule, frame) or _values(frame) or _marks(frame)


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


def _marks(frame: pl.DataFrame) -> str:
    if not frame["evidence"].list.len().min():
        return "column evidence has rows without a row that they rest on"
    tables = frame["evidence"].explode().str.split(":").list.first()
    if tables.null_count() or not tables.is_in(sorted(ANCHORS)).all():
        return f"column evidence names another table than {', '.join(sorted(ANCHORS))} -> write it as 'payments:' || payment_id"
    return ""
