"""Rows made of a list or of any other series: no two engines write that alike, so it is not said."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def by_weeks(node: exp.Expr) -> bool:
    """Whether a series makes a row of every seventh day, and nothing else is done with it."""
    step = node.args.get("step")
    return (
        isinstance(step, exp.Interval)
        and (step.this.name, step.text("unit").upper()) == ("7", "DAY")
        and isinstance(node.parent, exp.Explode | exp.Unnest)
        and isinstance(node.parent.parent, exp.Cast)
    )


def _match(node: exp.Expr) -> Operands | None:
    return {} if isinstance(node, exp.GenerateSeries) and not by_weeks(node) else None


CONSTRUCT = Construct("a series that is not cut into weeks", _match)
