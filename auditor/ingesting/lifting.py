"""Takes rows out of the quarantine that a later file holds in a sound form, and keeps the ledger one with what is left.

What merely lies at the same place does not do: a row leaves only when it is known to stand elsewhere.
"""

from __future__ import annotations

from datetime import datetime

from auditor.engines.duckdb import Engine
from auditor.ingesting.staging import Origin
from auditor.ingesting.superseding import NEWER
from auditor.model.tables import Table

# Rows may be equal, also on one line of JSON: as many stand there as the fault that is told most often of them.
ROWS_ASIDE = """SELECT file_no, line, raw, max(times) AS rows FROM (
        SELECT file_no, line, raw, count(*) AS times FROM quarantine GROUP BY file_no, line, raw, column_name, code, reason)
    GROUP BY file_no, line, raw"""
PART = "coalesce(json_extract_string(l.options, '$.part'), '')"
SAME_PLACE = f"json_extract_string(l.options, '$.place') = $place AND {PART} = $part"


def lift_repaired(engine: Engine, table: Table, origin: Origin, place: str, part: str, latest: datetime | None) -> None:
    """Lift the rows of other files that this one holds: to be called while `incoming` is staged, and not yet merged.

    These are rows of the same bytes, which are judged anew; rows whose key stands here in a version that wins; and rows
    of an earlier version of this file, all of whose sound rows stand here again, with a sound one in place of the broken.
    """
    there = {"place": place, "part": part, "file_no": origin.file_no}
    same = {"sha256": origin.sha256, "file_no": origin.file_no}
    newer = {**same, "table": table.name, "latest": latest, **origin.rivals.bound()}
    _lift(engine, f"l.sha256 = $sha256 AND {PART} = $part", {**same, "part": part})
    _lift(engine, f"q.table_name = $table AND q.row_key IN (SELECT row_key FROM incoming) AND {NEWER}", newer)
    _lift(engine, f"{SAME_PLACE} AND {_in_place_of_it(table)}", there)


def lift_standing_again(engine: Engine, origin: Origin, place: str, part: str) -> None:
    """Lift rows of earlier versions of this file whose text it has set aside too: behind its own quarantine."""
    condition = f"""{SAME_PLACE} AND EXISTS (
        SELECT 1 FROM quarantine AS own WHERE own.file_no = $file_no AND own.raw = q.raw)"""
    _lift(engine, condition, {"place": place, "part": part, "file_no": origin.file_no})


def _in_place_of_it(table: Table) -> str:
    # Where several rows share a line, the line says nothing of which is which.
    return f"""EXISTS (SELECT 1 FROM {table.name} AS stored JOIN incoming USING (row_key) WHERE stored.file_no = q.file_no)
        AND NOT EXISTS (SELECT 1 FROM {table.name} AS stored WHERE stored.file_no = q.file_no
                        AND (stored.source_line = q.line OR stored.row_key NOT IN (SELECT row_key FROM incoming)))
        AND (SELECT count(*) FROM incoming WHERE incoming.line = q.line) = 1
        AND NOT EXISTS (SELECT 1 FROM incoming JOIN {table.name} AS stored USING (row_key)
                        WHERE incoming.line = q.line AND stored.file_no = q.file_no)"""


def _lift(engine: Engine, condition: str, params: dict[str, object]) -> None:
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE lifted AS
            SELECT q.rowid AS place, q.file_no FROM quarantine AS q JOIN ledger AS l USING (file_no)
            WHERE q.file_no <> $file_no AND {condition}""",
        params,
    )
    if not engine.rows("SELECT 1 FROM lifted LIMIT 1"):
        return
    engine.execute("DELETE FROM quarantine WHERE rowid IN (SELECT place FROM lifted)")
    # What another file holds is known there.
    engine.execute(
        f"""UPDATE ledger SET rows_known = rows_known + rows_quarantined - aside.rows, rows_quarantined = aside.rows
            FROM (SELECT f.file_no, coalesce(sum(r.rows), 0)::BIGINT AS rows
                  FROM (SELECT DISTINCT file_no FROM lifted) AS f LEFT JOIN ({ROWS_ASIDE}) AS r USING (file_no)
                  GROUP BY f.file_no) AS aside
            WHERE ledger.file_no = aside.file_no"""
    )
