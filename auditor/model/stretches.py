"""Stretches of one text, none of which overlaps another: which of them meets a stretch is told without asking them all."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator


class Stretches:
    """Places text[start:end] in order. A text of a hundred thousand letters has ten thousand of them, and each new one
    asks whether its place is taken."""

    def __init__(self, places: Iterable[tuple[int, int]] = ()) -> None:
        self._places = sorted(places)

    def add(self, start: int, end: int) -> None:
        """One more, which overlaps none of the others."""
        insort(self._places, (start, end))

    def over(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Those that overlap text[start:end], the last first."""
        at = bisect_left(self._places, (end,))
        while at and self._places[at - 1][1] > start:
            at -= 1
            yield self._places[at]

    def meets(self, start: int, end: int) -> bool:
        """Whether one of them overlaps text[start:end]."""
        return next(self.over(start, end), None) is not None

    def holds(self, start: int, end: int) -> bool:
        """Whether one of them has all of text[start:end] in it."""
        return any(one[0] <= start and end <= one[1] for one in self.over(start, end))
