"""Texts joined by ||: where one is NULL, so is the whole."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def _match(node: exp.Expr) -> Operands | None:
    return {"LEFT_TEXT": node.this, "RIGHT_TEXT": node.expression} if isinstance(node, exp.DPipe) else None


CONSTRUCT = Construct("||", _match)
