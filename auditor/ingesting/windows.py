"""One window of the bytes of a CSV file, and how it falls into records.

Where a record ends depends on whether one stands inside of quotes, and a broken line can turn that round. So a window
can be cut in two ways: as if its first byte stood outside of quotes (`base` 0) or inside (`base` 1). Both are worked
out over whole arrays; the splitter changes from the one to the other where a line is broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

QUOTE, NEWLINE, RETURN = 34, 10, 13
Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cut:
    """The complete records of a window under one base: `starts` to `ends` (line end left out), with `widths` in fields.

    `misquoted` are records with a quote where none may stand; `tail` is where the unfinished last record begins.
    """

    starts: Places
    ends: Places
    widths: Places
    misquoted: Flags
    tail: int


class Window:
    """`data` from a line's start on; `final` when the file ends with it. Lines end with LF, CR LF or CR alone."""

    def __init__(self, data: bytes, delimiter: int, final: bool) -> None:
        self.data, self.delimiter, self.final = data, delimiter, final
        self.bytes: Bytes = np.frombuffer(data, np.uint8)
        self.quotes: Places = np.flatnonzero(self.bytes == QUOTE)
        self.line_ends, self.line_nexts = self._lines()
        self._cuts: dict[int, Cut] = {}

    def cut(self, base: int) -> Cut:
        """The records of the window when its first byte stands outside (0) or inside (1) of quotes."""
        if base not in self._cuts:
            self._cuts[base] = self._cut(base)
        return self._cuts[base]

    def base_at(self, place: int) -> int:
        """The base under which `place` stands outside of quotes."""
        return int(np.searchsorted(self.quotes, place)) & 1

    def lines_before(self, places: Places) -> Places:
        """How many line ends of the window lie before each place."""
        return np.searchsorted(self.line_nexts, places, side="right").astype(np.int64)

    def _lines(self) -> tuple[Places, Places]:
        size = len(self.bytes)
        feeds = np.flatnonzero(self.bytes == NEWLINE)
        after_return = np.zeros(len(feeds), np.bool_)
        ends, nexts = feeds, feeds + 1
        returns = np.flatnonzero(self.bytes == RETURN) if b"\r" in self.data else feeds[:0]
        if len(returns):
            after_return = (feeds > 0) & (self.bytes[np.maximum(feeds, 1) - 1] == RETURN)
            ends = feeds - after_return
            # A return at the very end may be half of CR LF, as long as more can come.
            inner = returns[returns + 1 < size] if not self.final else returns
            following = self.bytes[np.minimum(inner + 1, size - 1)]
            lone = inner[(following != NEWLINE) | (inner + 1 >= size)]
            ends, nexts = np.sort(np.concatenate((ends, lone))), np.sort(np.concatenate((nexts, lone + 1)))
        if self.final and size and (not len(nexts) or nexts[-1] != size):
            ends, nexts = np.append(ends, size), np.append(nexts, size)
        return ends, nexts

    @cached_property
    def _delimiters(self) -> tuple[Places, Places]:
        places = np.flatnonzero(self.bytes == self.delimiter)
        return places, np.searchsorted(self.quotes, places)

    @cached_property
    def _quotes_in_lines(self) -> Places:
        return np.searchsorted(self.quotes, self.line_ends).astype(np.int64)

    def _cut(self, base: int) -> Cut:
        outside = (self._quotes_in_lines + base) & 1 == 0
        ends, nexts = self.line_ends[outside], self.line_nexts[outside]
        starts = np.concatenate((np.zeros(1, np.int64), nexts))
        tail, starts = int(starts[-1]), starts[:-1]
        places, quoted = self._delimiters
        if len(self.quotes):
            places = places[(quoted + base) & 1 == 0]
        widths = np.searchsorted(places, ends) - np.searchsorted(places, starts) + 1
        return Cut(starts, ends, widths, self._misquoted(base, starts, tail), tail)

    def _misquoted(self, base: int, starts: Places, tail: int) -> Flags:
        flags = np.zeros(len(starts), np.bool_)
        if len(self.quotes) and len(starts):
            wrong = self.quotes[self.wrong_quotes(base)]
            records = np.searchsorted(starts, wrong[wrong < tail], side="right") - 1
            flags[records[records >= 0]] = True
        return flags

    def wrong_quotes(self, base: int) -> Flags:
        """Which quotes stand in a wrong place: opening after text, or closing before text."""
        size = len(self.bytes)
        before = np.where(self.quotes > 0, self.bytes[np.maximum(self.quotes, 1) - 1], NEWLINE)
        after = np.where(self.quotes + 1 < size, self.bytes[np.minimum(self.quotes + 1, size - 1)], NEWLINE)
        opening = (np.arange(len(self.quotes)) + base) & 1 == 0
        beside = np.zeros(256, np.bool_)
        beside[[self.delimiter, NEWLINE, RETURN, QUOTE]] = True
        return np.where(opening, ~beside[before], ~beside[after]).astype(np.bool_)
