"""Tries a proposal on the sample with the reader that will read the file: what it cannot read makes a guess less sure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.casting import make_typed
from auditor.ingesting.clocks import clock_columns
from auditor.ingesting.guessing.proposal import Proposed
from auditor.ingesting.guessing.sampling import Sample
from auditor.ingesting.mapping import map_columns, materialise
from auditor.ingesting.places import RowLines
from auditor.ingesting.quarantining import find_faults
from auditor.ingesting.raw_rows import RawRows, make_raw
from auditor.model.profiles import How, Profile
from auditor.model.tables import Table

EMPTY = "E1"
MOST_WRITERS = 5


def tried(sample: Sample, profile: Profile, table: Table, columns: tuple[Proposed, ...]) -> tuple[Proposed, ...]:
    """The proposals with the confidence that is left after reading, and what could not be read."""
    # Who the freelancer is only the user knows: by the writer as whom most rows can be read, the columns are judged.
    found = min((_faults(sample, profile, table, one) for one in _freelancers(sample, profile)), key=len)
    return tuple(_weakened(one, found.filter(pl.col("column_name") == one.column), len(sample.rows)) for one in columns)


def _weakened(one: Proposed, faults: pl.DataFrame, rows: int) -> Proposed:
    if faults.is_empty():
        return one
    # A cell that is empty speaks against the row, not against the column.
    unread = faults.filter(~pl.col("code").str.starts_with(EMPTY))["row_no"].n_unique()
    said = f"{faults['row_no'].n_unique()} of {rows} rows looked at are set aside: {faults['reason'][0]}"
    checks = f"{one.check}; {said}" if one.check else said
    return replace(one, confidence=one.confidence * (1 - unread / rows), check=checks)


def _freelancers(sample: Sample, profile: Profile) -> list[str | None]:
    """Who may be the freelancer, those of most messages first; None where the export tells the sides itself."""
    names = [name.strip() for name in sample.header]
    places = [names.index(one.take[0]) for one in profile.columns.values() if one.how is How.SIDE]
    writers = Counter(row[place].strip() for place in places for row in sample.rows)
    return [one for one, _ in writers.most_common(MOST_WRITERS)] or [None]


def _faults(sample: Sample, profile: Profile, table: Table, freelancer: str | None) -> pl.DataFrame:
    engine = Engine.in_memory()
    try:
        raw = _raw(engine, sample)
        # Whether a date can be read does not depend on the order, which may be still to be decided.
        clock, params = clock_columns(engine, profile, sample.header, "dmy", sample.name)
        mapped = map_columns(profile, sample.header, clock)
        mapped.params.update(params)
        if "stated_freelancer" in mapped.params:
            mapped.params["stated_freelancer"] = freelancer
        mapped, raw = materialise(engine, mapped, raw)
        make_typed(engine, table, mapped, raw, "UTC", is_own_table=False)
        find_faults(engine, table)
        return engine.frame("SELECT * FROM faults ORDER BY rowid")
    finally:
        engine.close()


def _raw(engine: Engine, sample: Sample) -> RawRows:
    width = len(sample.header)
    make_raw(engine, width)
    columns = {f"c{index}": [row[index] or None for row in sample.rows] for index in range(width)}
    engine.append("raw", pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))
    return RawRows("", 0, len(sample.rows), sample.header, RowLines.none(), "raw", {}, lambda rows: iter(()))
