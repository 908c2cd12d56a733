"""Loads the rows of a JSON or JSON Lines file as text into `raw`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting.counting import sha256_of
from auditor.ingesting.discovering import kind_suffix
from auditor.ingesting.json_rows import JsonRow, cell, document_rows, lines_of
from auditor.ingesting.opening import opened
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import BadRow, RawRows, line_numbers, make_raw

BATCH_ROWS = 50_000


def load(engine: Engine, file: PlannedFile) -> RawRows:
    """Fill `raw`. Raises InputFileError for a broken document; a broken line of JSON Lines is a bad row."""
    data = _bytes(file)
    text = _text(data, file.name)
    rows = list(lines_of(text) if kind_suffix(file.path) != ".json" else document_rows(text, file.name))
    good = [row for row in rows if not row.fault]
    header = tuple(dict.fromkeys(key for row in good for key in row.values))
    make_raw(engine, max(len(header), 1))
    for batch in _batches(good):
        engine.append("raw", _frame(batch, header))
    bad = tuple(
        BadRow(row.line, row.raw, (("E130", f"E130 {row.fault} -> repair that line and run again"),))
        for row in rows
        if row.fault
    )
    physical = text.count("\n") + (0 if text.endswith("\n") else 1)
    lines = line_numbers([row.line for row in good])

    def texts(wanted: Sequence[int]) -> list[str]:
        return [good[row].raw for row in wanted]

    return RawRows(sha256_of(file.path), len(data), physical, header, lines, "raw", {}, texts, bad)


def _bytes(file: PlannedFile) -> bytes:
    with opened(file.path, file.name) as stream:
        return stream.read()


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte {error.start + 1} of the file is no UTF-8"
        raise InputFileError(name, problem, "save the file as UTF-8", line) from error


def _batches(rows: Sequence[JsonRow]) -> Iterator[Sequence[JsonRow]]:
    return (rows[start : start + BATCH_ROWS] for start in range(0, len(rows), BATCH_ROWS))


def _frame(rows: Sequence[JsonRow], header: tuple[str, ...]) -> pl.DataFrame:
    columns = {f"c{index}": [cell(row.values.get(key)) for row in rows] for index, key in enumerate(header)}
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
