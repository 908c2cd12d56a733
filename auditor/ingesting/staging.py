"""The sound rows of one file, reduced to what merging needs: place, identity, content hash and latest event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.raw_rows import RawRows
from auditor.model.profiles import How, Profile
from auditor.model.tables import Table

LINES_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Rivals:
    """Profiles that tell the same rows: those with fewer facts than this file's, and those with more."""

    lesser: tuple[str, ...] = ()
    greater: tuple[str, ...] = ()

    def bound(self) -> dict[str, list[str]]:
        """As parameters of SQL."""
        return {"lesser": list(self.lesser), "greater": list(self.greater)}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from. `freelancer` is the user's choice for rows that name none, `stand_in` what else stands;
    `first_line` is the line of the first row where each row fills one line, `restated` are the numbers of earlier versions of a
    file that a person writes."""

    file_no: int
    name: str
    platform: str
    client_given: bool
    freelancer: str | None
    stand_in: str
    first_line: int | None
    rivals: Rivals
    sha256: str = ""
    restated: tuple[int, ...] = ()

    def bound(self) -> dict[str, object]:
        """What decides between two versions of a row, as parameters of SQL."""
        return {"sha256": self.sha256, "restated": list(self.restated), **self.rivals.bound()}


def content_columns(table: Table) -> tuple[str, ...]:
    """The columns whose change makes another version of a row; whose freelancer it is, is compared apart."""
    names = (name for name in table.names if name != "freelancer_id")
    return (*names, *(f"{name}_precision" for name in table.times), "extra")


def hash_sql(table: Table) -> str:
    """SQL of a hash of a row's content."""
    return f"hash({', '.join(content_columns(table))})"


def latest_event(engine: Engine, table: Table) -> datetime | None:
    """The latest time in any sound row."""
    latest = f"greatest({', '.join(('NULL::TIMESTAMP', *table.times))})"
    ((moment,),) = engine.rows(f"SELECT max({latest}) FROM typed WHERE row_no NOT IN (SELECT row_no FROM unsound)")
    return moment if isinstance(moment, datetime) else None


def stage(engine: Engine, table: Table, profile: Profile, raw: RawRows, origin: Origin) -> None:
    """Fill `incoming` (row_no, line, row_key, row_hash, freelancer) with rows that are sound.

    Rows named in the temporary table `unsound`, and those set apart, are left out.
    """
    place_lines(engine, raw)
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE incoming AS
            SELECT row_no, {line_sql(raw)}, {key_sql(table, profile)} AS row_key,
                   {hash_sql(table)} AS row_hash,
                   coalesce(freelancer_id, $freelancer) AS freelancer
            FROM typed {line_join(raw)}
            WHERE apart IS NULL AND row_no NOT IN (SELECT row_no FROM unsound)""",
        {"first_line": raw.lines.first_line, "freelancer": origin.freelancer},
    )


def place_lines(engine: Engine, raw: RawRows) -> None:
    """Make `raw_lines` (row_no, line) where rows do not simply fill one line each."""
    engine.execute("CREATE OR REPLACE TEMP TABLE raw_lines (row_no BIGINT, line BIGINT)")
    if raw.lines.first_line is not None:
        return
    for first in range(0, len(raw.lines), LINES_AT_ONCE):
        last = min(first + LINES_AT_ONCE, len(raw.lines))
        numbers = np.arange(first, last)
        engine.append("raw_lines", pl.DataFrame({"row_no": numbers, "line": raw.lines.of_rows(numbers)}))


def line_sql(raw: RawRows) -> str:
    """SQL of a row's physical line."""
    return "line" if raw.lines.first_line is None else "$first_line + row_no AS line"


def line_join(raw: RawRows) -> str:
    """The join that `line_sql` needs."""
    return "JOIN raw_lines USING (row_no)" if raw.lines.first_line is None else ""


def key_sql(table: Table, profile: Profile) -> str:
    """SQL of a row's identity: the key columns, or the id derived from the whole row and its occurrence."""
    derived = any(source.how in (How.ROW_DIGEST, How.TRANSACTION) for source in profile.columns.values())
    keys = table.key if derived else profile.key or table.key
    if len(keys) == 1:
        return keys[0]
    return "concat_ws('/', " + ", ".join(f"coalesce({name}::VARCHAR, '')" for name in keys) + ")"
