"""The words of many texts at once: which of them the lexicons know, and in which texts every gram stands.

A word that no lexicon names, and that no glob fits, is told apart by its hash alone and never becomes a string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

import numpy as np
import polars as pl

from auditor.patterns import compiled
from auditor.scanning.hashes import Blocks, Table, both
from auditor.scanning.searching import Column, column, rows
from auditor.scanning.vocabulary import LONGEST_WORD, Vocabulary, vocabulary

# Beyond these planes no character is a letter or a digit.
_LAST = 0x40000
_IS_WORD = np.array([chr(one).isalnum() or one == ord("_") or one > 127 for one in range(256)])
# No memory grows with what is read.
MOST_WORDS = 200_000


class Words:
    """The words of all lexicons by their hashes. Grams have numbers: `grams` are all that a phrase asks for."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self.grams = {gram: number for number, gram in enumerate(known.every_gram())}
        pairs = [(gram, number) for gram, number in self.grams.items() if " " in gram]
        parts = [gram.split(" ") for gram, _ in pairs]
        self._pair_grams = np.array([number for _, number in pairs], dtype=np.int64)
        self._pairs = Table(both(_hashes([one for one, _ in parts]), _hashes([other for _, other in parts])))
        plain = {word for gram in self.grams if not {"*", "#"} & {*gram} for word in gram.split(" ")}
        self._own = sorted(plain)
        self._learn(self._own, _hashes(self._own), anew=True)

    def _learn(self, words: list[str], hashes: Any, anew: bool = False) -> None:
        """Take in words, with their hashes: their grams are laid end to end."""
        found = [[self.grams[gram] for gram in self._known[word].grams if gram in self.grams] for word in words]
        sizes = np.array([len(one) for one in found], dtype=np.int64)
        flat = np.array([gram for one in found for gram in one], dtype=np.int64)
        if anew:
            self._all, self._sizes, self._flat = hashes, sizes, flat
        else:
            self._all, self._sizes, self._flat = (
                np.concatenate(both_) for both_ in ((self._all, hashes), (self._sizes, sizes), (self._flat, flat))
            )
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._table = Table(self._all)

    @cached_property
    def _globs(self) -> Any:
        """Matches where a word stands (each in a line of its own) that a glob could fit, or that is too long to tell."""
        every = [_line(gram) for gram in self.grams if {"*", "#"} & {*gram}]
        # Digits of other scripts stand for numbers too; they are too seldom to be told from one another here.
        return compiled("|".join([rf"[^\n]{{{LONGEST_WORD}}}", f"[{_ranges(str.isdecimal)}]", *every]))

    def standing(self, texts: pl.Series) -> Any:
        """(gram, row) of every gram in every text (folded), as two arrays; the same may be named twice."""
        whole = column(_spaced(texts))
        data = np.frombuffer(whole.data, dtype=np.uint8)
        starts, sizes = _divided(data)
        if not len(starts):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        blocks = Blocks(whole.data)
        hashes = blocks.hashes(starts, sizes)
        numbers = self._numbers(data, starts, sizes, hashes)
        row = np.repeat(np.arange(len(whole.starts) - 1), np.diff(np.searchsorted(starts, whole.starts)))
        kept = numbers >= 0
        grams, times = self._grams_of(numbers[kept])
        beside = np.flatnonzero(kept[1:] & kept[:-1] & (row[1:] == row[:-1]))
        pairs = self._pairs.numbers(both(hashes[beside], hashes[beside + 1]))
        known = pairs >= 0
        return (
            np.concatenate((grams, self._pair_grams[pairs[known]])),
            np.concatenate((np.repeat(row[kept], times), row[beside[known]])),
        )

    def _grams_of(self, numbers: Any) -> tuple[Any, Any]:
        """The grams of words, laid end to end, and how many each has."""
        times = self._sizes[numbers]
        ends = np.cumsum(times)
        at = np.arange(ends[-1] if len(ends) else 0)
        at += np.repeat(self._starts[numbers] - ends + times, times)
        return self._flat[at], times

    def _numbers(self, data: Any, starts: Any, sizes: Any, hashes: Any) -> Any:
        numbers = self._table.numbers(hashes)
        strange = np.flatnonzero(numbers < 0)
        new, first = np.unique(hashes[strange], return_index=True)
        places = strange[first]
        lines = _lines(data, starts[places], sizes[places])
        fitting = rows(self._globs, lines)
        if not len(fitting):
            return numbers
        if len(self._own) < len(self._all) and len(self._all) + len(fitting) > MOST_WORDS:
            self._learn(self._own, _hashes(self._own), anew=True)
            return self._numbers(data, starts, sizes, hashes)
        words = [lines.text(at).decode() for at in fitting.tolist()]
        self._learn(words, new[fitting])
        return self._table.numbers(hashes)


def _spaced(texts: pl.Series) -> pl.Series:
    """The texts with a space for all that is no part of a word, among what is not ASCII."""
    odd = pl.select((texts.str.len_bytes() != texts.str.len_chars()).arg_true()).to_series()
    # `scatter` writes into the column that it is asked of.
    return (
        texts.clone().scatter(odd, texts.gather(odd).str.replace_all(rf"[^\x00-\x7f{_ranges(str.isalnum)}]", " "))
        if len(odd)
        else texts
    )


def _divided(data: Any) -> tuple[Any, Any]:
    """Where each word begins, and its size in bytes."""
    inside = np.concatenate(([False], _IS_WORD[data], [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return edges[::2], edges[1::2] - edges[::2]


def _lines(data: Any, starts: Any, sizes: Any) -> Column:
    """Stretches of the data as a column of texts."""
    ends = np.cumsum(sizes + 1)
    at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes - 1), sizes + 1)
    flat = data[np.minimum(at, len(data) - 1)]
    flat[ends - 1] = ord("\n")
    return Column(flat.tobytes(), np.concatenate(([0], ends)))


def _line(glob: str) -> str:
    parts = re.escape(glob).replace(r"\*", "*").replace(r"\#", "#").replace("#", "[0-9]+")
    return f"(?m:^){parts}(?m:$)".replace("*(?m:$)", "").replace("(?m:^)*", "").replace("*", r"[^\n]*")


@cache
def _ranges(holds: Callable[[str], bool]) -> str:
    """The ranges, as a class of characters has them, of what holds true, among what is not ASCII. Other libraries know
    newer letters than this Python does."""
    told = np.array([holds(chr(one)) for one in range(128, _LAST)] + [False])
    edges = (np.flatnonzero(told != np.concatenate(([False], told[:-1]))) + 128).tolist()
    return "".join(rf"\x{{{first:x}}}-\x{{{end - 1:x}}}" for first, end in zip(edges[::2], edges[1::2], strict=True))


def _hashes(words: list[str]) -> Any:
    flat = [one.encode() for one in words]
    sizes = np.array([len(one) for one in flat], dtype=np.int64)
    return Blocks(b"".join(flat)).hashes(np.cumsum(sizes) - sizes, sizes)


@cache
def words() -> Words:
    """The words of all lexicons."""
    return Words(vocabulary())
