"""A decimal as text with all its places: 12.00, where some engines write 12."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if not (isinstance(node, exp.Cast) and node.to.is_type("varchar", "text") and isinstance(node.this, exp.Cast)):
        return None
    if not node.this.to.is_type("decimal"):
        return None
    places = node.this.to.expressions[-1].this if node.this.to.expressions else exp.Literal.number(3)
    return {"X": node.this, "PLACES": places, "FORM": exp.Literal.string(f"%.{places.name}f")}


CONSTRUCT = Construct("a decimal as text", _match)
