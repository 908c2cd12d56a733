"""Phrases of the lexicons in a text: which families could speak, where they match, and in which stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from auditor.lexicons.reading import families
from auditor.model.detections import Family, Hit, View
from auditor.model.words import Stance
from auditor.patterns import Reach, compiled, options, portable
from auditor.scanning.folding import plain_letters
from auditor.scanning.stances import adjusted

_EDGE = r"(?:\b|_)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One pattern of one family."""

    family: Family
    pattern: str


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """The patterns of all lexicons, in a fixed order; their places in it are their numbers."""
    every = [Phrase(family, pattern) for family in families(plain_letters) for pattern in family.patterns]
    return tuple(
        sorted(every, key=lambda one: (one.family.language, one.family.category, one.family.stance, one.pattern))
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Made ready when a text first asks for it, because most patterns are never asked for.
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class _Sieve:
    """Patterns as one filter, which looks for the words that each needs and tries those that have them; the numbers
    are those of `all_phrases`."""

    filter: Any
    numbers: tuple[int, ...]


@cache
def _sieve(plain: bool) -> _Sieve:
    """For texts of any letters, or (`plain`) of ASCII alone: then RE2 sees a word end where Python sees it, and
    patterns that need other letters are left out."""
    made, numbers = re2.Filter(), []
    reach = Reach.PLAIN if plain else Reach.ANY
    for number, one in enumerate(all_phrases()):
        if not plain or one.pattern.isascii():
            made.Add(portable(one.pattern, reach).encode(), options(plain))
            numbers.append(number)
    made.Compile()
    return _Sieve(made, tuple(numbers))


def matching(text: bytes) -> tuple[int, ...]:
    """Numbers of the phrases that could stand in a folded text in UTF-8: all that do, and perhaps some more."""
    sieve = _sieve(text.isascii())
    return tuple(sorted(sieve.numbers[one] for one in sieve.filter.Match(text) or ()))


@cache
def gate_words() -> Any:
    """One compiled pattern that matches in every folded text in which a phrase could stand."""
    words, parts = set(), set()
    for family in families(plain_letters):
        for need in family.need:
            if need.isascii():
                words.add(_word_pattern(need))
            else:
                parts.add(re.escape(need.rstrip("$")))
    return compiled("|".join([_EDGE + f"(?:{'|'.join(sorted(words))})", *sorted(parts)]))


def _word_pattern(need: str) -> str:
    """The pattern of one needed word, from its beginning on: signs inside may be others, `$` closes it."""
    pattern = re.escape(need.rstrip("$")).replace(r"\ ", r"[^a-z0-9]{1,4}").replace(r"\-", "[^a-z0-9]{1,4}")
    return pattern + (_EDGE if need.endswith("$") else "")


def find_phrases(view: View, numbers: Iterable[int] | None = None) -> Iterator[Hit]:
    """Every phrase in the view, one hit per stretch and category; of all, or of these numbers."""
    every = all_phrases()
    hits: list[Hit] = []
    for number in matching(view.text.encode()) if numbers is None else numbers:
        for one in _compiled(every[number].pattern).finditer(view.text):
            if one.end() > one.start():
                hits.append(_hit(view, every[number].family, one.start(), one.end()))
    yield from _longest(hits)


def _hit(view: View, family: Family, start: int, end: int) -> Hit:
    stance = adjusted(view.text, start, end, family.category, family.stance)
    return Hit(family.category, start, end, None, None, family.confidence, view.is_hidden(start, end), stance)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of overlapping hits of one category the refusal, else the longest."""
    kept: list[Hit] = []
    for hit in sorted(
        hits, key=lambda one: (one.stance is not Stance.DECLINE, one.start - one.end, one.start, one.stance or "")
    ):
        if not any(hit.category is one.category and hit.start < one.end and one.start < hit.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.start, one.end, one.category))
