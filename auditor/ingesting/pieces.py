"""What a CSV file falls into: sound records, many at a time, and broken physical lines, one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from auditor.ingesting.forms import Form, fields_of, stand_in_place
from auditor.ingesting.windows import NEWLINE, Places, Window


@dataclass(frozen=True, slots=True)
class Layout:
    """What is known of a file before it is cut: the delimiter, the names in the header, how many lines stand above it, and
    what the values of its columns look like."""

    delimiter: str
    header: tuple[str, ...]
    lines_above: int = 0
    forms: tuple[Form, ...] = ()

    def stand_in_place(self, record: bytes) -> bool:
        """Whether the fields of a record that has empty ones behind the last column stand in their places."""
        return stand_in_place(fields_of(record, self.delimiter), self.forms)

    def has_text_behind(self, record: bytes) -> bool:
        """Whether a record has text below the nameless columns at the end."""
        return any(fields_of(record, self.delimiter)[self.named :])

    @property
    def named(self) -> int:
        """Number of columns, without nameless ones at the end."""
        count = len(self.header)
        while count > 1 and not self.header[count - 1].strip():
            count -= 1
        return count


@dataclass(frozen=True, slots=True)
class Records:
    """Sound records, in order, without the empty fields behind those of the header; each ends with a line feed.

    `ends` are their ends in `data`, line feeds included; `added` (none: no record) is how many empty fields, which the
    header has names of nothing for, each was given. `last` is the last record as it stands in the file, where it has another
    line end than the rows of the file: a line below that is no row may be the rest of it. `first` is the first record, where
    the line above is no row and has such a line end: it may be the rest of that.
    """

    data: bytes
    ends: Places
    lines: Places
    added: Places | None = None
    last: bytes = b""
    first: bytes = b""

    def without_first(self) -> Records | None:
        """All records but the first one; None where there is no other."""
        if len(self.ends) == 1:
            return None
        added, begin = None if self.added is None else self.added[1:], int(self.ends[0])
        return Records(self.data[begin:], self.ends[1:] - begin, self.lines[1:], added, self.last)

    def without_last(self) -> Records | None:
        """All records but the last one; None where there is no other."""
        if len(self.ends) == 1:
            return None
        added = None if self.added is None else self.added[:-1]
        return Records(self.data[: int(self.ends[-2])], self.ends[:-1], self.lines[:-1], added)

    def text(self, record: int) -> bytes:
        """The bytes of one record, without the line feed."""
        added = 0 if self.added is None else int(self.added[record])
        return self.data[int(self.ends[record - 1]) if record else 0 : int(self.ends[record]) - 1 - added]


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """One physical line that is no record: its bytes without the line end, and every fault as (code, problem); `piece` where
    it has so few of the fields of a record that it may be a piece of one."""

    line: int
    data: bytes
    faults: tuple[tuple[str, str], ...]
    piece: bool = False


def joined(window: Window, starts: Places, ends: Places) -> bytes:
    """The records from `starts` to `ends`, each with a line feed; one slice of the window where they stand so."""
    data = window.data
    first, last = int(starts[0]), int(ends[-1])
    if np.array_equal(starts[1:], ends[:-1] + 1) and np.all(window.bytes[ends[:-1]] == NEWLINE):
        return data[first:last] + b"\n"
    return b"".join([data[start:end] + b"\n" for start, end in zip(starts.tolist(), ends.tolist(), strict=True)])


def lengthened(window: Window, starts: Places, ends: Places, lines: Places, missing: Places, delimiter: str) -> Records:
    """The records from `starts` to `ends`, those that lack empty fields at their end with as many as are missing."""
    spans = zip(starts.tolist(), ends.tolist(), missing.tolist(), strict=True)
    data = b"".join([window.data[start:end] + delimiter.encode() * count + b"\n" for start, end, count in spans])
    return Records(data, np.cumsum(ends - starts + missing + 1), lines, missing)
