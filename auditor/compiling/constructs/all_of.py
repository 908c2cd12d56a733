"""bool_and: whether it holds in all rows of the group."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    return {"X": node.this} if isinstance(node, exp.LogicalAnd) else None


CONSTRUCT = Construct("bool_and", _match)
