"""A number cut to so many decimal places: rounded, half away from zero."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.reading import Dialect


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.Cast) and node.to.is_type("decimal") and node.to.expressions:
        return {"X": node.this, "PLACES": node.to.expressions[-1].this}
    return None


def _say(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    """The phrase rounds what is then cast as before."""
    return exp.Cast(this=dialect.phrase(name, operands), to=node.args["to"].copy())


CONSTRUCT = Construct("a cast to decimal", _match, _say)
