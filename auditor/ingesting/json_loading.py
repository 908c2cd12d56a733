"""Loads the rows of one list of a JSON file as text into `raw`, a batch at a time, whatever the size of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting.encodings import is_utf8, kept, read_as
from auditor.ingesting.json_cells import JsonRow, cell, collision, flat
from auditor.ingesting.json_keys import JsonKeys
from auditor.ingesting.json_lists import is_lines, rows_of
from auditor.ingesting.json_remedies import with_remedy
from auditor.ingesting.json_values import Fault
from auditor.ingesting.opening import head, opened
from auditor.ingesting.places import RowLines
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import BadRow, BadRows, RawRows, make_raw
from auditor.ingesting.seen_archives import PART
from auditor.model.places import kind_suffix
from auditor.model.profiles import plain
from auditor.model.tables import ColumnType, Table

BATCH_ROWS = 10_000
MOST_KEYS = 1_000


def load(engine: Engine, file: PlannedFile, table: Table, sha256: str) -> RawRows:
    """Fill `raw`. What is no row is a bad row, and reading goes on. Raises InputFileError when the file is cut off."""
    loading = _Loading(engine, file, table)
    for row in _rows(file):
        if isinstance(row, int):
            loading.physical_lines = row
        else:
            loading.take(row)
    loading.write()

    def texts(wanted: Sequence[int]) -> Iterator[str]:
        return _texts(file, loading, wanted)

    return RawRows(
        sha256=sha256,
        size_bytes=file.path.stat().st_size,
        physical_lines=loading.physical_lines,
        header=tuple(loading.header),
        lines=RowLines.joined(loading.lines),
        relation="raw",
        params={},
        texts=texts,
        bad=loading.bad,
        encoding=file.encoding,
        said=_said(file),
    )


def _said(file: PlannedFile) -> tuple[str, ...]:
    # A document with several lists says it once.
    if is_utf8(file.encoding) or file.encoding_declared or not file.takes_rest:
        return ()
    return (read_as(file.name.partition(PART)[0], file.encoding),)


def _rows(file: PlannedFile) -> Iterator[JsonRow | int]:
    start, _ = head(file.path, file.name, file.encoding)
    with opened(file.path, file.name, file.encoding) as stream:
        yield from rows_of(stream, is_lines(kind_suffix(file.path), start), file.name)


class _Loading:
    """Rows on their way into `raw`; columns are added as keys come up."""

    def __init__(self, engine: Engine, file: PlannedFile, table: Table) -> None:
        self.engine, self.file = engine, file
        canonical = file.profile.is_canonical
        self._keys = JsonKeys(file.header, file.profile, table)
        self.header = self._keys.header
        self._known = set(self.header)
        self.lines: list[RowLines] = []
        self.bad = BadRows(engine.path.parent if engine.path else None)
        self.physical_lines = self.rows = 0
        self._held: list[tuple[int, dict[str, Any]]] = []
        self._ids = [column.name for column in table.columns if canonical and column.type is ColumnType.ID]
        make_raw(engine, max(len(self.header), 1))

    def take(self, row: JsonRow) -> None:
        """Take a row of this list, or what is no row."""
        if not self.is_mine(row):
            return
        values, faults = self._judged(row)
        if faults:
            self.bad.append(_bad(row, faults, self.file.encoding))
            return
        self._held.append((row.value.line, values))
        if len(self._held) >= BATCH_ROWS:
            self.write()

    def is_mine(self, row: JsonRow) -> bool:
        """Whether the row stands in the list that is read."""
        if row.part is None:
            return self.file.takes_rest
        if row.lone:
            return row.part == self.file.part
        return self.file.part is None or row.part == self.file.part

    def is_row(self, row: JsonRow) -> bool:
        """Whether the row was taken as one."""
        return self.is_mine(row) and not self._judged(row)[1]

    def write(self) -> None:
        """Append what is held to `raw`."""
        for _, values in self._held:
            self._add_columns(values)
        rows = [values for _, values in self._held]
        columns = {f"c{place}": [cell(row.get(key)) for row in rows] for place, key in enumerate(self.header)}
        self.engine.append("raw", pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))
        self.lines.append(RowLines.of(np.array([line for line, _ in self._held], np.int64), self.rows))
        self.rows += len(rows)
        self._held.clear()

    def _judged(self, row: JsonRow) -> tuple[dict[str, Any], tuple[Fault, ...]]:
        """What the row says by column, and all that speaks against it."""
        if row.faults:
            return {}, row.faults
        values, twice = self._keys.by_column(self._values(row))
        if twice:
            return values, (("E132", f"the key {twice[:60]!a} stands twice in one object, in another case"),)
        return values, self._doubled(row) or self._no_ids(values)

    def _values(self, row: JsonRow) -> dict[str, Any]:
        """What the row says by key: of the tables' own rows the keys as they are, else dotted ones."""
        value: dict[str, Any] = row.value.value
        if self.file.profile.is_canonical:
            node = value.get(self.file.profile.wrapper)
            return node if isinstance(node, dict) and not self._has_id(value) else value
        values = flat(value, self.file.profile.wrapper)
        return {**values, "@key": row.key} if row.key else values

    def _has_id(self, value: dict[str, Any]) -> bool:
        return any(plain(name) in self._ids for name in value)

    def _doubled(self, row: JsonRow) -> tuple[Fault, ...]:
        if self.file.profile.is_canonical:
            return ()
        name = collision(row.value.value.get(self.file.profile.wrapper) or row.value.value)
        return (("E132", f"{name[:60]!a} stands there as a name and as two"),) if name else ()

    def _no_ids(self, values: dict[str, Any]) -> tuple[Fault, ...]:
        told = {name: values.get(self._keys.column(name)) for name in self._ids}
        wrong = [name for name in self._ids if isinstance(told[name], (bool, dict, list))]
        return tuple(("E204", f"{name} is {cell(told[name])}, which is no id") for name in wrong)

    def _add_columns(self, values: dict[str, Any]) -> None:
        for key in values:
            if key not in self._known:
                if len(self.header) >= MOST_KEYS:
                    problem = f"the rows have more than {MOST_KEYS} different keys"
                    raise InputFileError(self.file.name, problem, "export rows that are alike")
                self.engine.execute(f"ALTER TABLE raw ADD COLUMN IF NOT EXISTS c{len(self.header)} VARCHAR")
                self.header.append(key)
                self._known.add(key)


def _bad(row: JsonRow, faults: tuple[tuple[str, str], ...], encoding: str) -> BadRow:
    text, exact = kept(row.value.raw.encode("utf-8", "surrogateescape"), encoding)
    return BadRow(row.value.line, text, tuple((fault[0], with_remedy(fault)) for fault in faults), exact)


def _texts(file: PlannedFile, loading: _Loading, wanted: Sequence[int]) -> Iterator[str]:
    """The texts of these rows, in rising order, by another pass over the file."""
    rest = iter(wanted)
    row, number = next(rest, None), -1
    if row is None:
        return
    for found in _rows(file):
        if row is None:
            return
        if isinstance(found, int) or not loading.is_row(found):
            continue
        number += 1
        if number == row:
            yield found.value.raw
            row = next(rest, None)
