"""Which phrases could stand in a text by its words: every phrase asks for words that a text must hold, the rarest first.

Each word is looked at once in the life of a process: which phrases it is the rarest word of, and which globs (`habl*`)
it is a word of. A text is then a few look-ups of words and, for the few phrases found so, of sets of words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from auditor.lexicons.needs import glob_pattern
from auditor.scanning.phrases import known

WORD = re.compile(r"\w+")
_NOTHING: tuple[int, ...] = ()
_SIGNS = {"*", "#"}
# No memory grows with what is read; and what is longer than any word is a word of every glob, for all that is asked.
_MOST_WORDS, _LONGEST_WORD = 500_000, 60
# Stands in every text: what an alternative without a second need asks for.
_ALWAYS = ""


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
                self.second.append(needs[asked[0]] if asked else frozenset((_ALWAYS,)))
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
        self._heads = frozenset(one[:-1] for one in globs if one.endswith("*") and not _SIGNS & {*one[:-1]})
        self._tails = frozenset(one[1:] for one in globs if one.startswith("*") and not _SIGNS & {*one[1:]})
        self._every = sorted(globs)
        self._globs = sorted(globs - {f"{one}*" for one in self._heads} - {f"*{one}" for one in self._tails})

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], list[tuple[str, re.Pattern[str]]]]:
        """Globs that are neither heads nor tails: all of them as one, and each."""
        each = [(glob, glob_pattern(glob)) for glob in self._globs]
        return re.compile("|".join(one.pattern for _, one in each)), each

    def __missing__(self, word: str) -> Known:
        if len(self) >= _MOST_WORDS:
            self.clear()
        if len(word) <= _LONGEST_WORD:
            globs = [f"{word[:end]}*" for end in range(1, len(word) + 1) if word[:end] in self._heads]
            globs += [f"*{word[start:]}" for start in range(len(word)) if word[start:] in self._tails]
            any_, each = self._patterns
            if any_.fullmatch(word):
                globs += [glob for glob, pattern in each if pattern.fullmatch(word)]
        else:
            globs = self._every
        seeds = {number for gram in (word, *globs) for number in self._seeds.get(gram, _NOTHING)}
        pairs = {
            gram[len(word) + 1 :]: Pair(gram, tuple(self._seeds.get(gram, _NOTHING)))
            for gram in self._pairs.get(word, ())
        }
        self[word] = found = Known(tuple(sorted(seeds)), (word, *globs), pairs or None)
        return found

    def phrases(self, words: Sequence[str]) -> set[int]:
        """Numbers of the phrases that could stand in a text of these words."""
        asked: set[int] = set()
        grams = {_ALWAYS}
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


@cache
def vocabulary() -> Vocabulary:
    """The words of all lexicons."""
    return Vocabulary()
