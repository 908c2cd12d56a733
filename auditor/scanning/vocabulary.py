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

from auditor.scanning.phrases import known

WORD = re.compile(r"\w+")
_NOTHING: tuple[int, ...] = ()
_DIGITS = re.compile(r"\d+")
# No memory grows with what is read; and what is longer than any word is a word of every glob, for all that is asked.
_MOST_WORDS, LONGEST_WORD = 100_000, 60
# Stands in every text: what an alternative without a second need asks for.
ALWAYS = ""


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

    `phrase`, `second` and `others` are, for each alternative of a phrase, the number of that phrase, the rarest of its
    needs beside its seed, and the rest of them; of the grams of every need one must be there.
    """

    def __init__(self) -> None:
        self.phrase: list[int] = []
        self.second: list[frozenset[str]] = []
        self.others: list[tuple[frozenset[str], ...]] = []
        self._seeds: dict[str, list[int]] = defaultdict(list)
        grams: set[str] = set()
        phrases = 0
        for one in known():
            first = len(self.phrase)
            needs = [frozenset(need) for need in one.needs]
            for phrase, asked in one.alternatives:
                self.phrase.append(phrases + phrase)
                self.second.append(needs[asked[0]] if asked else frozenset((ALWAYS,)))
                self.others.append(tuple(needs[need] for need in asked[1:]))
            for gram, numbers in one.seeds.items():
                self._seeds[gram] += [first + number for number in numbers]
            grams.update(one.seeds, *one.needs)
            phrases += len(one.phrases)
        self._pairs: dict[str, list[str]] = defaultdict(list)
        globs: set[str] = set()
        for gram in grams:
            if " " in gram:
                self._pairs[gram[: gram.index(" ")]].append(gram)
            elif "*" in gram or "#" in gram:
                globs.add(gram)
        self._every = sorted(globs)
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
        grams = [*forms, *(glob for form in forms for glob in self._globs(form))]
        if len(word) > LONGEST_WORD:
            grams = [word, *self._every]
        seeds = {number for gram in grams for number in self._seeds.get(gram, _NOTHING)}
        pairs = {
            gram[len(word) + 1 :]: Pair(gram, tuple(self._seeds.get(gram, _NOTHING)))
            for gram in self._pairs.get(word, ())
        }
        self[word] = found = Known(tuple(sorted(seeds)), tuple(grams), pairs or None)
        return found

    def _globs(self, form: str) -> Iterator[str]:
        """The globs with a star that a word fits."""
        heads, tails, inner = self._heads, self._tails, self._inner
        size = min(len(form), LONGEST_WORD)
        for at in range(size + 1):
            head = form[:at]
            if head in heads:
                yield f"{head}*"
            if head in inner:
                yield from (glob for glob, rest in inner[head] if _follow(form[at:], rest))
            if form[at:] in tails:
                yield f"*{form[at:]}"
        if self._middle.search(form) is not None:
            yield from (glob for glob, rest in self._headless if _follow(form, rest))

    def every_gram(self) -> list[str]:
        """All that any alternative asks for."""
        asked = {gram for needs in (self.second, *self.others) for need in needs for gram in need}
        return sorted({*self._seeds, *asked} - {ALWAYS})

    def seeds_of(self) -> list[list[str]]:
        """The seeds of each alternative."""
        found: list[list[str]] = [[] for _ in self.phrase]
        for gram, numbers in self._seeds.items():
            for number in numbers:
                found[number].append(gram)
        return found

    def phrases(self, words: Sequence[str]) -> set[int]:
        """Numbers of the phrases that could stand in a text of these words."""
        asked: set[int] = set()
        grams = {ALWAYS}
        before: dict[str, Pair] | None = None
        for word in words:
            seeds, own, pairs = self[word]
            grams.update(own)
            if seeds:
                asked.update(seeds)
            if before is not None and word in before:
                gram, seeds = before[word]
                grams.add(gram)
                asked.update(seeds)
            before = pairs
        absent, second = grams.isdisjoint, self.second
        return {self.phrase[one] for one in asked if not absent(second[one]) and not any(map(absent, self.others[one]))}


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
