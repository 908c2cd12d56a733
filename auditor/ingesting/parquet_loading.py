"""Loads the rows of a Parquet file as text into `raw`: the types that it declares are written as the tables are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import duckdb
import numpy as np

from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from auditor.ingesting.parquet_planning import ENCODING, READ, params, unreadable
from auditor.ingesting.places import RowLines
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import RawRows

# How each type is written; all others as the database writes them.
_INSTANT = "replace(CAST(CAST({0} AS TIMESTAMP) AS VARCHAR), ' ', 'T')"
_WRITTEN = (
    ("TIMESTAMP WITH TIME ZONE", _INSTANT.replace("{0}", "timezone('UTC', {0})") + " || 'Z'"),
    ("TIMESTAMP", _INSTANT),
    ("STRUCT", "CAST(to_json({0}) AS VARCHAR)"),
    ("MAP", "CAST(to_json({0}) AS VARCHAR)"),
    ("UNION", "CAST(to_json({0}) AS VARCHAR)"),
)


def load(engine: Engine, file: PlannedFile, sha256: str) -> RawRows:
    """Fill `raw`. Row n of the file counts as line n. Raises InputFileError when the file cannot be read to its end."""
    try:
        described = engine.rows(f"DESCRIBE SELECT * FROM {READ}", params(file.path))
        texts = ", ".join(f"{_written(name, kind)} AS c{place}" for place, (name, kind, *_) in enumerate(described))
        engine.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT {texts} FROM {READ}", params(file.path))
    except (duckdb.Error, StoreError) as error:
        raise unreadable(file.name, error) from error
    ((count,),) = engine.rows("SELECT count(*) FROM raw")
    return RawRows(
        sha256=sha256,
        size_bytes=file.path.stat().st_size,
        physical_lines=count,
        header=file.header,
        lines=RowLines.of(np.arange(1, count + 1, dtype=np.int64)),
        relation="raw",
        params={},
        texts=lambda wanted: _texts(engine, file, wanted),
        encoding=ENCODING,
    )


def _written(name: str, kind: str) -> str:
    column = '"' + name.replace('"', '""') + '"'
    if kind.endswith("]"):
        return f"CAST(to_json({column}) AS VARCHAR)"
    form = next((form for start, form in _WRITTEN if kind.startswith(start)), "CAST({0} AS VARCHAR)")
    return form.replace("{0}", column)


def _texts(engine: Engine, file: PlannedFile, wanted: Sequence[int]) -> Iterator[str]:
    """The rows as objects of JSON, so that they can be repaired and read again as such."""
    names = ", ".join(f"c{place}" for place in range(len(file.header)))
    sql = f"SELECT {names} FROM raw WHERE rowid IN (SELECT unnest($wanted::BIGINT[])) ORDER BY rowid"
    for row in engine.rows(sql, {"wanted": list(wanted)}):
        yield json.dumps(dict(zip(file.header, row, strict=True)), ensure_ascii=False)
