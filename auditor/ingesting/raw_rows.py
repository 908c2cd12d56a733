"""The rows of one file as text, and where each of them stands in it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

import numpy as np

from auditor.engines.duckdb import Engine
from auditor.ingesting.encodings import UTF_8
from auditor.ingesting.places import RowLines

HELD_BYTES = 1 << 24


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not even be read as a row: its physical line, its text, and each reason with its stable code.

    `original` are its bytes where they are not the UTF-8 of the text.
    """

    line: int
    raw: str
    reasons: tuple[tuple[str, str], ...]
    original: bytes | None = None


class BadRows:
    """Bad rows in their order; beyond some megabytes they lie in an unnamed file in `folder`, so that any number can be held."""

    def __init__(self, folder: Path | None = None) -> None:
        # The file goes with the last that knows the rows.
        self._file = SpooledTemporaryFile(HELD_BYTES, dir=str(folder) if folder else None)  # noqa: SIM115
        self._count = 0

    def append(self, row: BadRow) -> None:
        """Add a row behind all others."""
        pickle.dump((row.line, row.raw, row.reasons, row.original), self._file, pickle.HIGHEST_PROTOCOL)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[BadRow]:
        self._file.seek(0)
        for _ in range(self._count):
            yield BadRow(*pickle.load(self._file))


@dataclass(frozen=True, slots=True)
class RawRows:
    """The rows of a file: `relation` is SQL that reads them as columns c0, c1, … with `params`.

    Row n stands at physical line `lines[n]`; `texts(rows)` gives the physical text of rows in rising order, without the
    line end; `bad` are rows beside those that are no rows at all; `said` is what a person should know of the file;
    `above` is what an OFX file tells above its rows: (first line, last line, currency, account).
    """

    sha256: str
    size_bytes: int
    physical_lines: int
    header: tuple[str, ...]
    lines: RowLines
    relation: str
    params: Mapping[str, Any]
    texts: Callable[[Sequence[int]], Iterator[str]]
    bad: BadRows | tuple[BadRow, ...] = field(default=())
    encoding: str = UTF_8
    said: tuple[str, ...] = ()
    above: tuple[tuple[int, int, str, str], ...] = ()

    @property
    def rows_read(self) -> int:
        """All rows of the file, readable or not."""
        return len(self.lines) + len(self.bad)


def make_raw(engine: Engine, width: int) -> None:
    """An empty raw table with columns c0, c1, …"""
    columns = ", ".join(f"c{index} VARCHAR" for index in range(width))
    engine.execute(f"CREATE OR REPLACE TEMP TABLE raw ({columns})")


def line_numbers(lines: Sequence[int]) -> RowLines:
    """From the line number of each row."""
    return RowLines.of(np.array(lines, np.int64))
