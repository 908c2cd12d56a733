"""Takes rows out of the quarantine that a later file holds in a sound form, and keeps the ledger one with what is left.

What merely lies at the same place does not do: a row leaves only when it is known to stand elsewhere. Only files that a
person writes are other: each version of one says all that is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from auditor.engines.duckdb import Engine
from auditor.ingesting.staging import Origin
from auditor.ingesting.superseding import LIFTS, NEWER
from auditor.model.tables import Table

# Rows may be equal, also on one line of JSON: as many stand there as the fault that is told most often of them.
ROWS_ASIDE = """SELECT file_no, line, raw, max(times) AS rows FROM (
        SELECT file_no, line, raw, count(*) AS times FROM quarantine GROUP BY file_no, line, raw, column_name, code, reason)
    GROUP BY file_no, line, raw"""
PART = "coalesce(json_extract_string(l.options, '$.part'), '')"
SAME_PLACE = f"json_extract_string(l.options, '$.place') = $place AND {PART} = $part"


def lift_repaired(engine: Engine, table: Table, origin: Origin, place: str, part: str, latest: datetime | None) -> None:
    """Lift the rows of other files that this one holds: to be called while `incoming` is staged, and not yet merged.

    These are rows of the same bytes, which are judged anew; rows of an earlier version of this file, all of whose sound
    rows stand here again, so that the broken ones were repaired or taken out; and rows whose key stands here in a version
    that wins. Of a version without a sound row, the keys of its broken ones must all stand here.
    """
    there = {"place": place, "part": part, "file_no": origin.file_no}
    same = {"sha256": origin.sha256, "file_no": origin.file_no}
    newer = {**same, "table": table.name, "latest": latest, **origin.bound()}
    _lift(engine, f"l.sha256 = $sha256 AND {PART} = $part", {**same, "part": part})
    _lift(engine, f"{SAME_PLACE} AND {_is_later_version(table)}", there)
    _lift(engine, f"q.table_name = $table AND q.row_key IN (SELECT row_key FROM incoming) AND {NEWER}", newer)


def lift_earlier(engine: Engine, origin: Origin, place: str, part: str) -> None:
    """Lift all rows of earlier versions of this file, which a person has written and now says anew as a whole."""
    _lift(engine, SAME_PLACE, {"place": place, "part": part, "file_no": origin.file_no})


def lift_standing_again(engine: Engine, origin: Origin, place: str, part: str) -> None:
    """Lift rows of earlier versions of this file whose text it has set aside too: behind its own quarantine."""
    condition = f"""{SAME_PLACE} AND EXISTS (
        SELECT 1 FROM quarantine AS own WHERE own.file_no = $file_no AND own.raw = q.raw)"""
    _lift(engine, condition, {"place": place, "part": part, "file_no": origin.file_no})


def lift_held(engine: Engine, table: Table, origin: Origin, place: str, part: str, latest: datetime | None) -> int:
    """Lift rows of this file itself that another one, read before, holds in a version that wins; returns how many.

    What comes first by the name of its file must not decide what is left aside. A version that has lost meanwhile counts
    too: it would have lifted the row. Not so one of this very file: what its later version says broken is to be repaired.
    """
    before = _aside(engine, origin.file_no)
    engine.execute(
        f"""DELETE FROM quarantine AS q WHERE q.file_no = $file_no AND q.row_key IN (
                SELECT held.row_key FROM (
                    SELECT row_key, file_no FROM {table.name}
                    UNION ALL SELECT row_key, file_no FROM confirmed WHERE table_name = $table
                    UNION ALL SELECT row_key, file_no FROM superseded WHERE table_name = $table) AS held
                JOIN ledger AS l USING (file_no)
                WHERE l.status = 'loaded' AND l.file_no <> $file_no AND NOT coalesce({SAME_PLACE}, false) AND {LIFTS}
                    AND held.row_key IN (SELECT own.row_key FROM quarantine AS own WHERE own.file_no = $file_no))""",
        {
            "place": place,
            "part": part,
            "file_no": origin.file_no,
            "table": table.name,
            "latest": latest,
            **origin.bound(),
        },
    )
    return before - _aside(engine, origin.file_no)


def _aside(engine: Engine, file_no: int) -> int:
    ((rows,),) = engine.rows(
        f"SELECT coalesce(sum(rows), 0)::BIGINT FROM ({ROWS_ASIDE}) WHERE file_no = $file_no", {"file_no": file_no}
    )
    return int(rows)


def _is_later_version(table: Table) -> str:
    stored = f"SELECT row_key FROM {table.name} AS stored WHERE stored.file_no = q.file_no"
    aside = "SELECT own.row_key FROM quarantine AS own WHERE own.file_no = q.file_no AND own.row_key <> ''"
    return f"""CASE WHEN EXISTS ({stored}) THEN {_all_stand_again(stored)}
        ELSE EXISTS ({aside}) AND {_all_stand_again(aside)} END"""


def _all_stand_again(keys: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM ({keys}) AS one WHERE one.row_key NOT IN (SELECT row_key FROM incoming WHERE row_key IS NOT NULL))"


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


def take_out(engine: Engine, file_no: int, rows: Sequence[tuple[int, str]]) -> None:
    """Take as many rows of each line and text as are named: equal ones may share a line."""
    for (line, raw), times in Counter(rows).items():
        engine.execute(
            """DELETE FROM quarantine WHERE rowid IN (
                   SELECT rowid FROM quarantine WHERE file_no = $file_no AND line = $line AND raw = $raw
                   QUALIFY row_number() OVER (PARTITION BY column_name, code, reason ORDER BY rowid) <= $times)""",
            {"file_no": file_no, "line": line, "raw": raw, "times": times},
        )
