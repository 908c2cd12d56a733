"""The physical lines of a file's rows, kept small: only where the step from row to row is not one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RowLines:
    """Row r stands at line r + `shifts[i]`, for the last i with `rows[i]` <= r; 1-based lines, 0-based rows."""

    count: int
    rows: Numbers
    shifts: Numbers

    @classmethod
    def of(cls, lines: Numbers, first_row: int = 0) -> Self:
        """From the line of each row; with `first_row`, of rows that follow others."""
        rows = np.arange(first_row, first_row + len(lines), dtype=np.int64)
        shifts = np.asarray(lines, np.int64) - rows
        kept = np.flatnonzero(np.diff(shifts, prepend=shifts[:1] - 1)) if len(lines) else rows
        return cls(len(lines), rows[kept], shifts[kept])

    @classmethod
    def none(cls) -> Self:
        """Of no rows."""
        return cls(0, np.zeros(0, np.int64), np.zeros(0, np.int64))

    @classmethod
    def joined(cls, parts: list[Self]) -> Self:
        """Parts that follow each other, each made with its `first_row`."""
        nothing = np.zeros(0, np.int64)
        rows = np.concatenate([nothing, *(part.rows for part in parts)])
        shifts = np.concatenate([nothing, *(part.shifts for part in parts)])
        kept = np.flatnonzero(np.diff(shifts, prepend=shifts[:1] - 1)) if len(rows) else rows
        return cls(sum(part.count for part in parts), rows[kept], shifts[kept])

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, row: int) -> int:
        place = int(np.searchsorted(self.rows, row, side="right")) - 1
        return row + int(self.shifts[place])

    @property
    def first_line(self) -> int | None:
        """The line of row 0 when each row stands on one line right below the one before, else None."""
        if len(self.rows) > 1:
            return None
        return int(self.shifts[0]) if len(self.rows) else 1

    def all(self) -> Numbers:
        """The line of every row."""
        return self.of_rows(np.arange(self.count, dtype=np.int64))

    def of_rows(self, rows: Numbers) -> Numbers:
        """The line of each of these rows."""
        return rows + self.shifts[np.searchsorted(self.rows, rows, side="right") - 1] if len(rows) else rows
