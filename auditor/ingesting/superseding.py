"""Versions that lost: taken out of their table and kept as JSON, so that both stay in the ledger."""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.model.tables import Table

# Whether this file's version of a row wins over that of the file which a stored row came from (l = its ledger row): the
# same bytes read anew and a file that a person states anew win, then the format with more facts, then the file with the later event, then the one read later.
NEWER = """CASE WHEN l.sha256 = $sha256 OR list_contains($restated::INTEGER[], l.file_no) THEN true
    WHEN list_contains($lesser::VARCHAR[], l.profile) THEN true
    WHEN list_contains($greater::VARCHAR[], l.profile) THEN false
    ELSE coalesce($latest >= l.latest_event, l.latest_event IS NULL) END"""
# The same seen from a broken row of this file: whether the stored sound row is of a file that would have lifted it, had it
# been read second. What a later file says broken stays, whatever an earlier one says.
LIFTS = """CASE WHEN l.sha256 = $sha256 OR list_contains($restated::INTEGER[], l.file_no) THEN false
    WHEN list_contains($lesser::VARCHAR[], l.profile) THEN false
    WHEN list_contains($greater::VARCHAR[], l.profile) THEN true
    ELSE coalesce(l.latest_event >= $latest, $latest::TIMESTAMP IS NULL) END"""


def struct_sql(table: Table) -> str:
    """SQL of a row of `t` as a struct of its public columns; of all where it may come back to its table."""
    names = (*table.names, "extra", *(f"{name}_precision" for name in table.times if table.stated))
    return "{" + ", ".join(f"'{name}': t.{name}" for name in names) + "}"


def supersede_stored(engine: Engine, table: Table, which: str) -> None:
    """Move the stored rows of `table` for which the condition `which` holds."""
    engine.execute(
        f"""INSERT INTO superseded
            SELECT $table, row_key, file_no, source_file, source_line, to_json({struct_sql(table)})::VARCHAR
            FROM {table.name} t WHERE {which}""",
        {"table": table.name},
    )
    if engine.rows("SELECT 1 FROM confirmed LIMIT 1"):
        engine.execute(
            f"""DELETE FROM confirmed WHERE table_name = $table AND row_key IN (SELECT row_key FROM {table.name} WHERE {which})""",
            {"table": table.name},
        )
    engine.execute(f"DELETE FROM {table.name} WHERE {which}")


def supersede_apart(engine: Engine, which: str) -> None:
    """The same for rows that were set apart."""
    engine.execute(
        f"""INSERT INTO superseded SELECT 'set_apart', row_key, file_no, source_file, source_line, content
            FROM set_apart WHERE {which}"""
    )
    engine.execute(f"DELETE FROM set_apart WHERE {which}")
