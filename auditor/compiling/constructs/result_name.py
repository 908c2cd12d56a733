"""A column of a joined table keeps its bare name in the result; some engines keep the table's name with it."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.reading import Dialect


def _match(node: exp.Expr) -> Operands | None:
    is_result = isinstance(node.parent, exp.Select) and node.arg_key == "expressions"
    return {} if isinstance(node, exp.Column) and node.table and is_result and not node.is_star else None


def _say(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    return exp.alias_(node.copy(), node.name)


CONSTRUCT = Construct("names of results", _match, _say)
