"""The Monday of a day's week."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.DateTrunc | exp.TimestampTrunc) and node.text("unit").upper() == "WEEK":
        return {"DAY_ON": node.this}
    return None


CONSTRUCT = Construct("date_trunc to the week", _match)
