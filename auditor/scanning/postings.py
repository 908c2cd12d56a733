"""Which phrases could stand in many texts, asked the other way round: for every alternative, in which texts it could.

Every gram has its postings, the texts that it stands in. An alternative could stand where one of its seeds does and,
of every other need, one of the grams.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from auditor.scanning.vocabulary import vocabulary
from auditor.scanning.words import words

# Words take some twenty times the room of their texts while they are looked at.
MOST_BYTES = 16 << 20
# A need that so large a share of the texts meets is often asked for again.
_COMMON = 0.02
_MANY = 12


class Alternatives:
    """All alternatives of all phrases by numbers: their seeds and needs as sets of grams, laid end to end."""

    def __init__(self) -> None:
        known, grams = vocabulary(), words().grams
        self.phrase = known.phrase
        self.seeds = Sets([[grams[one] for one in every] for every in known.seeds_of()])
        numbers: dict[frozenset[str], int] = {}
        self.needs: list[tuple[int, ...]] = []
        for asked in known.asked:
            self.needs.append(tuple(numbers.setdefault(known.need(one), len(numbers)) for one in asked))
        self.grams = Sets([[grams[one] for one in need] for need in numbers])
        self._asked = Sets(self.needs)

    def alive(self, counts: Any) -> tuple[Any, Any]:
        """Numbers of the alternatives that could stand anywhere, by how often each gram stands; and how often any of
        each need does, none of it for two texts."""
        met = self.grams.sums(counts)
        return np.flatnonzero((self.seeds.sums(counts) > 0) & (self._asked.sums(met == 0) == 0)), met


class Sets:
    """Sets of numbers, laid end to end."""

    def __init__(self, sets: Sequence[Sequence[int]]) -> None:
        self.ends = np.cumsum(np.array([0, *(len(one) for one in sets)], dtype=np.int64))
        self.flat = np.array([one for every in sets for one in every], dtype=np.int64)

    def sums(self, values: Any) -> Any:
        """Of each set, what its members come to."""
        running = np.concatenate((np.zeros(1, np.int64), np.cumsum(values[self.flat], dtype=np.int64)))
        return np.diff(running[self.ends])

    def renumbered(self, numbers: Any) -> Callable[[int], Any]:
        """The members of a set by new numbers, without those that have none (-1)."""
        flat = numbers[self.flat]
        kept = flat >= 0
        ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(kept)))[self.ends].tolist()
        flat = flat[kept]
        return lambda number: flat[ends[number] : ends[number + 1]]


class Postings:
    """The texts (numbers below `size`) of each gram, and the grams of each text."""

    def __init__(self, grams: Any, rows: Any, size: int, counts: Any) -> None:
        self.counts = counts
        self._starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        self._places = self._starts.tolist()
        self._rows = rows[_order(grams, len(counts))]
        self._sizes = np.bincount(rows, minlength=size)
        self._firsts = np.cumsum(self._sizes) - self._sizes
        self._grams = grams[_order(rows, size)]
        self._usual = max(1, len(grams) // size)
        self._size = size
        self._common: dict[int, Any] = {}
        self._stamps = np.zeros(size, dtype=np.int32)
        self._stamp = 0
        self._is_asked = np.zeros(len(counts), dtype=bool)

    def rows(self, grams: Any) -> Any:
        """The texts of some grams, one gram after the other."""
        if len(grams) > _MANY:
            return self._rows[_ranges(self._starts[grams], self.counts[grams])]
        starts = self._places
        parts = [self._rows[starts[one] : starts[one + 1]] for one in grams.tolist()]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def kept(self, rows: Any, need: int, grams: Any, met: int) -> Any:
        """Of some texts those in which one of the grams of a need stands, as they do `met` times in all."""
        mask = self._common.get(need)
        if mask is not None:
            return rows[mask[rows]]
        if len(rows) * self._usual * 4 + 5000 < met:
            return self._holding(rows, grams)
        texts = self.rows(grams)
        if len(texts) > self._size * _COMMON:
            self._common[need] = mask = np.zeros(self._size, dtype=bool)
            mask[texts] = True
            return rows[mask[rows]]
        self._stamp += 1
        self._stamps[texts] = self._stamp
        return rows[self._stamps[rows] == self._stamp]

    def _holding(self, rows: Any, grams: Any) -> Any:
        """The same, asked of the texts: what they hold is looked at, and not where else it stands."""
        self._is_asked[grams] = True
        sizes = self._sizes[rows]
        held = self._is_asked[self._grams[_ranges(self._firsts[rows], sizes)]]
        self._is_asked[grams] = False
        # Every text of an alternative holds a seed of it, so that none of the stretches is empty.
        return rows[np.logical_or.reduceat(held, np.cumsum(sizes) - sizes)] if len(rows) else rows


def _order(values: Any, count: int) -> Any:
    """The order that sorts numbers below `count`: in no time where they are small."""
    return np.argsort(values.astype(np.uint16) if count <= 1 << 16 else values, kind="stable")


def _ranges(starts: Any, sizes: Any) -> Any:
    """The numbers from each start on, as many as its size, one range after the other."""
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)


@cache
def alternatives() -> Alternatives:
    return Alternatives()


def phrase_rows(texts: pl.Series) -> dict[int, Any]:
    """The texts (folded) that each phrase could stand in, by its words: numbers in order, none twice."""
    half = len(texts) // 2
    if half and (texts.str.len_bytes().sum() or 0) > MOST_BYTES:
        first, second = phrase_rows(texts[:half]), phrase_rows(texts[half:])
        none = np.zeros(0, np.int64)
        return {
            one: np.concatenate((first.get(one, none), second.get(one, none) + half)) for one in first.keys() | second
        }
    every = alternatives()
    grams, rows = words().standing(texts)
    counts = np.bincount(grams, minlength=len(words().grams))
    alive, met = every.alive(counts)
    met = met.tolist()
    stand = counts > 0
    numbers = np.where(stand, np.cumsum(stand) - 1, -1)
    postings = Postings(numbers[grams], rows, max(1, len(texts)), counts[stand])
    seeds, needs = every.seeds.renumbered(numbers), every.grams.renumbered(numbers)
    found: dict[int, list[Any]] = defaultdict(list)
    for one in alive.tolist():
        left = postings.rows(seeds(one))
        # The rarest first: most are left with no text soon.
        for need in sorted(every.needs[one], key=met.__getitem__):
            left = postings.kept(left, need, needs(need), met[need])
            if not len(left):
                break
        else:
            found[every.phrase[one]].append(left)
    return {phrase: np.unique(np.concatenate(parts)) for phrase, parts in found.items()}
