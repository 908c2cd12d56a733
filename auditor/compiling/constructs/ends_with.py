"""Whether a text ends with another one."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    return {"WHOLE": node.this, "PART": node.expression} if isinstance(node, exp.EndsWith) else None


CONSTRUCT = Construct("ends_with", _match)
