"""Numbers that two people say between them: "i only have 8 916, the rest is missing", then the other side "555" and "03 71"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

import polars as pl

from auditor.lexicons.cues import words
from auditor.scanning.folding import fold
from auditor.scanning.gluing import Chain

LETTERS, HALF_MINUTES, MOST_HALVES = 90, 30, 4
FEWEST_DIGITS, MOST_DIGITS = 8, 13
# The last digits of a message but for words; all that a message is.
_BEGUN = re.compile(r"(?<![\w.,])\+?(?P<digits>\d[\d\s-]{0,9}\d)(?![\d%]|[.,]\d)(?=\D*$)")
_HALF = re.compile(r"\W{0,2}(?P<digits>\d[\d\s-]{0,9}\d?)\W{0,3}")


@cache
def _begins() -> pl.Expr:
    """Whether a message has digits that end it but for words, and says that they are not all."""
    key = pl.col("key")
    said = key.str.contains(words("begun").replace(r"\b", r"(?-u:\b)"))
    return (key.str.len_chars() <= LETTERS) & key.str.contains(r"[0-9]\D*$") & said


def halves(frame: pl.DataFrame, bodies: pl.Series) -> Iterator[tuple[list[int], Chain]]:
    """Rows whose messages hold one number between them, begun by one side and ended by the other, with its digits as one text.

    `frame` has columns row, thread, sender, sent_at, id, key; rows without thread take no part.
    """
    begun = frame.filter(pl.col("thread").is_not_null() & _begins())
    if begun.is_empty():
        return
    talk = frame.join(begun.select("thread").unique(), on="thread", how="semi").sort(
        "thread", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True
    )
    wanted = frozenset(begun["row"].to_list())
    turns = list(talk.select("row", "thread", "sender", "sent_at").iter_rows())
    for at, (row, thread, sender, sent) in enumerate(turns):
        if row not in wanted:
            continue
        rows = [row]
        for other, same, whose, when in turns[at + 1 : at + MOST_HALVES]:
            near = not sent or not when or (when - sent).total_seconds() <= HALF_MINUTES * 60
            if same != thread or whose == sender or not near:
                break
            rows.append(other)
        yield from _number(rows, bodies)


def _number(rows: Sequence[int], bodies: pl.Series) -> Iterator[tuple[list[int], Chain]]:
    """The number that the first of these messages begins, with as many of the others as are digits alone."""
    texts = [str(bodies[row]) for row in rows]
    views = [fold(text) for text in texts]
    begun = _BEGUN.search(views[0].text)
    if begun is None:
        return
    spans = [views[0].span(*begun.span("digits"))]
    for view in views[1:]:
        half = _HALF.fullmatch(view.text)
        if half is None:
            break
        spans.append(view.span(*half.span("digits")))
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    letters, places = "", []
    for text, start, (left, right) in zip(texts, starts, spans, strict=False):
        if letters:
            letters += " "
            places.append(start + left)
        letters += text[left:right]
        places += range(start + left, start + right)
    if len(spans) > 1 and FEWEST_DIGITS <= sum(map(str.isdigit, letters)) <= MOST_DIGITS:
        yield list(rows[: len(spans)]), Chain(letters, tuple(places))
