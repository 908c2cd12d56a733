"""Which phrases could stand in a text by its words: every phrase asks for words that a text must hold, the rarest first.

Each word is looked at once in the life of a process: which phrases it is the rarest word of, and which globs (`habl*`)
it is a word of. A text is then a few look-ups of words and, for the few phrases found so, of sets of words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from auditor.lexicons.compiling import grams, told
from auditor.scanning.phrases import known

WORD = re.compile(r"\w+")
# By language: the number of its first alternative, and what it says of a gram.
_Told = tuple[tuple[int, str], ...]
_DIGITS = re.compile(r"\d+")
# No memory grows with what is read.
_MOST_WORDS, LONGEST_WORD = 100_000, 60


class Pair(NamedTuple):
    """Two words side by side that something asks for, and the alternatives that they are a seed of."""

    gram: str
    seeds: tuple[int, ...]


class Known(NamedTuple):
    """What is known of a word: the alternatives that it is a seed of, the grams that it fits, and what begins with it."""

    seeds: tuple[int, ...]
    grams: tuple[str, ...]
    pairs: dict[str, Pair] | None


class Vocabulary(dict[str, Known]):
    """Words as texts bring them, each with what is known of it.

    `phrase` and `asked` are, for each alternative of a phrase, the number of that phrase, and the numbers of its needs
    beside its seed, the rarest first: of the grams of every need one must be there.
    """

    def __init__(self) -> None:
        self.phrase: list[int] = []
        self.asked: list[tuple[int, ...]] = []
        self._needs: list[str] = []
        self._seeds: dict[str, _Told] = {}
        self._pairs: dict[str, _Told] = {}
        globs: set[str] = set()
        phrases = 0
        for one in known():
            first, before = len(self.phrase), len(self._needs)
            self._needs += one.needs
            for phrase, asked in one.alternatives:
                self.phrase.append(phrases + phrase)
                self.asked.append(tuple([before + need for need in asked]))
            _add(self._seeds, one.seeds, first)
            _add(self._pairs, one.pairs, first)
            globs.update(grams(one.globs))
            phrases += len(one.phrases)
        self._sets: list[frozenset[str] | None] = [None] * len(self._needs)
        self._divide(globs)

    def _divide(self, globs: set[str]) -> None:
        """Globs by what a word that fits begins or ends with."""
        self._heads: set[str] = set()
        self._tails: set[str] = set()
        self._inner: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        self._headless: list[tuple[str, list[str]]] = []
        for glob in globs:
            head, *rest = glob.split("*")
            if rest == [""]:
                self._heads.add(head)
            elif len(rest) == 1 and not head:
                self._tails.add(rest[0])
            elif rest and head:
                self._inner[head].append((glob, rest))
            elif rest:
                self._headless.append((glob, rest))
        # Few words hold any of what these ask for.
        self._middle = re.compile(
            "|".join(sorted(re.escape(max(rest, key=len)) for _, rest in self._headless)) or r"(?!)"
        )

    def __missing__(self, word: str) -> Known:
        if len(self) >= _MOST_WORDS:
            self.clear()
        forms = dict.fromkeys((word, _DIGITS.sub("#", word)))
        fits = [*forms, *(glob for form in forms for glob in self._globs(form))]
        seeds = {number for gram in fits for number in self._seeded(gram)}
        follows = {one for _, every in self._pairs.get(word, ()) for one in told(every)}
        pairs = {one: Pair(f"{word} {one}", tuple(self._seeded(f"{word} {one}"))) for one in follows}
        found = Known(tuple(sorted(seeds)), tuple(fits), pairs or None)
        if len(word) <= LONGEST_WORD:
            self[word] = found
        return found

    def _seeded(self, gram: str) -> Iterator[int]:
        """Numbers of the alternatives that a gram is a seed of."""
        for first, numbers in self._seeds.get(gram, ()):
            yield from (first + int(one) for one in told(numbers))

    def need(self, number: int) -> frozenset[str]:
        """The grams of one need."""
        found = self._sets[number]
        if found is None:
            self._sets[number] = found = frozenset(grams(self._needs[number]))
        return found

    def _globs(self, form: str) -> Iterator[str]:
        """The globs with a star that a word fits."""
        heads, tails, inner = self._heads, self._tails, self._inner
        # No glob asks for more letters than LONGEST_WORD at either end.
        size = len(form)
        for at in range(min(size, LONGEST_WORD) + 1):
            head, tail = form[:at], form[size - at :]
            if head in heads:
                yield f"{head}*"
            if head in inner:
                yield from (glob for glob, rest in inner[head] if _follow(form[at:], rest))
            if tail in tails:
                yield f"*{tail}"
        if self._middle.search(form) is not None:
            yield from (glob for glob, rest in self._headless if _follow(form, rest))

    def every_gram(self) -> list[str]:
        """All that any alternative asks for."""
        return sorted({*self._seeds, *(gram for need in self._needs for gram in grams(need))})

    def seeds_of(self) -> list[list[str]]:
        """The seeds of each alternative."""
        found: list[list[str]] = [[] for _ in self.phrase]
        for gram in self._seeds:
            for number in self._seeded(gram):
                found[number].append(gram)
        return found

    def phrases(self, words: Sequence[str]) -> set[int]:
        """Numbers of the phrases that could stand in a text of these words."""
        asked: set[int] = set()
        stand: set[str] = set()
        before: dict[str, Pair] | None = None
        for word in words:
            seeds, own, pairs = self[word]
            stand.update(own)
            if seeds:
                asked.update(seeds)
            if before is not None and word in before:
                gram, seeds = before[word]
                stand.add(gram)
                asked.update(seeds)
            before = pairs
        absent, need = stand.isdisjoint, self.need
        return {self.phrase[one] for one in asked if not any(absent(need(other)) for other in self.asked[one])}


def _add(every: dict[str, _Told], lists: Sequence[str], first: int) -> None:
    """Take in what a language says of grams; its alternatives are numbered from `first` on."""
    names, values = map(grams, lists)
    own: dict[str, _Told] = dict(zip(names, [((first, one),) for one in values], strict=True))
    for shared in every.keys() & own.keys():
        own[shared] = every[shared] + own[shared]
    every.update(own)


def _follow(text: str, parts: Sequence[str]) -> bool:
    """Whether the parts stand in a text in this order, the last at its end."""
    *inner, last = parts
    at = 0
    for part in inner:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return text.endswith(last) and len(text) - at >= len(last)


@cache
def vocabulary() -> Vocabulary:
    """The words of all lexicons."""
    return Vocabulary()
