"""The weight of a text as the sum over its words: what a word weighs is reckoned once, for words come again and again.

No group of letters and no sign of a dense script reaches past the gaps around a word, so that a word weighs the same in
every text; only pairs of words are weighed where they stand.
"""

from __future__ import annotations

from threading import local
from typing import Any

import numpy as np

from auditor.scanning.grams import GAP, LONGEST_WORD, Laid, Words, pairs, weighed, words

# So many words are kept, each in the one place that its hash names: the last that came there.
_BITS = 17


class KnownWords(local):
    """What words weigh by one table (int8 by bucket), kept for each thread by itself."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._hashes = np.zeros(1 << _BITS, dtype=np.uint64)
        self._sums = np.zeros(1 << _BITS, dtype=np.int32)

    def sums(self, laid: Laid) -> tuple[Any, Any]:
        """What each text weighs (int64), the sum of `weighed` over its signs, and how many signs it has where it is laid
        (`laid` may be spread, too)."""
        found = words(laid)
        ends = np.searchsorted(found.starts, laid.starts)
        weights = self._weights(laid, found)
        beside, buckets = pairs(found, ends)
        weights[beside] += self._table[buckets]
        # A gap begins each text, and one stands behind each word but the last, if nothing does.
        sizes = _sums(found.sizes + 1, ends)
        left_off = (np.diff(ends) > 0) & (laid.signs[laid.starts[1:] - 1] != GAP)
        return _sums(weights, ends), 1 + sizes - left_off

    def _weights(self, laid: Laid, found: Words) -> Any:
        """What each word weighs (int32)."""
        places = (found.hashes >> np.uint64(64 - _BITS)).astype(np.int64)
        sums, new = self._sums[places], self._hashes[places] != found.hashes
        # A word too long for its hash shares that with every other of the same beginning.
        long = found.sizes > LONGEST_WORD
        each = np.flatnonzero(long)
        sums[each] = _alone(laid, found, each, self._table)
        again = np.flatnonzero(new & ~long)
        hashes, first, copy = np.unique(found.hashes[again], return_index=True, return_inverse=True)
        fresh = _alone(laid, found, again[first], self._table)
        sums[again] = fresh[copy]
        self._keep(places[again[first]], hashes, fresh)
        return sums

    def _keep(self, places: Any, hashes: Any, sums: Any) -> None:
        """Keep words that came; of two with one place the one that is left there keeps its own weight."""
        self._hashes[places] = hashes
        kept = self._hashes[places] == hashes
        self._sums[places[kept]] = sums[kept]


def _sums(values: Any, ends: Any) -> Any:
    """The values between each two ends, added up (int64)."""
    running = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(values, dtype=np.int64)))
    return np.diff(running[ends])


def _alone(laid: Laid, found: Words, which: Any, table: Any) -> Any:
    """What some of the words weigh, each laid as a text of its own."""
    if not len(which):
        return np.zeros(0, dtype=np.int32)
    sizes = found.sizes[which] + 1
    starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(sizes)))
    # Each begins with the gap before it; where it stood, less where it stands now, is the same for all of its signs.
    places = np.arange(starts[-1]) + np.repeat(found.starts[which] - 1 - starts[:-1], sizes)
    signs = np.append(laid.signs[places], np.uint16(GAP))
    return np.add.reduceat(weighed(Laid(signs, starts, None), table), starts[:-1])
