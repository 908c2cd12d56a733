"""Asks spread over messages: short messages that one sender writes in a row, read as one sentence.

"can i get" / "your number" asks as much as the whole does; somebody who answers in between ends the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

import polars as pl

from auditor.scanning.finding import Found
from auditor.scanning.stances import ASKS

RUN_MESSAGES, RUN_MINUTES, RUN_WORDS, RUN_LETTERS = 4, 5, 7, 60
_ENDED = r"[.!?;。！？]\s*$"


def runs(table: pl.DataFrame) -> Iterator[list[int]]:
    """Rows whose messages could be one sentence: at most four, of at most seven words each, within five minutes.

    `table` has columns row, thread, sender, sent_at, id, key; rows without thread take no part.
    """
    ordered = table.filter(pl.col("thread").is_not_null()).sort(
        "thread", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True
    )
    key, before = pl.col("key"), pl.col("key").shift()
    short = (key.str.len_chars() <= RUN_LETTERS) & (key.str.count_matches(r"\S+") <= RUN_WORDS)
    follows = (
        (pl.col("thread") == pl.col("thread").shift())
        & pl.col("sender").eq_missing(pl.col("sender").shift())
        & ((pl.col("sent_at") - pl.col("sent_at").shift()).dt.total_minutes() <= RUN_MINUTES).fill_null(True)
        & short
        & short.shift()
        & ~before.str.contains(_ENDED)
    ).fill_null(False)
    numbered = ordered.with_columns((~follows).cum_sum().alias("run"))
    several = numbered.with_columns(pl.len().over("run").alias("size")).filter(pl.col("size") > 1)
    for (rows,) in several.group_by("run", maintain_order=True).agg("row").select("row").iter_rows():
        for first in range(max(1, len(rows) - RUN_MESSAGES + 1)):
            yield rows[first : first + RUN_MESSAGES]


def sentence(bodies: Sequence[str]) -> str:
    """The messages of a run as one text."""
    return " ".join(body.replace("\n", " ") for body in bodies)


def over(bodies: Sequence[str], rows: Sequence[int], hits: Sequence[Found]) -> Iterator[tuple[Found, tuple[int, ...]]]:
    """Of what was found in the sentence the asks that need at least two of its messages, in offsets of the last of
    them, with the rows of all."""
    starts = list(accumulate((len(body) + 1 for body in bodies), initial=0))[:-1]
    for hit in hits:
        parts = [at for at, start in enumerate(starts) if hit.start < start + len(bodies[at]) and start < hit.end]
        if hit.category not in ASKS or len(parts) < 2:
            continue
        last = parts[-1]
        begin, end = max(0, hit.start - starts[last]), min(hit.end - starts[last], len(bodies[last]))
        yield replace(hit, start=begin, end=end), tuple(rows[at] for at in parts)
