"""Merges the staged rows of one file into their table: new rows in, changed rows updated, known rows counted.

Which of two versions of a row stays: that of the file with the later event in it, else the one read later. The other
one goes to `superseded`. All of it is set-wise SQL over `incoming`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditor.engines.duckdb import Engine
from auditor.ingesting.confirming import CONFIRMED, LATER, NEWER_THAN_ALL, confirm
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.staging import Origin, content_columns, hash_sql, line_join, line_sql, place_lines
from auditor.ingesting.superseding import NEWER, struct_sql, supersede_apart, supersede_stored
from auditor.model.tables import Table

FIXED = ("source_file", "source_line", "row_key", "row_hash", "file_no", "profile_platform", "freelancer_given")
SOUND = "row_no NOT IN (SELECT row_no FROM unsound)"
LEFT_OUT = """WHERE row_no NOT IN
    (SELECT row_no FROM losers UNION ALL SELECT row_no FROM overlap WHERE same OR NOT newer)"""


@dataclass(frozen=True, slots=True)
class Merged:
    """Counts of one file's sound rows, the lines (earlier, later) of rows with one key and other content, and the one
    freelancer as whose rows the store knew those that name nobody, if it is one."""

    loaded: int
    updated: int
    known: int
    repeated: tuple[tuple[int, int], ...]
    known_of: str | None = None


def merge(
    engine: Engine, table: Table, origin: Origin, latest: datetime | None, joints: tuple[str, ...] = ()
) -> Merged:
    """Bring the rows of `incoming` into `table`, with the `joints` that the export has."""
    repeated = _mark_repeats(engine)
    _mark_overlap(engine, table, origin, latest)
    if not table.stated:
        _keep_freelancers(engine)
    _set_aside_old(engine, table, origin)
    _insert_chosen(engine, table, origin, joints)
    confirm(engine, table, origin.file_no)
    return _count(engine, repeated)


def merge_fresh(
    engine: Engine, table: Table, raw: RawRows, origin: Origin, key: str, joints: tuple[str, ...] = ()
) -> Merged | None:
    """The same for a file of different rows in a store that has none of the table: they only go in. Else None."""
    ((other,),) = engine.rows(
        f"""SELECT EXISTS (SELECT 1 FROM {table.name}) OR EXISTS (SELECT 1 FROM set_apart) OR EXISTS (SELECT 1 FROM quarantine)
                OR EXISTS (SELECT 1 FROM typed_rows WHERE apart IS NOT NULL)
                OR EXISTS (SELECT 1 FROM typed WHERE {SOUND} GROUP BY {key} HAVING count(*) > 1)"""
    )
    if other:
        return None
    ((rows,),) = engine.rows(f"SELECT count(*) FROM typed WHERE {SOUND}")
    place_lines(engine, raw)
    own = f"{line_sql(raw)}, {key}, {hash_sql(table)}"
    _insert(engine, table, origin, own, f"typed {line_join(raw)} WHERE {SOUND}", joints)
    return Merged(int(rows), 0, 0, ())


def _mark_repeats(engine: Engine) -> tuple[tuple[int, int], ...]:
    # `losers` are rows of this file whose key stands again further down.
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE losers AS
           SELECT row_no, row_key, line, last_line, row_hash = last_hash AND freelancer IS NOT DISTINCT FROM last_freelancer
                  AS same
           FROM (SELECT *, last_value(line) OVER w AS last_line, last_value(row_hash) OVER w AS last_hash,
                        last_value(freelancer) OVER w AS last_freelancer, last_value(row_no) OVER w AS last_row
                 FROM incoming
                 WHERE row_key IN (SELECT row_key FROM incoming GROUP BY row_key HAVING count(*) > 1)
                 WINDOW w AS (PARTITION BY row_key ORDER BY row_no
                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
           WHERE row_no <> last_row"""
    )
    return tuple(engine.rows("SELECT line, last_line FROM losers WHERE NOT same ORDER BY line"))


def _mark_overlap(engine: Engine, table: Table, origin: Origin, latest: datetime | None) -> None:
    # `overlap` are the other rows whose key the store has: `same` content or not, from a file that is `newer` or not.
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE overlap AS
            SELECT i.row_no, i.row_key, s.row_hash = i.row_hash AS same_hash,
                   coalesce(i.freelancer = s.freelancer_id, true) AS same_freelancer,
                   {NEWER_THAN_ALL} AS newer, false AS same, {LATER} AS later,
                   CASE WHEN s.freelancer_given AND i.freelancer IS NULL THEN s.freelancer_id END AS whose
            FROM incoming i
            JOIN {table.name} s USING (row_key)
            LEFT JOIN ledger l ON l.file_no = s.file_no
            {CONFIRMED}
            WHERE i.row_no NOT IN (SELECT row_no FROM losers)""",
        {"latest": latest, "table": table.name, **origin.bound()},
    )
    _mark_apart(engine, origin, latest)
    engine.execute("UPDATE overlap SET same = same_hash AND same_freelancer")
    # Hashes may differ between engine versions, so that rows which seem to differ are compared by their columns.
    equal = " AND ".join(f"t.{name} IS NOT DISTINCT FROM s.{name}" for name in content_columns(table))
    engine.execute(
        f"""UPDATE overlap SET same = true WHERE NOT same_hash AND same_freelancer AND row_no IN (
                SELECT o.row_no FROM overlap o JOIN typed t USING (row_no) JOIN {table.name} s USING (row_key)
              WHERE NOT o.same_hash AND {equal})"""
    )


def _mark_apart(engine: Engine, origin: Origin, latest: datetime | None) -> None:
    # A row that an earlier export had among those that are no income: the newer file decides what it is.
    engine.execute(
        f"""INSERT INTO overlap
            SELECT i.row_no, any_value(i.row_key), false, true, bool_and({NEWER}), false, false, NULL
            FROM incoming i JOIN set_apart s USING (row_key) LEFT JOIN ledger l ON l.file_no = s.file_no
            WHERE s.file_no <> $file_no AND i.row_no NOT IN (SELECT row_no FROM losers UNION ALL SELECT row_no FROM overlap)
            GROUP BY i.row_no""",
        {"latest": latest, "file_no": origin.file_no, **origin.bound()},
    )


def _keep_freelancers(engine: Engine) -> None:
    # A row that a file without a freelancer tells anew: whose it is was said before, and is not taken back by saying nothing.
    changed = "whose IS NOT NULL AND newer AND NOT same"
    if engine.rows(f"SELECT 1 FROM overlap WHERE {changed} LIMIT 1"):
        engine.execute(
            f"UPDATE typed_rows SET freelancer_id = o.whose FROM overlap o WHERE typed_rows.rowid = o.row_no AND {changed}"
        )


def _set_aside_old(engine: Engine, table: Table, origin: Origin) -> None:
    changed = "row_key IN (SELECT row_key FROM overlap WHERE newer AND NOT same)"
    supersede_stored(engine, table, changed)
    supersede_apart(engine, changed)
    # Versions of this file that do not win are kept too, once.
    engine.execute(
        f"""INSERT INTO superseded
            WITH lost AS (SELECT row_no FROM losers WHERE NOT same UNION ALL
                     SELECT row_no FROM overlap WHERE NOT newer AND NOT same UNION ALL
                     SELECT row_no FROM overlap JOIN {table.name} s USING (row_key)
                     WHERE same AND $stated AND s.file_no <> $file_no AND NOT list_contains($restated::INTEGER[], s.file_no)),
            versions AS (SELECT i.row_key, i.line, i.row_no, to_json(v)::VARCHAR AS content
                         FROM incoming i JOIN lost USING (row_no)
                         JOIN (SELECT row_no, {struct_sql(table)} AS v FROM typed t) USING (row_no))
            SELECT $table, row_key, $file_no, $file, line, content FROM versions
            WHERE NOT EXISTS (SELECT 1 FROM superseded s WHERE s.table_name = $table AND s.row_key = versions.row_key
                              AND s.content = versions.content AND (NOT $stated OR s.file_no = $file_no))
            ORDER BY row_no""",
        {
            "table": table.name,
            "file_no": origin.file_no,
            "file": origin.name,
            "stated": table.stated,
            "restated": list(origin.restated),
        },
    )


def _insert_chosen(engine: Engine, table: Table, origin: Origin, joints: tuple[str, ...]) -> None:
    _insert(engine, table, origin, "line, row_key, row_hash", f"typed JOIN incoming USING (row_no) {LEFT_OUT}", joints)


def _insert(engine: Engine, table: Table, origin: Origin, own: str, rows: str, joints: tuple[str, ...]) -> None:
    content = (*content_columns(table), "freelancer_id", *joints)
    given = ", client_given" if table.name == "payments" else ""
    client = ", client_id IS NOT NULL AND $client_given" if given else ""
    freelancer = "coalesce(freelancer_id, $freelancer, $stand_in)"
    values = ", ".join(freelancer if name == "freelancer_id" else name for name in content)
    named = "coalesce(freelancer_id, $freelancer) IS NOT NULL"
    engine.execute(
        f"""INSERT INTO {table.name} ({", ".join(content)}, {", ".join(FIXED)}{given})
            SELECT {values}, $file, {own}, $file_no, $platform, {named}{client} FROM {rows}""",
        {
            "file": origin.name,
            "file_no": origin.file_no,
            "platform": origin.platform,
            "freelancer": origin.freelancer,
            "stand_in": origin.stand_in,
            "client_given": origin.client_given,
            "first_line": origin.first_line,
        },
    )


def _count(engine: Engine, repeated: tuple[tuple[int, int], ...]) -> Merged:
    ((rows, losers, overlap, changed, idle),) = engine.rows(
        """SELECT (SELECT count(*) FROM incoming), (SELECT count(*) FROM losers), (SELECT count(*) FROM overlap),
                  (SELECT count(*) FROM overlap WHERE newer AND NOT same),
                  (SELECT count(*) FROM losers l JOIN overlap o USING (row_key) WHERE NOT l.same AND (o.same OR NOT o.newer))"""
    )
    # A version that another line of the same file replaced counts as an update, unless nothing changed at all.
    updated = changed + len(repeated) - idle
    loaded = rows - losers - overlap
    ((whose, several),) = engine.rows("SELECT min(whose), count(DISTINCT whose) FROM overlap")
    return Merged(loaded, updated, rows - loaded - updated, repeated, whose if several == 1 else None)
