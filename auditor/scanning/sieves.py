"""Phrases in scripts whose words have no ends: which of them could stand in a text, by the rarest pieces of their patterns.

A group is one automaton that says whether any of its pieces is there, and a set that says which: asked only of the
texts in which the first found something. All of it may name too many phrases, never too few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import re2

from auditor.lexicons.reading import ANY_GAP
from auditor.patterns import Reach, compiled, options, portable
from auditor.scanning.phrases import all_phrases

# With more pieces in one automaton it forgets its states faster than it makes them, on texts of the language it is for.
MOST_ANCHORS, MOST_GAPPY = 80, 8


@dataclass(frozen=True)
class Sieve:
    """A group of pieces: `some` matches where any of them does, `which` tells them apart; `numbers` are, for each, the
    phrases that it stands for."""

    patterns: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]

    @cached_property
    def some(self) -> Any:
        return compiled("|".join(self.patterns))

    @cached_property
    def which(self) -> Any:
        # Made only when a text holds something: of most languages none ever does.
        found = re2.Set.SearchSet(options())
        for one in self.patterns:
            found.Add(one.encode())
        found.Compile()
        return found

    def phrases(self, text: bytes) -> Iterator[int]:
        """Numbers of the phrases that could stand in a text."""
        if self.some.search(text) is None:
            return
        # A set that runs out of memory finds nothing: then all of its phrases are tried.
        for one in self.which.Match(text) or range(len(self.numbers)):
            yield from self.numbers[one]


@cache
def sieves() -> tuple[Sieve, ...]:
    """All pieces in groups."""
    return tuple(Sieve(tuple(portable(one, Reach.ANY) for one in group), tuple(group.values())) for group in _groups())


def _groups() -> Iterator[dict[str, tuple[int, ...]]]:
    """Pieces with the numbers of their phrases, in the order of languages; those with gaps inside, which cost an automaton
    many states, in groups of their own."""
    sorted_: dict[bool, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(all_phrases()):
        for text in one.anchors:
            sorted_[ANY_GAP in text][text].append(number)
    for gappy, group in sorted(sorted_.items()):
        size = MOST_GAPPY if gappy else MOST_ANCHORS
        every = list(group.items())
        for at in range(0, len(every), size):
            yield {text: tuple(numbers) for text, numbers in every[at : at + size]}
