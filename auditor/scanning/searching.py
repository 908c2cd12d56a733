"""The rows of a column of texts in which a pattern matches, found in one search over all of them.

The texts are laid end to end: asking text by text costs more than the search itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

_END = "\n"


@dataclass(frozen=True, slots=True)
class Column:
    """Texts laid end to end in UTF-8, a newline after each; text number n begins at byte starts[n]."""

    data: bytes
    starts: Any  # of int64, one more than there are texts


def column(texts: pl.Series) -> Column:
    """The texts as one stretch of bytes; none may be null."""
    ended = pl.select(pl.concat_str([texts, pl.lit(_END)])).to_series() if len(texts) else texts
    array = ended.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    _, starts, data = array.buffers()
    places = np.frombuffer(starts, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    return Column(data.to_pybytes() if data is not None else b"", places)


def rows(pattern: Any, texts: Column) -> Any:
    """The numbers of the texts in which the pattern (compiled) matches, in order; a few more may be named."""
    spans = [one.span() for one in pattern.finditer(texts.data)]
    if not spans:
        return np.zeros(0, dtype=np.int64)
    places = np.array(spans, dtype=np.int64)
    first = np.searchsorted(texts.starts, places[:, 0], side="right") - 1
    last = np.searchsorted(texts.starts, np.maximum(places[:, 1] - 1, places[:, 0]), side="right") - 1
    # A match that runs over the end of a text may hide one in the next: every text that it touches counts.
    if np.array_equal(first, last):
        return np.unique(first)
    return np.unique(np.concatenate([np.arange(one, other + 1) for one, other in zip(first, last, strict=True)]))
