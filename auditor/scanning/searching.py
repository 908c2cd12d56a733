"""The rows of a column of texts in which a pattern matches, found in one search over all of them.

The texts are laid end to end: asking text by text costs more than the search itself.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

_END = "\n"


@dataclass(frozen=True)
class Column:
    """Texts laid end to end in UTF-8, a newline after each; text number n begins at byte starts[n]."""

    data: bytes
    starts: Any  # of int64, one more than there are texts

    @cached_property
    def places(self) -> list[int]:
        """The same as plain numbers."""
        found: list[int] = self.starts.tolist()
        return found

    def text(self, number: int) -> bytes:
        """One of the texts."""
        return self.data[self.places[number] : self.places[number + 1] - 1]


def column(texts: pl.Series) -> Column:
    """The texts as one stretch of bytes; none may be null."""
    ended = pl.select(pl.concat_str([texts, pl.lit(_END)])).to_series() if len(texts) else texts
    array = ended.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    _, starts, data = array.buffers()
    places = np.frombuffer(starts, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    return Column(data.to_pybytes() if data is not None else b"", places)


def rows(pattern: Any, texts: Column) -> Any:
    """The numbers of the texts in which the pattern (compiled) matches, in order; a few more may be named."""
    found: list[int] = []
    at, end = 0, len(texts.data)
    while at < end and (one := pattern.search(texts.data, at)) is not None:
        # One match is enough: a text of nothing but at signs has a hundred thousand.
        row = bisect_right(texts.places, one.start()) - 1
        found.append(row)
        at = texts.places[row + 1]
    return np.array(found, dtype=np.int64)


def chosen(texts: Column, rows: Any) -> Column:
    """Some of the texts (numbers in order) laid end to end."""
    data, places = texts.data, texts.places
    parts = [data[places[row] : places[row + 1]] for row in rows.tolist()]
    ends = np.cumsum(texts.starts[rows + 1] - texts.starts[rows])
    return Column(b"".join(parts), np.concatenate((np.zeros(1, np.int64), ends)))
