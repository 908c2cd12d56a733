"""The exact median of a group, the mean of the middle two where their number is even."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.Median) and not isinstance(node.parent, exp.Window):
        return {"X": node.this}
    return None


CONSTRUCT = Construct("median", _match)
