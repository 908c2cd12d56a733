"""Which phrases could stand in many texts, asked the other way round: for every alternative, in which texts it could.

Every gram has its postings, the texts that it stands in. An alternative could stand where one of its seeds does and,
of every other need, one of the grams.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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

    def alive(self, counts: Any) -> Any:
        """Numbers of the alternatives that could stand anywhere, by how often each gram stands."""
        met = self.grams.any(counts > 0)
        return np.flatnonzero(self.seeds.any(counts > 0) & ~self._asked.any(~met))


class Sets:
    """Sets of numbers, laid end to end."""

    def __init__(self, sets: Sequence[Sequence[int]]) -> None:
        sizes = np.array([len(one) for one in sets], dtype=np.int64)
        self.ends = np.cumsum(sizes)
        self.starts = self.ends - sizes
        self.flat = np.array([one for every in sets for one in every], dtype=np.int64)

    def of(self, number: int) -> Any:
        return self.flat[self.starts[number] : self.ends[number]]

    def any(self, holds: Any) -> Any:
        """Of each set, whether `holds` is true of one of its members."""
        sums = np.concatenate(([0], np.cumsum(holds[self.flat])))
        return sums[self.ends] > sums[self.starts]


class Postings:
    """The texts (numbers below `size`) of each gram."""

    def __init__(self, grams: Any, rows: Any, size: int, count: int) -> None:
        keys = np.sort(grams * size + rows)
        self._rows = keys % size
        self.counts = np.bincount(grams, minlength=count)
        self._starts = np.concatenate(([0], np.cumsum(self.counts))).tolist()
        self._size = size
        self._common: dict[int, Any] = {}
        self._stamps = np.zeros(size, dtype=np.int32)
        self._stamp = 0

    def rows(self, grams: Any) -> Any:
        """The texts of any of the grams, some more than once."""
        starts = self._starts
        parts = [self._rows[starts[one] : starts[one + 1]] for one in grams[self.counts[grams] > 0].tolist()]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def kept(self, rows: Any, need: int, grams: Any) -> Any:
        """Of some texts those in which one of the grams of a need stands."""
        mask = self._common.get(need)
        if mask is not None:
            return rows[mask[rows]]
        met = self.rows(grams)
        if len(met) > self._size * _COMMON:
            self._common[need] = mask = np.zeros(self._size, dtype=bool)
            mask[met] = True
            return rows[mask[rows]]
        self._stamp += 1
        self._stamps[met] = self._stamp
        return rows[self._stamps[rows] == self._stamp]


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
    postings = Postings(grams, rows, max(1, len(texts)), len(words().grams))
    found: dict[int, list[Any]] = defaultdict(list)
    for one in every.alive(postings.counts).tolist():
        left = postings.rows(every.seeds.of(one))
        for need in every.needs[one]:
            left = postings.kept(left, need, every.grams.of(need))
            if not len(left):
                break
        else:
            found[every.phrase[one]].append(left)
    return {phrase: np.unique(np.concatenate(parts)) for phrase, parts in found.items()}
