"""Phrases of the lexicons in a text: which families could speak, where they match, and in which stance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from auditor.lexicons.reading import families
from auditor.model.detections import Family, Hit, View
from auditor.model.words import Stance
from auditor.scanning.folding import plain_letters
from auditor.scanning.stances import adjusted

# The beginning of a word, in the syntax of both engines; a needed word may follow a sign or a letter of another script.
START = END = r"(?:(?a:\b)|_)"
_TOKEN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One family; its patterns are made ready when a text first asks for them, because most texts never do."""

    family: Family

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The family's regular expressions."""
        return _ready(self.family.patterns)


@cache
def _one(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _ready(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))


@dataclass(frozen=True, slots=True)
class Index:
    """Families by the words that they need: whole words, the first of several words, beginnings of words, and parts of
    texts without spaces."""

    whole: dict[str, tuple[Phrase, ...]]
    pairs: dict[str, tuple[tuple[str, Phrase], ...]]
    beginnings: dict[str, tuple[Phrase, ...]]
    parts: tuple[tuple[str, Phrase], ...]
    longest: int


@cache
def index() -> Index:
    """The index over all lexicons; read once per process."""
    whole: dict[str, list[Phrase]] = defaultdict(list)
    pairs: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    beginnings: dict[str, list[Phrase]] = defaultdict(list)
    parts: list[tuple[str, Phrase]] = []
    for family in families(plain_letters):
        phrase = Phrase(family)
        for need in family.need:
            first = _TOKEN.match(need)
            if not need.isascii() or first is None:
                parts.append((need.rstrip("$"), phrase))
            elif first.end() < len(need.rstrip("$")):
                pairs[first.group()].append((START + word_pattern(need), phrase))
            elif need.endswith("$"):
                whole[first.group()].append(phrase)
            else:
                beginnings[need].append(phrase)
    frozen = {word: tuple(found) for word, found in beginnings.items()}
    several = {word: tuple(found) for word, found in pairs.items()}
    return Index(
        {word: tuple(found) for word, found in whole.items()},
        several,
        frozen,
        tuple(parts),
        max(map(len, frozen), default=0),
    )


@cache
def gate_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Patterns (ASCII, for the beginning of a word) and literals (other scripts) that let a text pass."""
    patterns, literals = set(), set()
    for family in families(plain_letters):
        for need in family.need:
            if not need.isascii():
                literals.add(need.rstrip("$"))
                continue
            patterns.add(word_pattern(need))
    return tuple(sorted(patterns)), tuple(sorted(literals))


def word_pattern(need: str) -> str:
    """The pattern of one needed word, from its beginning on: signs inside may be others, `$` closes it."""
    pattern = re.escape(need.rstrip("$")).replace(r"\ ", r"[^a-z0-9]{1,4}").replace(r"\-", "[^a-z0-9]{1,4}")
    return pattern + (END if need.endswith("$") else "")


def candidates(text: str) -> list[Phrase]:
    """Families of which a needed word stands in the text, in a fixed order."""
    known = index()
    found: dict[int, Phrase] = {}
    for token in set(_TOKEN.findall(text)):
        for phrase in known.whole.get(token, ()):
            found[id(phrase)] = phrase
        for pattern, phrase in known.pairs.get(token, ()):
            if id(phrase) not in found and _one(pattern).search(text):
                found[id(phrase)] = phrase
        for length in range(1, min(len(token), known.longest) + 1):
            for phrase in known.beginnings.get(token[:length], ()):
                found[id(phrase)] = phrase
    if not text.isascii() or "%" in text:
        for part, phrase in known.parts:
            if part in text:
                found[id(phrase)] = phrase
    return sorted(
        found.values(),
        key=lambda one: (one.family.language, one.family.category, one.family.stance, one.family.patterns),
    )


def find_phrases(view: View, everything: bool = False) -> Iterator[Hit]:
    """Every phrase in the view, one hit per stretch and category; `everything` tries families without their words."""
    tried = all_phrases() if everything else candidates(view.text)
    hits: list[Hit] = []
    for phrase in tried:
        for pattern in phrase.patterns:
            for one in pattern.finditer(view.text):
                if one.end() > one.start():
                    hits.append(_hit(view, phrase.family, one.start(), one.end()))
    yield from _longest(hits)


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """All families, for checks that the index misses none."""
    known = index()
    listed = [one for found in (*known.whole.values(), *known.beginnings.values()) for one in found]
    listed += [one for found in known.pairs.values() for _, one in found] + [one for _, one in known.parts]
    every = {id(one): one for one in listed}
    return tuple(every.values())


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
