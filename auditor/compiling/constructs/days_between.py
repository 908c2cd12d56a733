"""Days from one date to another: two dates, so that boundaries and whole days are the same."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.DateDiff) and node.text("unit").upper() == "DAY":
        return {"FROM_ON": node.expression, "TO_ON": node.this}
    return None


CONSTRUCT = Construct("date_diff in days", _match)
