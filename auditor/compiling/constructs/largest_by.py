"""max_by: the value of the row that comes last by one or two keys; rows without the value are passed over."""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands, by_phrase
from auditor.compiling.reading import Dialect, UnsayableError


def keyed(node: exp.ArgMax | exp.ArgMin) -> Operands:
    """The value and its keys; a single key stands for both, which orders alike."""
    key = _bare(node)
    keys = [part.expression for part in key.expressions] if isinstance(key, exp.Struct) else [key]
    return {"X": node.this, "KEY_1": keys[0], "KEY_2": keys[-1]} if len(keys) <= 2 else {}


def _bare(node: exp.ArgMax | exp.ArgMin) -> exp.Expr:
    """The key without `CASE WHEN X IS NOT NULL THEN … END`: every phrase passes rows without the value over anyhow."""
    key: exp.Expr = node.expression
    if not isinstance(key, exp.Case) or key.this or key.args.get("default") or len(key.args["ifs"]) != 1:
        return key
    asked, known = key.args["ifs"][0], exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.Null()))
    taken: exp.Expr = asked.args["true"]
    return taken if asked.this == known else key


def _match(node: exp.Expr) -> Operands | None:
    return keyed(node) if isinstance(node, exp.ArgMax) else None


def phrased(name: str, node: exp.Expr, operands: Operands, dialect: Dialect) -> exp.Expr:
    """The phrase, which has room for two keys. Raises UnsayableError for more."""
    if not operands:
        raise UnsayableError("it has more than two keys")
    return by_phrase(name, node, operands, dialect)


CONSTRUCT = Construct("max_by", _match, phrased)
