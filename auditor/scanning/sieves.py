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

from auditor.lexicons.reading import ANY_GAP, NO_BOUNDARIES
from auditor.patterns import Reach, compiled, options, portable
from auditor.scanning.phrases import all_phrases, known

# With more pieces in one automaton it forgets its states faster than it makes them, on texts of the language it is for.
MOST_ANCHORS, MOST_GAPPY = 80, 8


@dataclass(frozen=True)
class Sieve:
    """A group of pieces: `some` matches where any of them does, `which` tells them apart; `numbers` are, for each, the
    phrases that it stands for. None of them stands in a text without a letter of such scripts if `is_lettered`."""

    pieces: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]
    is_lettered: bool

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """The pieces in RE2's syntax."""
        return tuple(portable(one, Reach.ANY) for one in self.pieces)

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
def sieves(is_lettered: bool) -> tuple[Sieve, ...]:
    """All pieces in groups, or those alone that can stand in a text without a letter of such scripts."""
    return tuple(_groups()) if is_lettered else tuple(one for one in sieves(True) if not one.is_lettered)


def has_letters(text: str) -> bool:
    """Whether a text holds a letter of a script whose words have no ends."""
    return NO_BOUNDARIES.search(text) is not None


def _groups() -> Iterator[Sieve]:
    """Pieces with the numbers of their phrases, in the order of languages; those with gaps inside, which cost an automaton
    many states, in groups of their own."""
    unlettered = {text for one in known() for text in one.unlettered}
    sorted_: dict[tuple[bool, bool], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(all_phrases()):
        for text in one.anchors:
            sorted_[ANY_GAP in text, text not in unlettered][text].append(number)
    for (gappy, is_lettered), group in sorted(sorted_.items()):
        size = MOST_GAPPY if gappy else MOST_ANCHORS
        every = list(group.items())
        for at in range(0, len(every), size):
            part = every[at : at + size]
            yield Sieve(tuple(one for one, _ in part), tuple(tuple(numbers) for _, numbers in part), is_lettered)
