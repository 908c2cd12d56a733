"""Seconds from one time to another, each without its fraction: DuckDB counts the boundaries of seconds between them."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.DateDiff) and node.text("unit").upper() == "SECOND":
        return {"FROM_AT": node.expression, "TO_AT": node.this}
    return None


CONSTRUCT = Construct("date_diff in seconds", _match)
