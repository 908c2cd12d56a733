"""GROUP BY ALL written out: not every engine knows it, and those that do do not agree on what it holds."""

from __future__ import annotations

from sqlglot import exp


def write_out(tree: exp.Expr) -> None:
    """Name, in every query that groups by all, each column that has no aggregate in it."""
    for query in list(tree.find_all(exp.Select)):
        group = query.args.get("group")
        if group is not None and group.args.get("all"):
            columns = [column.unalias() for column in query.expressions]
            plain = [column.copy() for column in columns if not column.find(exp.AggFunc)]
            query.set("group", exp.Group(expressions=plain))
