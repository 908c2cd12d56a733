"""A list of texts without any."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    return {} if isinstance(node, exp.Array) and not node.expressions else None


CONSTRUCT = Construct("an empty list", _match)
