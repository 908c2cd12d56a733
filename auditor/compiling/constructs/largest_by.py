"""max_by: the value of the row that comes last by one or two keys; rows without the value are passed over."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands


def keyed(node: exp.ArgMax | exp.ArgMin) -> Operands:
    """The value and its keys; a single key stands for both, which orders alike."""
    key = node.expression
    keys = [part.expression for part in key.expressions] if isinstance(key, exp.Struct) else [key]
    return {"X": node.this, "KEY_1": keys[0], "KEY_2": keys[-1]} if len(keys) <= 2 else {}


def _match(node: exp.Expr) -> Operands | None:
    return keyed(node) if isinstance(node, exp.ArgMax) else None


CONSTRUCT = Construct("max_by", _match)
