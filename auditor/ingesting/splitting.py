"""The slow path of CSV: cuts any bytes into records, sets broken physical lines aside one by one, and goes on behind them.

A record is sound when its quotes stand where they may, it has as many fields as the header names, and every byte of it
is text. Where one is not, its first physical line is set aside and reading goes on at the next line, outside of quotes:
so that a quote which is never closed costs its own line and no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import numpy as np

from auditor.errors import InputFileError
from auditor.ingesting.above import rows_above
from auditor.ingesting.faulty import QUOTED, Faults, width_fault
from auditor.ingesting.halves import without_halves
from auditor.ingesting.opening import BOM
from auditor.ingesting.pieces import BrokenLine, Layout, Records, joined, lengthened
from auditor.ingesting.remarks import MARK, is_remark
from auditor.ingesting.row_ends import RowEnds
from auditor.ingesting.windows import Cut, Places, Window

WINDOW_BYTES = 1 << 22
LONGEST_RECORD_BYTES = 1 << 25
LONGEST_LINE_BYTES = 1 << 28
ROWS_FOR_WIDTH = 1000
UNCLOSED = ("E122", "a field that a double quote opens in this line does not end as a sound row")


@dataclass(slots=True)
class Splitter:
    """Cuts one stream. After `pieces` is through, the counts say how many physical lines were what."""

    layout: Layout
    physical_lines: int = 0
    header_lines: int = 0
    blank_lines: int = 0
    repeated_headers: list[int] = field(default_factory=list)
    remarks: list[int] = field(default_factory=list)
    surplus: int = 0
    lines_above: int = 0
    _header: bytes = b""
    _rows_above: list[BrokenLine] = field(default_factory=list)
    _width: int = 0
    _in_pieces: bool = False
    _may_have_rest: bool = False
    _row_ends: RowEnds = field(default_factory=RowEnds)

    @property
    def columns(self) -> int:
        """Number of fields of each sound record."""
        return (self._width or len(self.layout.header)) - self.surplus

    def pieces(self, stream: BinaryIO) -> Iterator[Records | BrokenLine]:
        """All records and broken lines below the header. Raises InputFileError for a line too long to be one."""
        return without_halves(self._pieces(stream))

    def _pieces(self, stream: BinaryIO) -> Iterator[Records | BrokenLine]:
        wanted, above = WINDOW_BYTES, self.layout.lines_above
        held = stream.read(len(BOM)).removeprefix(BOM)
        while True:
            block = stream.read(max(wanted - len(held), WINDOW_BYTES))
            window = Window(held + block, ord(self.layout.delimiter), final=not block)
            begun = 0
            if not self._header:
                begun, above = self._skip_header(window, above)
            taken = begun
            while self._rows_above:
                yield self._rows_above.pop(0)
            if self._header:
                for piece, behind in self._walk(window, begun):
                    taken = behind
                    if piece is not None:
                        yield piece
            self.physical_lines += int(window.lines_before(np.array([taken]))[0])
            held = window.data[taken:]
            if window.final:
                return
            wanted = WINDOW_BYTES if taken else min(2 * len(window.data), LONGEST_LINE_BYTES)
            if len(held) >= LONGEST_LINE_BYTES:
                raise too_long("", self.physical_lines + 1)

    def _skip_header(self, window: Window, above: int) -> tuple[int, int]:
        """The place behind the header, and how many lines above it are still to come (the header is then not there yet)."""
        if len(window.line_nexts) < above and not window.final:
            return 0, above
        begin = int(window.line_nexts[above - 1]) if above else 0
        cut = window.cut(window.base_at(begin))
        for record in range(int(np.searchsorted(cut.starts, begin)), len(cut.starts)):
            start, end = int(cut.starts[record]), int(cut.ends[record])
            if end > start:
                self._header = window.data[start:end]
                self._row_ends.begin(window, end)
                behind = int(cut.starts[record + 1]) if record + 1 < len(cut.starts) else cut.tail
                first, last = window.lines_before(np.array([start, behind]))
                lines, self._rows_above = rows_above(window, above, begin, self.layout)
                self.lines_above = above - lines
                self.header_lines += int(last - first) + self.lines_above
                self.blank_lines += int(first) - above
                return behind, 0
        return 0, above

    def _walk(self, window: Window, begun: int) -> Iterator[tuple[Records | BrokenLine | None, int]]:
        faulty = Faults(window)
        place = begun
        while place < len(window.data):
            base = window.base_at(place)
            cut = window.cut(base)
            if not self._width:
                self._width = self._choose_width(window, cut, place, faulty.of(base))
            first = int(np.searchsorted(cut.starts, place))
            stop = self._first_bad(window, cut, first, base, faulty)
            if stop > first:
                place = int(cut.starts[stop]) if stop < len(cut.starts) else cut.tail
                yield self._sound(window, cut, first, stop), place
            if stop == len(cut.starts) and not self._must_give_up(window, place):
                return
            if place < len(window.data):
                broken, place = self._broken(window, cut, stop, place, base, faulty)
                yield broken, place

    def _must_give_up(self, window: Window, place: int) -> bool:
        """Whether the unfinished record at `place` will not be finished: the file ends, or it is longer than any."""
        if place >= len(window.data):
            return False
        too_long = len(window.data) - place >= LONGEST_RECORD_BYTES and bool(np.any(window.line_nexts > place))
        return window.final or too_long

    def _first_bad(self, window: Window, cut: Cut, first: int, base: int, faulty: Faults) -> int:
        bad = faulty.indices(base, cut, self._width, self.surplus, self.layout)
        place = int(np.searchsorted(bad, first))
        return int(bad[place]) if place < len(bad) else len(cut.starts)

    def _choose_width(self, window: Window, cut: Cut, place: int, bad: Places) -> int:
        """The number of fields of a row: the header's, its named ones, or more where every row ends in empty ones."""
        full, named = len(self.layout.header), self.layout.named
        first = int(np.searchsorted(cut.starts, place))
        rows = np.arange(first, min(first + ROWS_FOR_WIDTH, len(cut.starts)))
        rows = rows[(cut.ends[rows] > cut.starts[rows]) & ~np.isin(rows, bad)]
        rows = np.array([row for row in rows.tolist() if not self._is_remark(window, cut, row)], np.int64)
        if not len(rows):
            return full
        widths, counts = np.unique(cut.widths[rows], return_counts=True)
        likeliest = int(widths[np.argmax(counts)])
        if likeliest > full and len(rows) > 1 and len(widths) == 1 and self._are_longer(window, cut, rows):
            self.surplus = likeliest - full
            return likeliest
        if full in widths:
            # Rows without the empty fields of nameless columns are as long as the others, once they are given them.
            return full
        return likeliest if named <= likeliest <= full else full

    def _is_remark(self, window: Window, cut: Cut, row: int) -> bool:
        start = int(cut.starts[row])
        return window.data.startswith(MARK, start) and is_remark(
            window.data[start : int(cut.ends[row])], self.layout.delimiter
        )

    def _are_longer(self, window: Window, cut: Cut, rows: Places) -> bool:
        """Whether the rows all have the same empty fields behind the last column, and in most of them nothing can have moved."""
        more = self.layout.delimiter.encode() * int(cut.widths[rows[0]] - len(self.layout.header))
        records = [window.data[int(cut.starts[row]) : int(cut.ends[row])] for row in rows]
        standing = sum(map(self.layout.stand_in_place, records))
        return all(record.endswith(more) for record in records) and 2 * standing >= len(records)

    def _sound(self, window: Window, cut: Cut, first: int, stop: int) -> Records | None:
        starts, ends, widths = cut.starts[first:stop], cut.ends[first:stop], cut.widths[first:stop]
        filled = ends > starts
        self.blank_lines += int(np.count_nonzero(~filled))
        starts, ends, widths = starts[filled], ends[filled], widths[filled]
        if not len(starts):
            return None
        may_be_rest, self._may_have_rest = self._may_have_rest, False
        behind = int(ends[-1])
        alike = np.flatnonzero(ends - starts == len(self._header))
        lines = window.lines_before(starts) + self.physical_lines + 1
        repeated = [row for row in alike.tolist() if window.data[starts[row] : ends[row]] == self._header]
        is_rest = may_be_rest and 0 not in repeated
        self._row_ends.add(window, ends[1:] if is_rest else ends)
        if repeated:
            self.repeated_headers += [int(lines[row]) for row in repeated]
            self.header_lines += len(repeated) * (1 + self._header.count(b"\n"))
            starts, ends, lines, widths = (np.delete(array, repeated) for array in (starts, ends, lines, widths))
        if not len(starts):
            return None
        is_counted = not is_rest or len(starts) > 1
        goes_on = int(ends[-1]) == behind and is_counted and self._row_ends.is_last_odd(window, behind)
        last = window.data[int(starts[-1]) : behind] if goes_on else b""
        first_record = window.data[int(starts[0]) : int(ends[0])] if is_rest else b""
        # What stands behind half a row is no remark.
        self._in_pieces = bool(last) or not is_counted
        if np.any(widths < self._width):
            missing = self._width - widths
            records = lengthened(window, starts, ends, lines, missing, self.layout.delimiter)
        else:
            ends = ends - self.surplus
            records = Records(joined(window, starts, ends), np.cumsum(ends - starts + 1), lines)
        return replace(records, first=first_record, last=last)

    def _broken(
        self, window: Window, cut: Cut, record: int, place: int, base: int, faulty: Faults
    ) -> tuple[BrokenLine | None, int]:
        line = int(np.searchsorted(window.line_nexts, place, side="right"))
        end, behind = int(window.line_ends[line]), int(window.line_nexts[line])
        # Behind a broken line it may be a piece of the same text.
        if (
            not self._in_pieces
            and window.data.startswith(MARK, place)
            and is_remark(window.data[place:end], self.layout.delimiter)
        ):
            self.remarks.append(self.physical_lines + line + 1)
            return None, behind
        self._in_pieces = True
        complete = record < len(cut.starts)
        closed_here = complete and int(cut.ends[record]) <= end
        faults = faulty.reasons(place, end, base)
        misquoted = any(code == QUOTED[0] for code, _ in faults)
        whole = closed_here and not misquoted and int(cut.widths[record]) == self._width
        # A line with most of the fields of a row is a row with a fault, not a piece of its neighbour.
        piece = not whole and 2 * (window.data.count(self.layout.delimiter.encode(), place, end) + 1) <= self._width
        if piece:
            self._row_ends.take_back()
        self._may_have_rest = piece and self._row_ends.is_odd(window, end)
        if not closed_here and not misquoted:
            faults.append(UNCLOSED)
        if closed_here and not faults:
            faults.append(width_fault(int(cut.widths[record]), self._width, self.surplus))
        return BrokenLine(self.physical_lines + line + 1, window.data[place:end], tuple(faults), piece), behind


def too_long(name: str, line: int) -> InputFileError:
    """The error for a line that no memory should hold."""
    return InputFileError(name, f"a line is longer than {LONGEST_LINE_BYTES >> 20} MB", "export the file again", line)
