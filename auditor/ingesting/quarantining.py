"""Sets faulty rows aside: their physical text, their line, one reason per fault, and whose rows they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.export_words import in_export_words
from auditor.ingesting.raw_rows import BadRow, RawRows
from auditor.ingesting.recognising import refuse_other_header
from auditor.ingesting.staging import Origin, key_sql
from auditor.ingesting.telling_keys import KeyOf, key_teller
from auditor.ingesting.unread_lists import is_unread
from auditor.ingesting.validating import faults, judged_columns
from auditor.model.profiles import Profile
from auditor.model.tables import Column, Table

BATCH_ROWS = 245_760
ROWS_AT_ONCE = 10_000


def find_faults(engine: Engine, table: Table) -> None:
    """Judge all rows in batches: `faults` holds every fault, `unsound` the numbers of the rows that have any."""
    judged = judged_columns(table)
    columns = [sql for column in table.columns for name, sql in _checked(column) if name in judged]
    columns += ["contradiction"] if "contradiction" in judged else []
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE faults (row_no BIGINT, column_name VARCHAR, code VARCHAR, reason VARCHAR)"
    )
    ((rows,),) = engine.rows("SELECT count(*) FROM typed_rows")
    for first in range(0, rows, BATCH_ROWS):
        batch = engine.frame(
            f"""SELECT {", ".join(("row_no", *columns))} FROM typed
                WHERE row_no BETWEEN $first AND $last AND apart IS NULL ORDER BY row_no""",
            {"first": first, "last": first + BATCH_ROWS - 1},
        )
        engine.append("faults", faults(batch, table).rename({"column": "column_name"}))
    engine.execute("CREATE OR REPLACE TEMP TABLE unsound AS SELECT DISTINCT row_no FROM faults")


def _checked(column: Column) -> Iterator[tuple[str, str]]:
    name = column.name
    if column.type.is_text:
        # Only what begins with a blank is looked through; trimming every message would cost more than all other checks.
        there = f"CASE WHEN {name} >= '!' THEN true WHEN {name} IS NULL THEN false ELSE trim({name}) <> '' END"
        yield name, f"{there} AS {name}"
        return
    yield name, name
    if column.type.has_form:
        yield f"{name}_unread", f"{name}_unread"
    if column.type.value == "time":
        yield f"{name}_precision", f"{name}_precision"
        yield f"{name}_no_time", f"{name}_no_time"


def quarantine(
    engine: Engine, table: Table, profile: Profile, raw: RawRows, origin: Origin, delimiter: str = ""
) -> int:
    """Write the faults to the quarantine; returns the number of rows set aside.

    Raises InputFileError when a row is another header: what stands below it was read under wrong names.
    """
    unsound = [row for (row,) in engine.rows("SELECT row_no FROM unsound ORDER BY row_no")]
    texts = raw.texts(unsound)
    # Of a list that no profile reads nobody knows whose rows they are.
    label = "" if is_unread(profile) else table.name
    for start in range(0, len(unsound), ROWS_AT_ONCE):
        rows = unsound[start : start + ROWS_AT_ONCE]
        places = pl.DataFrame(
            {"row_no": rows, "line": [raw.lines[row] for row in rows], "raw": [*islice(texts, len(rows))]},
            schema={"row_no": pl.Int64, "line": pl.Int64, "raw": pl.String},
        )
        if delimiter:
            refuse_other_header(origin.name, raw.header, delimiter, places.select("line", "raw").iter_rows())
        told = _told(engine, table, profile, origin, rows[0], rows[-1])
        told = in_export_words(told, engine, profile, raw, origin)
        engine.append("quarantine", _filed(told.join(places, on="row_no", maintain_order="left"), label, origin))
    bad, key_of = iter(raw.bad), key_teller(table, profile, raw, delimiter)
    while some := [*islice(bad, ROWS_AT_ONCE)]:
        engine.append("quarantine", _filed(_unreadable(some, origin.platform, key_of), label, origin))
    return len(unsound) + len(raw.bad)


def _told(engine: Engine, table: Table, profile: Profile, origin: Origin, first: int, last: int) -> pl.DataFrame:
    """The faults of the rows from `first` to `last`, with what the rows say of whose they are."""
    platform = "coalesce(platform, nullif($platform, ''))" if "platform" in table.names else "nullif($platform, '')"
    contract = "contract_id" if "contract_id" in table.names else "CAST(NULL AS VARCHAR)"
    return engine.frame(
        f"""SELECT f.row_no, f.column_name, f.code, f.reason, t.client_id, t.freelancer_id, t.platform, t.contract_id, t.row_key
            FROM (SELECT rowid AS place, * FROM faults WHERE row_no BETWEEN $first AND $last) f
            JOIN (SELECT row_no, client_id, coalesce(freelancer_id, $freelancer)::VARCHAR AS freelancer_id,
                         {platform} AS platform, {contract} AS contract_id, {key_sql(table, profile)} AS row_key
                  FROM typed WHERE row_no BETWEEN $first AND $last) t USING (row_no)
            ORDER BY f.place""",
        {"freelancer": origin.freelancer, "platform": origin.platform, "first": first, "last": last},
    )


def _filed(part: pl.DataFrame, label: str, origin: Origin) -> pl.DataFrame:
    return part.drop("row_no", strict=False).with_columns(
        pl.lit(origin.file_no).alias("file_no"),
        pl.lit(origin.name).alias("file"),
        pl.lit(label).alias("table_name"),
    )


def _unreadable(bad: Sequence[BadRow], platform: str, key_of: KeyOf) -> pl.DataFrame:
    """What could not be taken apart; that a file is of one platform holds for these rows as well."""
    faults = [(row, code, reason) for row in bad for code, reason in row.reasons]
    keys = {id(row): key_of(row) for row in bad}
    return pl.DataFrame(
        {
            "line": [row.line for row, _, _ in faults],
            "column_name": "",
            "code": [code for _, code, _ in faults],
            "reason": [reason for _, _, reason in faults],
            "raw": [row.raw for row, _, _ in faults],
            "raw_bytes": [row.original for row, _, _ in faults],
            "platform": platform or None,
            "row_key": [keys[id(row)] for row, _, _ in faults],
        },
        schema={"line": pl.Int64, "column_name": pl.String, "code": pl.String, "reason": pl.String, "raw": pl.String,
                "raw_bytes": pl.Binary, "platform": pl.String, "row_key": pl.String},
    )  # fmt: skip
