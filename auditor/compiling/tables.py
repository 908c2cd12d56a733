"""The tables that a warehouse has to have: which ones a rule reads, and which of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

import sqlglot
from sqlglot import exp

from auditor import rooms

# What --rates reads; an empty table converts nothing.
RATES = "CREATE TABLE rates (rate_on DATE, currency VARCHAR, rate DECIMAL(18, 8));"
# Kept by the auditor about the rows of its own store; no shape reads them.
PRIVATE = {"source_file", "source_line", "row_key", "row_hash", "file_no", "freelancer_given"}
Columns = Mapping[str, exp.DataType]


@cache
def known() -> dict[str, Columns]:
    """Every table of the store with its columns and their types, as sql/schema creates them."""
    scripts = rooms.files(rooms.sql_folder() / "schema", ".sql").values()
    text = "\n".join(path.read_text(encoding="utf-8").replace("USING COMPRESSION zstd", "") for path in scripts)
    found: dict[str, Columns] = {}
    for statement in sqlglot.parse(text + RATES, read="duckdb"):
        if isinstance(statement, exp.Create) and isinstance(statement.this, exp.Schema):
            columns = statement.this.expressions
            found[statement.this.this.name] = {column.name: column.args["kind"] for column in columns}
    return found


def read_by(trees: Iterable[exp.Expr]) -> dict[str, Columns]:
    """The tables that the queries read, each with the columns that any of them names."""
    tables: set[str] = set()
    names: set[str] = set()
    for tree in trees:
        parts = {part.alias for part in tree.find_all(exp.CTE)}
        tables |= {table.name for table in tree.find_all(exp.Table)} - parts
        names |= {column.name for column in tree.find_all(exp.Column)}
    return {
        table: {name: kind for name, kind in columns.items() if name in names - PRIVATE}
        for table, columns in known().items()
        if table in tables
    }
