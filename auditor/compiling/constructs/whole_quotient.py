"""Division of whole numbers without a rest, both above zero."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    return {"WHOLE": node.this, "PART": node.expression} if isinstance(node, exp.IntDiv) else None


CONSTRUCT = Construct("//, division of whole numbers", _match)
