"""`b.*` written out: what a column of a joined table is then called differs between engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

Columns = Mapping[str, Sequence[str]]


def write_out(tree: exp.Expr, known: Columns) -> Sequence[str]:
    """Name the columns of every `b.*`; `known` are those of tables and shapes. Returns the names that the query returns."""
    parts = dict(known)
    for part in tree.find_all(exp.CTE):
        parts[part.alias] = _of(part.this, parts)
    names = _of(tree, parts)
    for query in tree.find_all(exp.Select):
        query.set("expressions", [one for column in query.expressions for one in _columns(column, query, parts)])
    return names


def _columns(column: exp.Expr, query: exp.Select, parts: Columns) -> list[exp.Expr]:
    if not (isinstance(column, exp.Column) and column.is_star):
        return [column]
    return [exp.column(name, table=column.table) for name in _sources(query, parts)[column.table]]


def _of(query: exp.Expr, parts: Columns) -> Sequence[str]:
    """The names of a query's columns; of a union those of its first part."""
    while isinstance(query, exp.SetOperation):
        query = query.this
    assert isinstance(query, exp.Select)
    names: list[str] = []
    for column in query.expressions:
        if isinstance(column, exp.Star):
            names += [name for source in _sources(query, parts).values() for name in source]
        elif isinstance(column, exp.Column) and column.is_star:
            names += _sources(query, parts)[column.table]
        else:
            names.append(column.alias_or_name)
    return names


def _sources(query: exp.Select, parts: Columns) -> Columns:
    joined = [query.args["from_"].this, *(join.this for join in query.args.get("joins", ()))]
    return {
        source.alias_or_name: parts.get(source.name, ()) if isinstance(source, exp.Table) else _of(source.this, parts)
        for source in joined
    }
