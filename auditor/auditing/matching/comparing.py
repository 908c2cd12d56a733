"""Names compared in blocks: only those that share their first or their last letters are looked at by rapidfuzz."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from auditor.auditing.matching.names import forms

# Jaro–Winkler sees a name as nearly the same when few letters differ; that many at one end are then the same.
BLOCK_LETTERS = 4
# Cells of one comparison: eight bytes each would be 64 MB.
MOST_CELLS = 8_000_000
FEW_CELLS = 50_000
SCHEMA = {"counterparty": pl.String, "name": pl.String, "score": pl.Float64}


def alike(counterparties: pl.Series, names: pl.Series, similarity_from: float) -> pl.DataFrame:
    """Pairs of a counterparty and a client's name whose normalised forms are at least so alike (0-1, Jaro–Winkler).

    Names are compared with their words in the order of the alphabet, and, since a slip in a first letter changes that order, in their
    own, where the same words then differ by one slip each at most. The better of both counts.
    Columns: counterparty, name (both as they were given), score. Pairs that differ both in the first and in the last
    four letters are not looked at. The order of the rows is fixed.
    """
    if counterparties.is_empty() or names.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    left, right = _forms(counterparties, "counterparty"), _forms(names, "name")
    if left.is_empty() or right.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    ordered = (left.filter(~pl.col("moved")), right.filter(~pl.col("moved")))
    found = [_same(*ordered), *_at_both_ends(ordered[0], ordered[1], similarity_from)]
    own = (left.filter(pl.col("moved")), right.filter(pl.col("moved")))
    moved = [
        pair
        for one, other in ((own[0], ordered[1]), (ordered[0], own[1]), own)
        for pair in _at_both_ends(one, other, similarity_from)
    ]
    if moved:
        found.append(_slips(pl.concat(moved).unique(["left", "right"])))
    scored = pl.concat(found).group_by("left", "right").agg(pl.col("score").max())
    return (
        scored.join(left, left_on="left", right_on="form")
        .join(right, left_on="right", right_on="form")
        # A name of two forms counts in the one that is more alike.
        .group_by("counterparty", "name")
        .agg(pl.col("score").max())
        .select(*SCHEMA)
        .sort("counterparty", "name")
    )


def _at_both_ends(left: pl.DataFrame, right: pl.DataFrame, least: float) -> list[pl.DataFrame]:
    return [pair for end in ("head", "tail") for pair in _compared(left, right, end, least)]


def _slips(pairs: pl.DataFrame) -> pl.DataFrame:
    """Of pairs that are alike as a whole, those whose words are the same, place by place, but for one slip each."""
    kept = [_is_slip(left.split(" "), right.split(" ")) for left, right in pairs.select("left", "right").iter_rows()]
    return pairs.filter(pl.Series(kept, dtype=pl.Boolean))


def _is_slip(words: list[str], others: list[str]) -> bool:
    # Letters of a word that begins otherwise, and no other word in its place: "Christopher Ang" is not "Christopher Doe".
    if len(words) == len(others):
        return all(OSA.distance(word, other, score_cutoff=1) <= 1 for word, other in zip(words, others, strict=True))
    # The slip is the space.
    return OSA.distance(" ".join(words), " ".join(others), score_cutoff=1) <= 1


def _forms(texts: pl.Series, name: str) -> pl.DataFrame:
    return forms(texts.drop_nulls().unique()).rename({"name": name})


def _same(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    both = left.select("form").unique().join(right.select("form").unique(), on="form")
    return both.select(pl.col("form").alias("left"), pl.col("form").alias("right"), pl.lit(1.0).alias("score"))


def _compared(left: pl.DataFrame, right: pl.DataFrame, end: str, least: float) -> list[pl.DataFrame]:
    key = pl.col("form").str.head(BLOCK_LETTERS) if end == "head" else pl.col("form").str.tail(BLOCK_LETTERS)
    blocks = {
        side: frame.select("form", key.alias("key")).unique().sort("form").group_by("key").agg("form")
        for side, frame in (("left", left), ("right", right))
    }
    shared = blocks["left"].join(blocks["right"], on="key", suffix="_right").sort("key")
    return [
        pair
        for texts, others in shared.select("form", "form_right").iter_rows()
        for pair in _block(texts, others, least)
    ]


def _block(texts: list[str], others: list[str], least: float) -> Iterator[pl.DataFrame]:
    step = max(1, MOST_CELLS // len(others))
    for start in range(0, len(texts), step):
        part = texts[start : start + step]
        # Threads cost more than a small block takes.
        workers = -1 if len(part) * len(others) > FEW_CELLS else 1
        scores = cdist(
            part,
            others,
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=least,
            workers=workers,
            dtype=np.float32,
        )
        rows, columns = np.nonzero(scores)
        if len(rows):
            yield pl.DataFrame(
                {
                    "left": [part[row] for row in rows],
                    "right": [others[column] for column in columns],
                    "score": scores[rows, columns].astype(np.float64).round(4),
                }
            )
