"""A table whose files a person writes: each version of a file says all that it means, and takes back what it no longer says.

What other files state too stays: `superseded` keeps the statements that are not the ones in the table, and such a row goes
over to the latest of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.engines.duckdb import Engine
from auditor.ingesting.staging import Origin, content_columns, hash_sql
from auditor.model.tables import Table

_PLACE = "json_extract_string({0}options, '$.place')"
_PART = "coalesce(json_extract_string({0}options, '$.part'), '')"
# What the last version of each other file states of rows of this one; a later line of a file counts in it.
_OTHERS = f"""WITH last AS (
        SELECT {_PLACE.format("")} AS place, {_PART.format("")} AS part, max(file_no) AS file_no
        FROM ledger WHERE status = 'loaded' AND table_name = $table GROUP BY ALL)
    SELECT s.row_key, s.content, s.file_no, s.source_file, s.source_line
    FROM superseded AS s JOIN last USING (file_no) JOIN ledger AS l USING (file_no)
        JOIN {{0}} AS t ON t.row_key = s.row_key AND list_contains($restated::INTEGER[], t.file_no)
    WHERE s.table_name = $table AND NOT list_contains($restated::INTEGER[], s.file_no)
    QUALIFY row_number() OVER (
        PARTITION BY s.row_key ORDER BY l.latest_event DESC NULLS LAST, s.file_no DESC, s.source_line DESC) = 1"""


def restated(engine: Engine, table: Table, place: str, part: str) -> tuple[int, ...]:
    """The numbers of the earlier versions of the file at this place, where a later one says all anew; else none."""
    if not table.stated:
        return ()
    rows = engine.rows(
        f"SELECT file_no FROM ledger WHERE {_PLACE.format('')} = $place AND {_PART.format('')} = $part ORDER BY file_no",
        {"place": place, "part": part},
    )
    return tuple(int(number) for (number,) in rows)


def hand_over(engine: Engine, table: Table, origin: Origin) -> None:
    """Give rows of earlier versions to the other files that state them too. To be called before the merge."""
    if not origin.restated:
        return
    there = {"table": table.name, "restated": list(origin.restated)}
    engine.execute(f"CREATE OR REPLACE TEMP TABLE handed_over AS {_OTHERS.format(table.name)}", there)
    if not engine.rows("SELECT 1 FROM handed_over LIMIT 1"):
        return
    types = dict(
        engine.rows(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $table AND NOT internal",
            {"table": table.name},
        )
    )
    told = ", ".join(
        f"{name} = CAST(json_extract_string(h.content, '$.{name}') AS {types[name]})" for name in content_columns(table)
    )
    which = f"{table.name}.row_key = h.row_key AND list_contains($restated::INTEGER[], {table.name}.file_no)"
    engine.execute(
        f"""UPDATE {table.name} SET {told}, file_no = h.file_no, source_file = h.source_file, source_line = h.source_line
            FROM handed_over AS h WHERE {which}""",
        {"restated": list(origin.restated)},
    )
    engine.execute(
        f"UPDATE {table.name} SET row_hash = {hash_sql(table)} WHERE row_key IN (SELECT row_key FROM handed_over)"
    )
    engine.execute(
        """DELETE FROM superseded AS s USING handed_over AS h
           WHERE s.table_name = $table AND s.row_key = h.row_key AND s.file_no = h.file_no""",
        {"table": table.name},
    )


def take_on(engine: Engine, table: Table, origin: Origin) -> None:
    """Rows that stand in the new version as in an earlier one are the new version's. To be called behind the merge."""
    if not origin.restated:
        return
    engine.execute(
        f"""UPDATE {table.name} SET file_no = $file_no, source_file = $file, source_line = i.line FROM (
                SELECT row_key, arg_max(line, row_no) AS line FROM incoming GROUP BY row_key) AS i
            WHERE {table.name}.row_key = i.row_key AND list_contains($restated::INTEGER[], {table.name}.file_no)""",
        {"file_no": origin.file_no, "file": origin.name, "restated": list(origin.restated)},
    )


def take_back(engine: Engine, table: Table, origin: Origin, recalled: Mapping[str, int]) -> int:
    """Take out what is left of earlier versions, because the new one does not say it any more; returns how many rows.

    `recalled` are keys of rows that the new version holds broken, as before, and a person has repaired, with their lines.
    """
    if not origin.restated:
        return 0
    gone = {"restated": list(origin.restated)}
    left = f"{table.name} WHERE list_contains($restated::INTEGER[], file_no)"
    for key, line in recalled.items():
        engine.execute(
            f"""UPDATE {table.name} SET file_no = $file_no, source_file = $file, source_line = $line
                WHERE row_key = $key AND list_contains($restated::INTEGER[], file_no)""",
            {**gone, "file_no": origin.file_no, "file": origin.name, "line": line, "key": key},
        )
    ((rows,),) = engine.rows(f"SELECT count(*) FROM {left}", gone)
    if rows:
        engine.execute(f"DELETE FROM {left}", gone)
    return int(rows)
