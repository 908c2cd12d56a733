"""The facts of a finding under their names: a struct where the warehouse has one with any names, else a JSON text.

A dialect's phrase names the form; values keep their kinds, days are written YYYY-MM-DD.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sqlglot
from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.reading import Dialect, filled


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.Struct) and isinstance(node.parent, exp.Alias):
        return {part.this.name: part.expression for part in node.expressions}
    return None


def _pairs(function: str) -> Callable[[Operands, Dialect], exp.Expr]:
    """A function of names and values in turn."""

    def said(facts: Operands, dialect: Dialect) -> exp.Expr:
        flat = [one for name, value in facts.items() for one in (exp.Literal.string(name), value.copy())]
        return exp.Anonymous(this=function, expressions=flat)

    return said


def _struct(facts: Operands, dialect: Dialect) -> exp.Expr:
    quoted = [exp.Identifier(this=name, quoted=True) for name in facts]
    parts = [exp.PropertyEQ(this=name, expression=facts[name.this].copy()) for name in quoted]
    return exp.Struct(expressions=parts)


def _written(facts: Operands, dialect: Dialect) -> exp.Expr:
    """The JSON put together: a tuple's names would hide columns of the same name."""
    texts: list[exp.Expr] = []
    for place, (name, value) in enumerate(facts.items()):
        texts.append(exp.Literal.string(f'{", " if place else "{"}"{name}": '))
        text = exp.Anonymous(this="toJSONString", expressions=[value.copy()])
        # A fact that is not known must not take the others with it.
        texts.append(exp.Anonymous(this="ifNull", expressions=[text, exp.Literal.string("null")]))
    return exp.Anonymous(this="concat", expressions=[*texts, exp.Literal.string("}")])


def _map(facts: Operands, dialect: Dialect) -> exp.Expr:
    names = exp.Array(expressions=[exp.Literal.string(name) for name in facts])
    values = exp.Array(expressions=[exp.cast(value.copy(), "JSON") for value in facts.values()])
    made = sqlglot.parse_one("CAST(MAP(NAMES, VALUES_) AS JSON)", read=dialect.sqlglot)
    return filled(made, {"NAMES": names, "VALUES_": values})


FORMS: Mapping[str, Callable[[Operands, Dialect], exp.Expr]] = {
    "json_build_object": _pairs("json_build_object"),
    "object_construct_keep_null": _pairs("OBJECT_CONSTRUCT_KEEP_NULL"),
    "struct": _struct,
    "toJSONString": _written,
    "map": _map,
}


def _say(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    return FORMS[dialect.phrases[name]](operands, dialect)


CONSTRUCT = Construct("the struct of facts", _match, _say)
