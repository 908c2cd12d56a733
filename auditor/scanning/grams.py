"""The words and groups of letters of many texts at once, each as the number of the bucket that its weight lies in.

A text is read as its letters: capitals, punctuation and spaces are told apart no further, every digit is a nought. All
texts of a part are laid end to end, and every step is one operation over all of them: what comes out for a text depends
on nothing but that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from auditor.scanning.hashes import mixed

BITS = 17
# Groups of so many letters, with the gap before and behind a word as one of them.
_SIZES = (3, 4, 5)
GAP, _NOUGHT, _LINE, _LAST = ord(" "), ord("0"), "\n", 0xFFFF
# Scripts from here on write without gaps, or many sounds in one sign: there a sign and a pair of them say a word.
_DENSE_FROM = 0x0E00
# What is no letter, beyond ASCII: signs, dashes, quotation marks, full-width punctuation, pictures, private use.
_GAPS = (
    (0x80, 0xC0), (0xD7, 0xD8), (0xF7, 0xF8), (0x60C, 0x60D), (0x61B, 0x61C), (0x61F, 0x620), (0x6D4, 0x6D5), (0x964, 0x966),
    (0x2000, 0x2C00), (0x2E00, 0x2E80), (0x3000, 0x3005), (0x3008, 0x3021), (0xD800, 0xF900), (0xFE00, 0xFE70), (0xFF00, 0xFF10),
    (0xFF1A, 0xFF21), (0xFFF0, 0x10000),
)  # fmt: skip
_SPREAD, _FIFTH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_SALTS = np.array([(kind * 0x632BE59BD9B4E019) % (1 << 64) for kind in range(8)], dtype=np.uint64)
# As many signs as one number of 64 bits holds, and what is left of it for fewer; of a longer word so many letters are told.
_HELD, LONGEST_WORD = 4, 40
_MASKS = np.array([(1 << 16 * size) - 1 for size in range(_HELD + 1)], dtype=np.uint64)


@cache
def _letters() -> Any:
    """What each sign is read as."""
    table = np.arange(_LAST + 1, dtype=np.uint16)
    for code in range(0x80):
        sign = chr(code)
        table[code] = ord(sign.lower()) if sign.isalpha() else _NOUGHT if sign.isdigit() else GAP
    for first, end in _GAPS:
        table[first:end] = GAP
    return table


@dataclass(frozen=True, slots=True)
class Laid:
    """Texts laid end to end as letters, a gap before, between and behind them; text n begins at the gap starts[n].

    `kept` says which signs of all texts (each with a newline before it, and one behind the last) are left; None: all.
    """

    signs: Any  # of uint16
    starts: Any  # of int64, one more than there are texts
    kept: Any  # of bool

    @property
    def places(self) -> Any:
        """Which sign of all texts a letter was (int64)."""
        return np.arange(len(self.signs)) if self.kept is None else np.flatnonzero(self.kept)


def spread(texts: Sequence[str]) -> Laid:
    """Folded texts as letters, with all gaps as wide as they are."""
    signs, ends = _signs(texts)
    return Laid(signs, np.flatnonzero(ends), None)


def lay(texts: Sequence[str]) -> Laid:
    """Folded texts as letters; of gaps in a row the first is left, and the end of each text."""
    signs, ends = _signs(texts)
    letters = signs != GAP
    kept = letters | ends
    kept[1:] |= letters[:-1]
    return Laid(signs[kept], np.flatnonzero(ends[kept]), kept)


def _signs(texts: Sequence[str]) -> tuple[Any, Any]:
    """The signs of texts laid end to end, and which of them are the newlines between these."""
    flat = _LINE.join(("", *texts, ""))
    if flat.count(_LINE) > len(texts) + 1:
        flat = _LINE.join(("", *(one.replace(_LINE, " ") for one in texts), ""))
    if flat.isascii():
        codes = np.frombuffer(flat.encode(), dtype=np.uint8)
        signs = _letters()[codes]
    else:
        codes = np.frombuffer(flat.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        signs = np.where(codes > _LAST, np.uint16(GAP), _letters()[np.minimum(codes, _LAST)])
    return signs, codes == ord(_LINE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of texts that were laid: where each begins, how many letters it has, and its hash."""

    starts: Any  # of int64
    sizes: Any  # of int64
    hashes: Any  # of uint64, of the first LONGEST_WORD letters


def grams(laid: Laid) -> Iterator[tuple[Any, Any]]:
    """(places, buckets) of groups of letters, signs of dense scripts, words and pairs of words, kind by kind: at each of
    the places one of that kind begins."""
    signs, gaps = laid.signs, np.flatnonzero(laid.signs == GAP)
    padded, held = _held(signs)
    # How far the next gap is, from each sign but the last, which is one.
    room = np.repeat(gaps[1:], np.diff(gaps)) - np.arange(len(signs) - 1)
    for size in _SIZES:
        at = np.flatnonzero(room >= size - 1)
        group = held[at] & _MASKS[min(size, _HELD)]
        yield at, _bucket(group ^ padded[at + _HELD] * _FIFTH if size > _HELD else group, size)
    dense = np.flatnonzero(signs >= _DENSE_FROM)
    yield dense, _bucket(signs[dense].astype(np.uint64), 1)
    dense = dense[signs[dense + 1] != GAP]
    yield dense, _bucket(held[dense] & _MASKS[2], 2)
    found = words(laid)
    yield found.starts, _bucket(found.hashes, 6)
    beside, buckets = pairs(found, np.searchsorted(found.starts, laid.starts))
    yield found.starts[beside], buckets


def weighed(laid: Laid, table: Any) -> Any:
    """What begins at each sign, weighed together (int32)."""
    found = np.zeros(len(laid.signs), dtype=np.int32)
    for at, buckets in grams(laid):
        found[at] += table[buckets]
    return found


def words(laid: Laid) -> Words:
    """The words of the texts, in their order."""
    gaps = np.flatnonzero(laid.signs == GAP)
    sizes = np.diff(gaps) - 1
    filled = np.flatnonzero(sizes)
    starts, sizes = gaps[filled] + 1, sizes[filled]
    return Words(starts, sizes, _hashes(_held(laid.signs)[1], starts, np.minimum(sizes, LONGEST_WORD)))


def pairs(found: Words, ends: Any) -> tuple[Any, Any]:
    """(words, buckets) of each word and the next of the same text; `ends` are the words with which texts begin and end."""
    followed = np.ones(len(found.starts) + 1, dtype=bool)
    followed[ends] = False
    beside = np.flatnonzero(followed[1:])
    return beside, _bucket(found.hashes[beside] * _SPREAD + found.hashes[beside + 1], 7)


def _held(signs: Any) -> tuple[Any, Any]:
    """The signs with gaps behind them, and the group of four that begins at each of them, without a copy."""
    padded = np.concatenate((signs, np.full(2 * _HELD, GAP, dtype=np.uint16)))
    return padded, np.ndarray((len(signs),), dtype="<u8", buffer=padded.data, strides=(2,))


def _hashes(held: Any, starts: Any, sizes: Any) -> Any:
    """The hash of each word, four letters at a step."""
    found = mixed(held[starts] & _MASKS[np.minimum(sizes, _HELD)])
    at, left = _HELD, np.flatnonzero(sizes > _HELD)
    while len(left):
        rest = sizes[left] - at
        found[left] = mixed(found[left] * _SPREAD + (held[starts[left] + at] & _MASKS[np.minimum(rest, _HELD)]))
        at, left = at + _HELD, left[rest > _HELD]
    return found


def _bucket(values: Any, kind: int) -> Any:
    """Where the weight of each gram lies; every kind is spread in its own way."""
    return ((values * _SPREAD + _SALTS[kind]) >> np.uint64(64 - BITS)).astype(np.int32)
