"""Where else the names and ids of the erased are written: in rows of others, which are theirs and stay."""

from __future__ import annotations

from auditor.engines.duckdb import Engine

COLUMNS = """
SELECT table_name, column_name FROM duckdb_columns()
WHERE data_type = 'VARCHAR' AND NOT internal AND database_name = current_database() AND NOT list_contains($own::VARCHAR[], table_name)
ORDER BY table_name, column_name
"""
OWN = ["gone_clients", "gone_words", "gone_rows", "gone_findings", "near_payers", "perhaps_theirs"]


def mentions(engine: Engine) -> tuple[tuple[str, str, int], ...]:
    """(table, column, rows) of every text of the store that still holds a word of `gone_words`."""
    found = []
    for table, column in engine.rows(COLUMNS, {"own": OWN}):
        # Names of tables and columns come from the schema, never from data.
        sql = f'SELECT count(*) FROM "{table}" AS t WHERE EXISTS (SELECT 1 FROM gone_words AS w WHERE says(t."{column}", w.word))'
        ((count,),) = engine.rows(sql)
        if count:
            found.append((table, column, count))
    return tuple(found)
