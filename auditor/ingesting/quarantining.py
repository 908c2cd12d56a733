"""Sets faulty rows aside: their physical text, their line, one reason per fault, and whose rows they are."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.staging import Origin, key_sql
from auditor.ingesting.validating import FAULTS, faults, judged_columns
from auditor.model.profiles import Profile
from auditor.model.tables import Column, Table

BATCH_ROWS = 200_000
TEXTS_AT_ONCE = 10_000


def find_faults(engine: Engine, table: Table) -> pl.DataFrame:
    """Judge all rows in batches and name the faulty ones in the temporary table `unsound`; returns their faults."""
    judged = judged_columns(table)
    columns = [sql for column in table.columns for name, sql in _checked(column) if name in judged]
    sql = f"SELECT {', '.join(('row_no', *columns))} FROM typed WHERE apart IS NULL"
    found = [faults(batch, table) for batch in engine.batches(sql, BATCH_ROWS)]
    faulty = pl.concat(found) if found else pl.DataFrame(schema=FAULTS)
    engine.execute("CREATE OR REPLACE TEMP TABLE unsound (row_no BIGINT)")
    engine.append("unsound", faulty.select(pl.col("row_no").unique(maintain_order=True)))
    return faulty


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


def quarantine(
    engine: Engine, table: Table, profile: Profile, raw: RawRows, origin: Origin, faulty: pl.DataFrame
) -> int:
    """Write the faults to the quarantine; returns the number of rows set aside."""
    for start in range(0, len(faulty), TEXTS_AT_ONCE):
        part = faulty.slice(start, TEXTS_AT_ONCE).join(_owners(engine, table, profile, origin), on="row_no", how="left")
        engine.append("quarantine", _written(part, table, raw, origin))
    engine.append("quarantine", _unreadable(table, raw, origin))
    return faulty["row_no"].n_unique() + len(raw.bad)


def _owners(engine: Engine, table: Table, profile: Profile, origin: Origin) -> pl.DataFrame:
    platform = "coalesce(platform, nullif($platform, ''))" if "platform" in table.names else "nullif($platform, '')"
    contract = "contract_id" if "contract_id" in table.names else "CAST(NULL AS VARCHAR)"
    return engine.frame(
        f"""SELECT row_no, client_id, coalesce(freelancer_id, $freelancer)::VARCHAR AS freelancer_id, {platform} AS platform,
                   {contract} AS contract_id, {key_sql(table, profile)} AS row_key
            FROM typed WHERE row_no IN (SELECT row_no FROM unsound)""",
        {"freelancer": origin.freelancer, "platform": origin.platform},
    )


def _written(part: pl.DataFrame, table: Table, raw: RawRows, origin: Origin) -> pl.DataFrame:
    places = part["row_no"].unique().sort().to_list()
    texts = dict(zip(places, raw.texts(places), strict=True))
    return part.with_columns(
        pl.lit(origin.file_no).alias("file_no"),
        pl.lit(origin.name).alias("file"),
        pl.lit(table.name).alias("table_name"),
        pl.Series("line", [int(raw.lines[row]) for row in part["row_no"]]),
        pl.Series("raw", [texts[row] for row in part["row_no"]]),
    ).select("file_no", "file", "line", "table_name", pl.col("column").alias("column_name"), "code", "reason", "raw",
             "client_id", "freelancer_id", "platform", "contract_id", "row_key")  # fmt: skip


def _unreadable(table: Table, raw: RawRows, origin: Origin) -> pl.DataFrame:
    faults = [(row, code, reason) for row in raw.bad for code, reason in row.reasons]
    return pl.DataFrame(
        {
            "line": [row.line for row, _, _ in faults],
            "code": [code for _, code, _ in faults],
            "reason": [reason for _, _, reason in faults],
            "raw": [row.raw for row, _, _ in faults],
            "raw_bytes": [row.original for row, _, _ in faults],
        },
        schema={"line": pl.Int64, "code": pl.String, "reason": pl.String, "raw": pl.String, "raw_bytes": pl.Binary},
    ).with_columns(
        pl.lit(origin.file_no).alias("file_no"),
        pl.lit(origin.name).alias("file"),
        pl.lit(table.name).alias("table_name"),
        pl.lit("").alias("column_name"),
    )


def lift_repaired(engine: Engine, table: Table, origin: Origin, place: str) -> None:
    """Take rows out of the quarantine that this file holds in a sound form, and those of its own earlier versions."""
    engine.execute(
        """DELETE FROM quarantine WHERE file_no <> $file_no AND (
             (table_name = $table AND row_key IN (SELECT row_key FROM incoming))
             OR file_no IN (SELECT file_no FROM ledger WHERE json_extract_string(options, '$.place') = $place))""",
        {"file_no": origin.file_no, "table": table.name, "place": place},
    )
