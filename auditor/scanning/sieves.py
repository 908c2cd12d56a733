"""Which phrases could stand in a text: the anchors of all patterns, searched in whole columns, a group at a time.

A group is one automaton that says whether any of its anchors is there, and a set that says which: asked only of the
texts in which the first found something. All of it may name too many phrases, never too few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import re2

from auditor.lexicons.reading import ANY_GAP, families
from auditor.model.detections import Family
from auditor.patterns import Reach, compiled, options, portable
from auditor.scanning.folding import plain_letters
from auditor.scanning.searching import Column, rows

# With more anchors in one automaton it forgets its states faster than it makes them, on texts of the language it is for.
MOST_ANCHORS, MOST_GAPPY = 80, 8
# Where a pattern may begin and end: at a word end as RE2 sees it, beside whatever is no letter of ASCII, or where the text ends.
_BEFORE, _BEHIND = r"(?:\b|[^A-Za-z0-9_]|(?m:^))", r"(?:\b|[^A-Za-z0-9_]|(?m:$))"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One pattern of one family."""

    family: Family
    pattern: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Sieve:
    """A group of anchors: `some` matches where any of them does, `which` tells them apart; `numbers` are, for each, the
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
        """Numbers of the phrases that could stand in a text in which `some` matches."""
        # A set that runs out of memory finds nothing: then all of its phrases are tried.
        for one in self.which.Match(text) or range(len(self.numbers)):
            for number in self.numbers[one]:
                if _whole(number).search(text) is not None:
                    yield number


@cache
def _whole(number: int) -> Any:
    return compiled(portable(all_phrases()[number].pattern, Reach.ANY))


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """Every pattern of every family, in the order of languages."""
    return tuple(
        Phrase(family, pattern, anchors)
        for family in families(plain_letters)
        for pattern, anchors in zip(family.patterns, family.anchors, strict=True)
    )


@cache
def sieves() -> tuple[Sieve, ...]:
    """All anchors in groups."""
    return tuple(Sieve(tuple(map(_edged, group)), tuple(group.values())) for group in _groups())


def _groups() -> Iterator[dict[str, tuple[int, ...]]]:
    """Anchors with the numbers of their phrases: English apart, then the others in the order of languages; those of other
    scripts, and those with gaps inside, which cost an automaton many states, in groups of their own."""
    sorted_: dict[tuple[bool, bool, bool], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(all_phrases()):
        for text in one.anchors:
            kind = (ANY_GAP in text, text.isascii(), one.family.language == "en")
            sorted_[kind][text].append(number)
    for (gappy, *_), group in sorted(sorted_.items()):
        size = MOST_GAPPY if gappy else MOST_ANCHORS
        every = list(group.items())
        for at in range(0, len(every), size):
            yield {text: tuple(numbers) for text, numbers in every[at : at + size]}


def _edged(text: str) -> str:
    pattern = portable(text, Reach.ANY)
    return f"{_BEFORE}{pattern}{_BEHIND}" if text.isascii() else pattern


def matching(text: bytes) -> tuple[int, ...]:
    """Numbers of the phrases that could stand in a folded text in UTF-8: all that do, and perhaps some more."""
    found = {number for one in sieves() if one.some.search(text) is not None for number in one.phrases(text)}
    return tuple(sorted(found))


def matching_rows(texts: Column) -> dict[int, tuple[int, ...]]:
    """The same for a column of folded texts, by row; rows without any are left out."""
    found: dict[int, set[int]] = defaultdict(set)
    for one in sieves():
        for row in rows(one.some, texts).tolist():
            found[row].update(one.phrases(texts.data[texts.starts[row] : texts.starts[row + 1] - 1]))
    return {row: tuple(sorted(numbers)) for row, numbers in found.items() if numbers}
