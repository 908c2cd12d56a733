"""Parameters as literals: no warehouse lets a view hold a parameter, so the day and the thresholds are written into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlglot import exp

from auditor.errors import UsageError

# The latest and the earliest day that shapes speak of; a warehouse with fewer days says its own (`types` in its file).
KINDS = (bool, int, float, Decimal, str, date, type(None))


def bind(tree: exp.Expr, values: Mapping[str, Any]) -> None:
    """Put the value of every `$name` in its place, and reckon what is then known: days before and after as-of.

    Raises UsageError for a parameter without a value.
    """
    for hole in list(tree.find_all(exp.Placeholder)):
        if hole.name not in values:
            raise UsageError(f"${hole.name}: has no value -> declare it in the rule's front matter")
        hole.replace(literal(values[hole.name]))
    for interval in list(tree.find_all(exp.Interval)):
        _plain(interval)
    for node in reversed(list(tree.walk(bfs=True))):
        if (day := _reckoned(node)) is not None:
            node.replace(literal(day))
        elif _unknown(node):
            node.replace(exp.Cast(this=exp.Null(), to=exp.DataType.build("DATE")))


def literal(value: Any) -> exp.Expr:
    """A value as SQL: DATE '2026-01-31', TRUE, 0.6, 'text', NULL."""
    assert isinstance(value, KINDS), value
    if isinstance(value, date):
        return exp.Cast(this=exp.Literal.string(value.isoformat()), to=exp.DataType.build("DATE"))
    return exp.convert(value)


def day_of(node: exp.Expr | None) -> date | None:
    """The day that a literal says; None for anything else."""
    if isinstance(node, exp.Paren):
        return day_of(node.this)
    if isinstance(node, exp.Cast) and node.to.is_type("date") and node.this.is_string:
        return date.fromisoformat(node.this.name)
    return None


def _plain(interval: exp.Interval) -> None:
    """INTERVAL (7) DAY as INTERVAL '7' DAY, which every dialect can say."""
    count = interval.this.unnest() if interval.this else None
    if isinstance(count, exp.Literal):
        interval.set("this", exp.Literal.string(count.name))
    elif isinstance(count, exp.Null):
        interval.set("this", exp.Null())


def _reckoned(node: exp.Expr) -> date | None:
    """The day of `DATE '…' ± INTERVAL n DAY` and of the Monday of a known week."""
    if isinstance(node, exp.DateTrunc | exp.TimestampTrunc) and node.text("unit").upper() == "WEEK":
        day = day_of(node.this)
        return None if day is None else day - timedelta(days=day.weekday())
    if isinstance(node, exp.Cast) and node.to.is_type("date"):
        return None if node.this.is_string else day_of(node.this)
    if not isinstance(node, exp.Add | exp.Sub) or not isinstance(node.expression, exp.Interval):
        return None
    day, step = day_of(node.this), node.expression
    if day is None or step.text("unit").upper() != "DAY" or not step.this.is_string:
        return None
    days = timedelta(days=int(step.this.name))
    return day + days if isinstance(node, exp.Add) else day - days


def _unknown(node: exp.Expr) -> bool:
    """A day so many months later where nobody knows how many."""
    return (
        isinstance(node, exp.Add)
        and isinstance(node.expression, exp.Interval)
        and isinstance(node.expression.this, exp.Null)
    )
