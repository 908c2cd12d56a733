"""Rows of statements that are no income: kept with their reason, counted as loaded, never a payment."""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.staging import Origin, key_sql, line_join, line_sql
from auditor.model.profiles import Profile
from auditor.model.tables import Table


def set_apart(engine: Engine, table: Table, profile: Profile, raw: RawRows, origin: Origin) -> tuple[int, int, int]:
    """Keep the rows of the file that the profile sets apart; returns (loaded, updated, known)."""
    if not profile.apart:
        return 0, 0, 0
    labels = {f"apart_label_{number}": name.strip() for number, name in enumerate(raw.header)}
    pairs = ", ".join(f"${label}::VARCHAR, raw.c{number}" for number, label in enumerate(labels))
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE apart_rows AS
            SELECT {key_sql(table, profile)} AS row_key, apart AS reason, json_object({pairs})::VARCHAR AS content,
                   {line_sql(raw)}, hash(content) AS row_hash
            FROM typed {line_join(raw)} JOIN raw ON raw.rowid = row_no WHERE apart IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY row_key, content ORDER BY row_no DESC) = 1""",
        {**labels, "first_line": raw.first_line},
    )
    return _merge(engine, profile, origin)


def _merge(engine: Engine, profile: Profile, origin: Origin) -> tuple[int, int, int]:
    ((total,),) = engine.rows("SELECT count(*) FROM typed WHERE apart IS NOT NULL")
    fresh = """FROM apart_rows a WHERE NOT EXISTS
               (SELECT 1 FROM set_apart s WHERE s.row_key = a.row_key AND s.content = a.content)"""
    ((loaded,),) = engine.rows(f"SELECT count(*) {fresh}")
    engine.execute(
        f"""INSERT INTO set_apart (row_key, row_hash, reason, content, profile, source_file, source_line, file_no)
            SELECT row_key, row_hash, reason, content, $profile, $file, line, $file_no {fresh} ORDER BY line""",
        {"profile": profile.name, "file": origin.name, "file_no": origin.file_no},
    )
    return int(loaded), 0, int(total) - int(loaded)
