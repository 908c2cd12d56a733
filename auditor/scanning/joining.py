"""Details spread over several messages: neighbouring short messages of one sender, read as one text.

A chain is made of at most eight short messages of the same sender in one thread, within thirty minutes. What the
others say in between does not break it; what the sender says in whole sentences is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate

import polars as pl

from auditor.detectors.parts.numerals import spoken_digits
from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.around import Around
from auditor.scanning.decoding import BACKWARDS, is_turned
from auditor.scanning.dialects import dialled_among
from auditor.scanning.figures import said_before
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.gluing import Chain
from auditor.scanning.overlapping import Joined
from auditor.scanning.piecing import whole_name
from auditor.scanning.plausible import is_carved, is_of_a_thing, is_said
from auditor.scanning.signs import AT_STRONG, AT_WEAK, DOT, SLASH, UNDER

CHAIN_MESSAGES, CHAIN_MINUTES, STEPS_APART, WORDS_BESIDE = 8, 30, 3, 4
# Whoever sends a number digit by digit needs more messages than eight: two of these count as one.
TINY_LETTERS = 2
# Longer sentences are no parts of a number; fewer digits over all messages are none.
MOST_WORDS, FEWEST_DIGITS = 8, 6
_JOINED = frozenset((Category.EMAIL, Category.PHONE, Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE, Category.IBAN, Category.CRYPTO, Category.CARD, Category.URL, Category.MEETING))  # fmt: skip
_NAMES = frozenset((Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE, Category.URL))
_ACCOUNTS = frozenset((Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE))
_CARVED = frozenset((Category.PHONE, Category.EMAIL))


def _ascii(words: str) -> str:
    """The plain words of one alternation of signs."""
    return "|".join(one for one in words.split("|") if one.isascii() and re.fullmatch(r"[a-z0-9 ]{2,}", one))


_AT_WORDS, _DOT_WORDS, _SLASH_WORDS, _UNDER_WORDS = (
    _ascii(f"{AT_STRONG}|{AT_WEAK}|arroba|arobase|malpa"),
    _ascii(f"{DOT}|kropka|point"),
    _ascii(SLASH),
    _ascii(f"{UNDER}|underscore"),
)
_SIGN_WORDS = f"{_AT_WORDS}|{_DOT_WORDS}|{_SLASH_WORDS}|{_UNDER_WORDS}"


@cache
def _fragment() -> pl.Expr:
    """Whether a message could be part of a chain: short, with digits, signs or number words, or of few words."""
    key = pl.col("key")
    words = "|".join(spoken_digits())
    piece = rf"[0-9@]|(?-u:\b)(?:{_SIGN_WORDS}|dots|circle|dollar|live:|{words})(?-u:\b)|{BACKWARDS}|[^\x00-\x7f]|[a-z0-9][._][a-z0-9]"
    count = key.str.count_matches(r"\S+")
    return (key.str.len_chars() <= 64) & ((count <= 3) | ((count <= MOST_WORDS) & key.str.contains(piece)))


def chains(frame: pl.DataFrame) -> Iterator[list[int]]:
    """Rows (numbers in the frame) that could together hold one detail.

    `frame` has columns row, thread, sender, sent_at, id, key; rows without thread take no part.
    """
    step = pl.int_range(pl.len()).over("thread", "sender")
    # Most people write no two pieces: their messages need no order.
    writers = frame.filter(pl.col("thread").is_not_null() & _fragment()).group_by("thread", "sender").len()
    several = writers.filter(pl.col("len") > 1).select("thread", "sender")
    ordered = frame.join(several, on=["thread", "sender"], how="semi", nulls_equal=True).sort(
        "thread", "sender", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True
    )
    pieces = ordered.with_columns(step.alias("step")).filter(_fragment())
    same = (pl.col("thread") == pl.col("thread").shift()) & (pl.col("sender").eq_missing(pl.col("sender").shift()))
    near = (pl.col("step") - pl.col("step").shift() <= STEPS_APART) & (
        (pl.col("sent_at") - pl.col("sent_at").shift()).dt.total_minutes() <= CHAIN_MINUTES
    ).fill_null(True)
    linked = pieces.with_columns((~(same & near).fill_null(False)).cum_sum().alias("chain"))
    seeded = linked.with_columns(pl.len().over("chain").alias("size")).filter(pl.col("size") > 1)
    alive = seeded.filter(_could_hold())
    tiny = (pl.col("key").str.strip_chars().str.len_chars() <= TINY_LETTERS).alias("tiny")
    gathered = alive.with_columns(tiny).group_by("chain", maintain_order=True).agg("row", "sent_at", "tiny")
    for rows, times, small in gathered.select("row", "sent_at", "tiny").iter_rows():
        yield from _windows(rows, times, [1 if one else 2 for one in small])


@cache
def _could_hold() -> pl.Expr:
    """Whether a chain as a whole could hold a number, an address or a handle: six digits, an @ with a domain, a sign."""
    key, words = pl.col("key"), "|".join(spoken_digits())
    digits = (
        (key.str.count_matches(r"[0-9]") + key.str.count_matches(rf"(?-u:\b)(?:{words})(?-u:\b)")).sum().over("chain")
    )
    at = key.str.contains(rf"@|(?-u:\b)(?:{_AT_WORDS}|a|circle)(?-u:\b)").any().over("chain")
    domain = (
        key.str.contains(
            rf"[a-z0-9]\.[a-z]|(?-u:\b)(?:{_DOT_WORDS}|dots|com|net|org|co)(?-u:\b)|mail|yahoo|outlook|icloud|proton"
        )
        .any()
        .over("chain")
    )
    dot = (
        key.str.contains(rf"^\W*(?:{_DOT_WORDS}|{_SLASH_WORDS})(?:\W|$)|^\s*[./](?:\s*$|[a-z])|(?:{_DOT_WORDS})\W*$")
        .any()
        .over("chain")
    )
    sign = (
        key.str.contains(rf"@|live:|dollar sign|[a-z0-9][_.][a-z0-9]|[^\x00-\x7f]|(?-u:\b)(?:{_UNDER_WORDS})(?-u:\b)")
        .any()
        .over("chain")
    )
    return (digits >= FEWEST_DIGITS) | (at & domain) | sign | dot


def _windows(rows: list[int], times: list[object], sizes: list[int]) -> Iterator[list[int]]:
    """Stretches of at most eight messages (`sizes`: 2, of tiny ones 1) within thirty minutes, each beginning where the
    one before cannot reach."""
    last_end = 0
    for first in range(len(rows)):
        end, room = first + 1, 2 * CHAIN_MESSAGES - sizes[first]
        while end < len(rows) and sizes[end] <= room and _within(times[first], times[end]):
            room -= sizes[end]
            end += 1
        if end - first > 1 and end > last_end:
            last_end = end
            yield rows[first:end]


_AT = rf"(?:@|{AT_STRONG}|{AT_WEAK})"
_MAILS = r"(?:^|\W)(?:g ?mail|yahoo|hotmail|outlook|icloud|proton|yandex|gmx|qq|163|laposte)(?:\W|$)"
_ENDS_IN_AT = re.compile(rf"(?:^|\W){_AT}\W*$")


@cache
def _carrier() -> re.Pattern[str]:
    every = sorted(map(re.escape, spoken_digits(all_scripts=True)), key=len, reverse=True)
    latin, others = [one for one in every if one.isascii()], [one for one in every if not one.isascii()]
    words = rf"(?<![a-z])(?:{'|'.join(latin)})(?![a-z])|(?:{'|'.join(others)})\W{{0,2}}(?:{'|'.join(others)})"
    return re.compile(
        rf"[0-9@$]|[a-z0-9][._-][a-z0-9]|live:|dollar sign|(?:^|\W){_AT}(?:\W|$)|(?:^|\W)(?:dots|point|{DOT}|{SLASH}|{UNDER}|com|net|org|co|ком|ру|нет|юа|كوم)(?:\W|$)|{_MAILS}|{words}"
    )


def carrying(texts: Sequence[str]) -> list[int]:
    """Of folded messages of a chain the places of those that hold a part of a detail, not chatter in between."""
    kept: set[int] = set()
    for at, text in enumerate(texts):
        if _carrier().search(text):
            kept.add(at)
        if at and _ENDS_IN_AT.search(texts[at - 1]) and len(text.split()) == 1:
            kept.add(at)
        if at and len(texts[at - 1].split()) <= 3 and re.match(rf"\W*{_AT}(?:\W|$)", text):
            kept.add(at - 1)
    return sorted(kept)


def _within(first: object, other: object) -> bool:
    from datetime import datetime

    if not isinstance(first, datetime) or not isinstance(other, datetime):
        return True
    return (other - first).total_seconds() <= CHAIN_MINUTES * 60


def spread(
    bodies: Sequence[str],
    rows: Sequence[int],
    chain: Chain,
    hits: Sequence[Found],
    around: Around,
    scope: Scope,
    carved: bool = False,
) -> Iterator[Joined]:
    """Of what was found in the joined text, the details that need at least two of the messages; `carved`: the text is
    what is left of sentences."""
    starts = list(accumulate((len(body) + 1 for body in bodies), initial=0))[:-1]
    for hit in hits:
        one = replace(hit, start=chain.places[hit.start], end=chain.places[hit.end - 1] + 1)
        if one.category not in _JOINED or one.normalized is None or (carved and one.category not in _CARVED):
            continue
        parts = [at for at, start in enumerate(starts) if one.start < start + len(bodies[at]) and start < one.end]
        if one.category is Category.PHONE and len(parts) == 1 and one.obfuscated and is_turned(chain.text):
            # "Read it from right to left" is a part of the number as well.
            parts = sorted({*parts, *(at for at, body in enumerate(bodies) if is_turned(fold(body).text))})
            one = replace(one, start=min(one.start, starts[parts[0]]), end=max(one.end, starts[parts[-1]] + 1))
        elif one.category is Category.PHONE and len(parts) > 1:
            # Hours, a year and a price in three messages are digits too: without a word for it, the number must be valid.
            one = dialled_among(one, chain.text[hit.start : hit.end], around.talk(rows), scope.regions)
            before, asked = said_before(around, rows[parts[0]])
            after = [around.bodies[row] for row in around.after([rows[at] for at in parts])]
            if is_of_a_thing(bodies, before, after):
                continue
            judge = is_carved if carved else is_said
            if not judge(one, bodies, starts, parts, before, asked):
                continue
        if len(parts) < 2 or _is_lost_in_words(one, bodies, starts, parts):
            continue
        if one.category in _ACCOUNTS and len(parts) > 2 and one.normalized:
            one = replace(one, normalized=whole_name(one.normalized, [bodies[at] for at in parts[1:]]))
        last = parts[-1]
        begin, end = max(0, one.start - starts[last]), min(one.end - starts[last], len(bodies[last]))
        spots = tuple((rows[at], max(0, one.start - starts[at]), one.end - starts[at]) for at in parts)
        yield Joined(replace(one, start=begin, end=end, obfuscated=True), tuple(rows[at] for at in parts), spots)


def _is_lost_in_words(one: Found, bodies: Sequence[str], starts: Sequence[int], parts: Sequence[int]) -> bool:
    """Whether a name is only the end of one sentence and the beginning of another: "skype", then "nir_: it is stable"."""
    if one.category not in _NAMES:
        return False
    before = bodies[parts[0]][: max(0, one.start - starts[parts[0]])].split()
    after = bodies[parts[-1]][max(0, one.end - starts[parts[-1]]) :].split()
    app = one.category in (Category.MESSENGER, Category.SOCIAL)
    return len(after) > WORDS_BESIDE or (not app and len(before) > WORDS_BESIDE)
