"""bool_or: whether it holds in a row of the group."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    return {"X": node.this} if isinstance(node, exp.LogicalOr) else None


CONSTRUCT = Construct("bool_or", _match)
