"""Hashes of many stretches of one long text, made all at once, and numbers looked up by them.

Equal stretches have equal hashes, wherever they stand. Two different ones share a hash once in some 10**19 times; what
that costs is a text that is looked at for nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_SPREAD, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
# What one step takes of a stretch: as many bytes as a number holds.
_BLOCK = 8
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_BLOCK + 1)], dtype=np.uint64)


class Blocks:
    """A text of bytes from which stretches are taken by their first byte and their size in bytes (arrays of int64)."""

    def __init__(self, data: bytes) -> None:
        padded = data + bytes(_BLOCK)
        # The eight bytes that begin at each byte, without a copy.
        self._from = np.ndarray((len(data) + 1,), dtype="<u8", buffer=padded, strides=(1,))

    def hashes(self, starts: Any, sizes: Any) -> Any:
        """The hash (uint64) of each stretch."""
        found = mixed((self._from[starts] & _MASKS[np.minimum(sizes, _BLOCK)]) + sizes.astype(np.uint64) * _SPREAD)
        at, left = _BLOCK, np.flatnonzero(sizes > _BLOCK)
        while len(left):
            rest = sizes[left] - at
            block = self._from[starts[left] + at] & _MASKS[np.minimum(rest, _BLOCK)]
            found[left] = both(found[left], block)
            at, left = at + _BLOCK, left[rest > _BLOCK]
        return found


def mixed(values: Any) -> Any:
    """Numbers (uint64) with every bit of them spread over all bits."""
    values = (values ^ (values >> _HALF)) * _SPREAD
    return values ^ (values >> _HALF)


def both(first: Any, second: Any) -> Any:
    """Hashes of ordered pairs of hashes."""
    return mixed(first * _SPREAD + second)


class Table:
    """Numbers by hash, looked up for many hashes at once."""

    def __init__(self, hashes: Any) -> None:
        self._bits = max(10, len(hashes).bit_length() + 2)
        self._hashes = hashes
        self._slots = np.full((1 << self._bits) + 1, -1, dtype=np.int32)
        places, left = self._place(hashes), np.arange(len(hashes), dtype=np.int32)
        while len(left):
            free = self._slots[places] < 0
            self._slots[places[free]] = left[free]
            lost = self._slots[places] != left
            places, left = (places[lost] + 1) & self._last, left[lost]

    @property
    def _last(self) -> int:
        return (1 << self._bits) - 1

    def _place(self, hashes: Any) -> Any:
        return (hashes >> np.uint64(64 - self._bits)).astype(np.int64)

    def numbers(self, hashes: Any) -> Any:
        """The number (int32: the place in the hashes given first) of each hash; -1 where it is none of them."""
        places = self._place(hashes)
        found = self._slots[places]
        if not len(self._hashes):
            return found
        unsure = np.flatnonzero((found >= 0) & (self._hashes[found] != hashes))
        while len(unsure):
            places[unsure] = (places[unsure] + 1) & self._last
            found[unsure] = again = self._slots[places[unsure]]
            unsure = unsure[(again >= 0) & (self._hashes[again] != hashes[unsure])]
        return found
