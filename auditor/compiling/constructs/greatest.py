"""greatest and least: the largest or smallest of what is known, where other engines answer NULL as soon as one is."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.reading import Dialect


def _match(node: exp.Expr) -> Operands | None:
    return {} if isinstance(node, exp.Greatest | exp.Least) else None


def _say(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    """Each value falls back on the others, so that none is NULL while one of them is known."""
    values = [node.this, *node.expressions]
    filled = [
        exp.Coalesce(this=value.copy(), expressions=[other.copy() for other in values if other is not value])
        for value in values
    ]
    return node.__class__(this=filled[0], expressions=filled[1:], ignore_nulls=False)


CONSTRUCT = Construct("greatest and least that pass NULL over", _match, _say)
