"""The rows of one file as text, and where each of them stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from auditor.engines.duckdb import Engine
from auditor.ingesting.counting import Numbers


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not even be read as a row."""

    line: int
    raw: str
    reason: str


@dataclass(frozen=True, slots=True)
class RawRows:
    """The rows of a file: `relation` is SQL that reads them as columns c0, c1, … with `params`.

    Row n stands at physical line `lines[n]`; `texts(rows)` gives the physical text of rows, byte for byte and
    without the line end; `bad` are rows beside those that are no rows at all.
    """

    sha256: str
    size_bytes: int
    physical_lines: int
    header: tuple[str, ...]
    lines: Numbers
    relation: str
    params: Mapping[str, Any]
    texts: Callable[[Sequence[int]], list[str]]
    bad: tuple[BadRow, ...] = field(default=())

    @property
    def rows_read(self) -> int:
        """All rows of the file, readable or not."""
        return len(self.lines) + len(self.bad)

    @property
    def first_line(self) -> int | None:
        """The line of row 0 when each row stands on one line right below the one before, else None."""
        if len(self.lines) and int(self.lines[-1] - self.lines[0]) != len(self.lines) - 1:
            return None
        return int(self.lines[0]) if len(self.lines) else 1


def make_raw(engine: Engine, width: int) -> None:
    """An empty raw table with columns c0, c1, …"""
    columns = ", ".join(f"c{index} VARCHAR" for index in range(width))
    engine.execute(f"CREATE OR REPLACE TEMP TABLE raw ({columns})")


def line_numbers(lines: Sequence[int]) -> Numbers:
    """Line numbers as an array."""
    return np.array(lines, np.int64)
