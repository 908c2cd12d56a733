"""Numbers that run through sentences: "... is broken. 06", "39 98", "yes it does. 01 and 55".

The first message ends in digits, each further one begins with them, after a word or two of chatter perhaps; only
the digits are read. Words around them say less here than elsewhere, so three messages must take part, or something
must call the digits a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

import polars as pl

from auditor.detectors.parts.numerals import spoken_digits
from auditor.scanning.folding import fold
from auditor.scanning.gluing import CLOSING, Chain

LETTERS, CARVED_MESSAGES, CARVED_MINUTES, SPAN_MINUTES, STEPS = 90, 6, 30, 30, 3
FEWEST_DIGITS, MOST_DIGITS, MOST_IN_ONE = 8, 14, 8
_LINK = (
    r"(?:and then|and|then|y luego|luego|y|e poi|poi|e|et puis|puis|et|und dann|dann|und|potem|i|a|ve|sonra|trs|terus|lalu|tapos|tas|"
    r"phir|aur|roi|va|и|потом|затем|далі|й|ثم|و|然后|再|फिर|और|তারপর|পরে)"
)
_LEAD = rf"(?:{_LINK}|(?:and )?(?:the )?(?:last|next|rest|final|second|other) ?(?:bit|part|digits?|ones?|two|three|four|is)?|ends? (?:in|with))"


@cache
def _number() -> str:
    # Of words of two letters only the English "oh" stands for nothing else.
    words = "|".join(sorted((one for one in spoken_digits() if len(one) > 2 or one == "oh"), key=len, reverse=True))
    piece = rf"(?:\d{{1,{MOST_IN_ONE}}}|(?<![^\W\d_])(?:{words})(?![^\W\d_]))"
    return rf"{piece}(?:[\s-]{{1,2}}(?:{_LINK}\s)?{piece}){{0,7}}"


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s,;:(]))(?P<number>{_number()})(?:\W{{1,3}}{_LINK})?[\s.,;:…-]{{0,4}}$")


@cache
def _going_on() -> re.Pattern[str]:
    chatter = r"[^\d\n.,;!?]{1,24}[.,;!?…]+\s{1,3}"
    tail = r"\s{0,2}(?:$|(?P<more>[.,;!](?!\d)[^\d]{0,80}$))"
    return re.compile(
        rf"^\W{{0,3}}(?:{chatter})?(?:{_LEAD}\W{{1,3}}){{0,2}}(?P<number>{_number()})(?:\W{{1,3}}{CLOSING})?{tail}"
    )


@cache
def _piece() -> pl.Expr:
    """Whether a message could be one of these: short, with a digit or number words at one end."""
    key = pl.col("key")
    words = "|".join(one for one in spoken_digits() if len(one) > 2)
    number = rf"(?:[0-9]|(?-u:\b)(?:{words})(?-u:\b))"
    return (key.str.len_chars() <= LETTERS) & key.str.contains(
        rf"{number}[^0-9a-z]{{0,4}}(?:[a-z']{{1,5}})?[^0-9a-z]{{0,4}}$|^.{{0,40}}{number}"
    )


@cache
def _could_hold() -> pl.Expr:
    """Whether a chain as a whole has the digits of a number, in figures or in words."""
    words = "|".join(one for one in spoken_digits() if len(one) > 2)
    figures, spoken = (
        pl.col("key").str.count_matches("[0-9]"),
        pl.col("key").str.count_matches(rf"(?-u:\b)(?:{words})(?-u:\b)"),
    )
    return (pl.len().over("chain") > 1) & ((figures + 2 * spoken).sum().over("chain") >= FEWEST_DIGITS)


def carved(frame: pl.DataFrame, bodies: pl.Series) -> Iterator[tuple[list[int], Chain]]:
    """Rows whose messages hold one number between them, with its digits as one text.

    `frame` has columns row, thread, sender, sent_at, id, key; rows without thread take no part.
    """
    own = frame.filter(pl.col("thread").is_not_null())
    step = pl.int_range(pl.len()).over("thread", "sender")
    writers = own.filter(_piece()).group_by("thread", "sender").len().filter(pl.col("len") > 1)
    ordered = own.join(writers.select("thread", "sender"), on=["thread", "sender"], how="semi", nulls_equal=True).sort(
        "thread", "sender", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True
    )
    pieces = ordered.with_columns(step.alias("step")).filter(_piece())
    same = (pl.col("thread") == pl.col("thread").shift()) & pl.col("sender").eq_missing(pl.col("sender").shift())
    near = (pl.col("step") - pl.col("step").shift() <= STEPS) & (
        (pl.col("sent_at") - pl.col("sent_at").shift()).dt.total_minutes() <= CARVED_MINUTES
    ).fill_null(True)
    linked = pieces.with_columns((~(same & near).fill_null(False)).cum_sum().alias("chain"))
    several = linked.filter(_could_hold())
    for rows, times in (
        several.group_by("chain", maintain_order=True).agg("row", "sent_at").select("row", "sent_at").iter_rows()
    ):
        minutes = [(one - times[0]).total_seconds() / 60 if one and times[0] else 0.0 for one in times]
        yield from _numbers(rows, minutes, bodies)


def _numbers(rows: Sequence[int], minutes: Sequence[float], bodies: pl.Series) -> Iterator[tuple[list[int], Chain]]:
    texts = [str(bodies[row]) for row in rows]
    views = [fold(text) for text in texts]
    opens = [_opening().search(view.text) for view in views]
    goes_on = [_going_on().match(view.text) for view in views]
    taken = 0
    for first, opening in enumerate(opens):
        if opening is None or first < taken:
            continue
        spans = [views[first].span(*opening.span("number"))]
        for at in range(first + 1, min(len(rows), first + CARVED_MESSAGES)):
            one = goes_on[at]
            if one is None or minutes[at] - minutes[first] > SPAN_MINUTES:
                break
            spans.append(views[at].span(*one.span("number")))
            if one["more"]:
                break
        if len(spans) > 1:
            taken = first + len(spans) - 1
            whole = _chain(texts[first : first + len(spans)], spans)
            if _could_be(whole.text):
                yield list(rows[first : first + len(spans)]), whole


@cache
def _between() -> re.Pattern[str]:
    """What is no part of the digits themselves: words that link them, and "double" before one that is said once."""
    return re.compile(
        rf"(?<![^\W\d_])(?:{_LINK}(?![^\W\d_])\s?|(?:double|doble|dobel|doppel|doppio|dabal|dabol)\s(?P<twice>\d)(?!\d))",
        re.IGNORECASE,
    )


def _could_be(text: str) -> bool:
    """Whether the digits and words, which stand for one digit or two each, are as many as a number has."""
    digits, words = sum(map(str.isdigit, text)), len(re.findall(r"[^\W\d_]{3,}", text))
    return digits + 2 * words >= FEWEST_DIGITS and digits + words <= MOST_DIGITS


def _chain(texts: Sequence[str], spans: Sequence[tuple[int, int]]) -> Chain:
    """The stretches with a blank between them, without the words that link their parts."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    letters: list[str] = []
    places: list[int] = []
    for text, start, (left, right) in zip(texts, starts, spans, strict=False):
        if letters:
            letters.append(" ")
            places.append(start + left)
        last = left
        for one in _between().finditer(text, left, right):
            at = one.start("twice") if one["twice"] else one.end()
            letters += text[last : one.start()]
            places += range(start + last, start + one.start())
            if one["twice"]:
                letters.append(one["twice"])
                places.append(start + at)
            last = at
        letters += text[last:right]
        places += range(start + last, start + right)
    return Chain("".join(letters), tuple(places))
