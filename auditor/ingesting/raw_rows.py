"""The rows of one file as text, and where each of them stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from auditor.engines.duckdb import Engine
from auditor.ingesting.encodings import UTF_8
from auditor.ingesting.places import RowLines
from auditor.ingesting.spools import Spool


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not even be read as a row: its physical line, its text, and each reason with its stable code.

    `original` are its bytes where they are not the UTF-8 of the text.
    """

    line: int
    raw: str
    reasons: tuple[tuple[str, str], ...]
    original: bytes | None = None


class BadRows(Spool):
    """Bad rows in their order, so that any number can be held."""

    def append(self, row: BadRow) -> None:
        """Add a row behind all others."""
        self._put((row.line, row.raw, row.reasons, row.original))

    def __iter__(self) -> Iterator[BadRow]:
        return (BadRow(*one) for one in self._all())


@dataclass(frozen=True, slots=True)
class RawRows:
    """The rows of a file: `relation` is SQL that reads them as columns c0, c1, … with `params`.

    Row n stands at physical line `lines[n]`; `texts(rows)` gives the physical text of rows in rising order, without the
    line end; `bad` are rows beside those that are no rows at all; `said` is what a person should know of the file;
    `remarks` counts lines that only comment on the rows, and are known for such; `above` is what an OFX file tells above its rows: (first line, last line, currency, account).
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
    remarks: int = 0

    @property
    def rows_read(self) -> int:
        """All rows of the file, readable or not, and the remarks between them."""
        return len(self.lines) + len(self.bad) + self.remarks


def make_raw(engine: Engine, width: int) -> None:
    """An empty raw table with columns c0, c1, …"""
    columns = ", ".join(f"c{index} VARCHAR" for index in range(width))
    engine.execute(f"CREATE OR REPLACE TEMP TABLE raw ({columns})")


def line_numbers(lines: Sequence[int]) -> RowLines:
    """From the line number of each row."""
    return RowLines.of(np.array(lines, np.int64))
