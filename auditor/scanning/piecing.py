"""Names that answer a question in pieces: "your discord?", then "tallow", "underscore", "fish", "22" in a message each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import polars as pl

from auditor.detectors.parts.handles import is_version
from auditor.detectors.parts.ordinary import is_word
from auditor.detectors.parts.stopwords import STOP
from auditor.lexicons.cues import cue
from auditor.model.words import Category, Stance
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.naming import Question
from auditor.scanning.signs import DASH, DOT, UNDER
from auditor.scanning.turns import Turn

FEWEST_LETTERS, MOST_LETTERS, BETWEEN_WORDS, MOST_WORDS, PIECE_MINUTES = 5, 40, 2, 3, 30
_ASKED = frozenset((Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE))
_PIECE = re.compile(r"\W{0,2}?(?P<sign>@\s?)?(?P<word>[a-z0-9._-]{1,24})[^\w.-]*")
# What begins or ends so goes on from the piece before or in the next one.
_GOES_ON = re.compile(r"^[._-]|[._-]$|^\d+$")
# Letters, then digits: how names end. One with fewer letters than this is none by itself.
_ENDS_IN_DIGITS = re.compile(r"(?P<letters>[a-z]{1,12})\d{1,4}")
SHORTEST_NAME, SHORTEST_LETTERS = 6, 3


@cache
def _sign_words() -> re.Pattern[str]:
    """A message that is nothing but the word for a sign."""
    return re.compile(rf"\W*(?:(?P<under>{UNDER})|(?P<dash>{DASH})|(?P<dot>{DOT}))\W*")


def pieced(turns: Sequence[Turn], bodies: pl.Series, asked: Question) -> tuple[Found, tuple[int, ...]] | None:
    """The name that the first of these messages begins and further ones of its sender go on with, and their rows."""
    if asked.category not in _ASKED:
        return None
    first, rows, parts = turns[0], [], []
    for one in turns:
        if one.thread != first.thread or first.hours_to(one) * 60 > PIECE_MINUTES:
            break
        body = bodies[one.row]
        words = len(body.split())
        if one.sender != first.sender and words <= BETWEEN_WORDS:
            continue
        # The longest word for a sign has some words as well.
        if one.sender != first.sender or words > MOST_WORDS:
            break
        part = _part(fold(body).text.strip())
        if part is None:
            break
        rows.append(one.row)
        parts.append(part)
    name = "".join(parts)
    if (
        len(parts) < 2
        or not _join(parts)
        or not FEWEST_LETTERS <= len(name) <= MOST_LETTERS
        or not re.search(r"[a-z]{2}", name)
    ):
        return None
    last = bodies[rows[-1]]
    end = len(last.rstrip())
    return Found(
        asked.category, asked.kind, name, len(last) - len(last.lstrip()), end, 0.65, True, Stance.OFFER
    ), tuple(rows)


def _join(parts: Sequence[str]) -> bool:
    """Whether pieces are those of one name: one of them is no name, or the last one is too short for it or follows no word."""
    if any(_GOES_ON.search(part) for part in parts[1:]) or any(part[-1] in "._-" for part in parts[:-1]):
        return True
    end = _ENDS_IN_DIGITS.fullmatch(parts[-1])
    if end is None or not all(map(str.isalpha, parts[:-1])):
        return False
    if not any(map(is_word, parts[:-1])):
        return True
    # "v42", "php8" and "bug42" behind a word are a version and a ticket.
    short = len(end["letters"]) < SHORTEST_LETTERS or is_word(end["letters"]) or is_version(parts[-1])
    return len(parts[-1]) < SHORTEST_NAME and not short


def whole_name(name: str, bodies: Sequence[str]) -> str:
    """The name of which these messages of one sender, one word in each, hold the beginning, or as it was found (`name`) in
    the last of them."""
    texts = [fold(body).text.strip() for body in bodies]
    parts = [part for text in texts if (part := _part(text)) is not None]
    if len(parts) < max(2, len(texts)) or texts[-1] != name or any(" " in text for text in texts):
        return name
    return "".join(parts) if _join(parts) else name


def _part(text: str) -> str | None:
    """What a message adds to a name: one word of it, or a sign."""
    sign = _sign_words().fullmatch(text)
    if sign is not None:
        return "_" if sign["under"] else "-" if sign["dash"] else "."
    one = _PIECE.fullmatch(text)
    if (
        one is None
        or one["word"] in STOP
        or cue("reply_word").fullmatch(one["word"])
        or cue("yes_word").fullmatch(one["word"])
    ):
        return None
    return one["word"]
