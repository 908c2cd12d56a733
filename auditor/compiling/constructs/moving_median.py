"""The exact median over a frame of rows that moves; many engines have a median of whole groups alone."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.Median) and isinstance(node.parent, exp.Window):
        return {"X": node.this}
    return None


CONSTRUCT = Construct("median over a moving frame", _match)
