"""max_by: the value of the row that comes last by one or two keys; rows without the value are passed over.

`max({'at': KEY, 'name': VALUE}).name` is the same, and DuckDB adds it up faster where the value is a key itself.
"""

from __future__ import annotations

from sqlglot import exp

from auditor.compiling.construct import Construct, Operands
from auditor.compiling.reading import UnsayableError


def keyed(node: exp.ArgMax | exp.ArgMin) -> Operands:
    """The value and its keys; a single key stands for both, which orders alike."""
    key = _bare(node)
    keys = [part.expression for part in key.expressions] if isinstance(key, exp.Struct) else [key]
    if len(keys) > 2:
        raise UnsayableError(f"max_by and min_by by {len(keys)} keys -> join the later ones into one")
    return {"X": node.this, "KEY_1": keys[0], "KEY_2": keys[-1]}


def _bare(node: exp.ArgMax | exp.ArgMin) -> exp.Expr:
    """The key without `CASE WHEN X IS NOT NULL THEN … END`: every phrase passes rows without the value over anyhow."""
    key: exp.Expr = node.expression
    if not isinstance(key, exp.Case) or key.this or key.args.get("default") or len(key.args["ifs"]) != 1:
        return key
    asked, known = key.args["ifs"][0], exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.Null()))
    taken: exp.Expr = asked.args["true"]
    return taken if asked.this == known else key


def _match(node: exp.Expr) -> Operands | None:
    if isinstance(node, exp.Dot) and isinstance(node.this, exp.Max):
        node = _by_its_struct(node.this.this, node.expression.name)
    return keyed(node) if isinstance(node, exp.ArgMax) else None


def _by_its_struct(asked: exp.Expr, name: str) -> exp.ArgMax:
    """The field of that name, by the struct's fields."""
    struct = asked.find(exp.Struct) or exp.Struct()
    fields = {part.this.name: part.expression for part in struct.expressions}
    if name not in fields:
        raise UnsayableError(f"max of another thing than a struct with {name} -> write max_by")
    return exp.ArgMax(this=fields[name].copy(), expression=asked.copy())


CONSTRUCT = Construct("max_by", _match)
