"""How the rows of a CSV file end: a row that ends as the others do not may have been cut inside of a text."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from auditor.ingesting.windows import NEWLINE, Places, Window

RETURN = 13
# A row that the end of the file ends has no line end.
NONE, LF, CR, CR_LF = range(4)


# Beside ten rows of the commonest end, one of another is an exception; where ends are mixed, none says anything.
ROWS_TO_ONE = 10


@dataclass(slots=True)
class RowEnds:
    """Counts the line ends of the header and of the sound rows so far, but for rows that were set aside as halves.

    The commonest is the file's own, the header's among equals.
    """

    header: int = NONE
    counts: Places = field(default_factory=lambda: np.zeros(4, np.int64))
    _doubtful: int = NONE

    def begin(self, window: Window, end: int) -> None:
        """Take the header, which ends there."""
        self.header = int(_ends(window, np.array([end]))[0])
        self.counts[self.header] += 1

    def add(self, window: Window, ends: Places) -> None:
        """Count the rows that end there."""
        self._doubtful = NONE
        if len(ends):
            self.counts += np.bincount(_ends(window, ends), minlength=4)

    def is_odd(self, window: Window, end: int) -> bool:
        """Whether the line that ends there, which is not counted, has a line end that hardly any row of the file has."""
        one = int(_ends(window, np.array([end]))[0])
        own = max((LF, CR, CR_LF), key=lambda kind: (int(self.counts[kind]), kind == self.header))
        return one not in (NONE, own) and int(self.counts[one]) * ROWS_TO_ONE <= int(self.counts[own])

    def is_last_odd(self, window: Window, end: int) -> bool:
        """The same of the row that was counted last."""
        one = int(_ends(window, np.array([end]))[0])
        self.counts[one] -= 1
        odd = self.is_odd(window, end)
        self.counts[one] += 1
        self._doubtful = one if odd else NONE
        return odd

    def take_back(self) -> None:
        """Count the row no more that was counted last and is odd, if there is one: it is half a row."""
        if self._doubtful != NONE:
            self.counts[self._doubtful] -= 1
            self._doubtful = NONE


def _ends(window: Window, ends: Places) -> Places:
    size = len(window.data)
    padded = np.minimum(ends, size - 1)
    is_return = (ends < size) & (window.bytes[padded] == RETURN)
    is_feed = (ends < size) & (window.bytes[padded] == NEWLINE)
    is_pair = is_return & (ends + 1 < size) & (window.bytes[np.minimum(ends + 1, size - 1)] == NEWLINE)
    return np.where(is_pair, CR_LF, np.where(is_return, CR, np.where(is_feed, LF, NONE)))
