"""A part of a text between delimiters, counted from 1; an empty text where there are not so many."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.SplitPart):
        return {"X": node.this, "MARK": node.args["delimiter"], "PLACE": node.args["part_index"]}
    return None


CONSTRUCT = Construct("split_part", _match)
