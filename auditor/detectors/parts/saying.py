"""Letters and digits of an account or a card that are said: number words, O for nought, words between the groups.

What they come to is worth nothing by itself: whoever asks for them has a checksum that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.detectors.parts.numerals import number_values
from auditor.model.detections import View

_TOKEN = re.compile(r"[^\W_€]+|€")
_LIKE_DIGITS = re.compile(r"[\dolis]*[\do][\dolis]*")
_AS_DIGITS = str.maketrans("olis", "0115")
FURTHEST, MOST_WORDS, COUNTRY = 260, 4, 2


@dataclass(frozen=True, slots=True)
class Said:
    """One token at text[start:end] and what it stands for; `plain` where it is written as it is meant."""

    start: int
    end: int
    value: str
    plain: bool


def said_from(view: View, start: int) -> Iterator[Said]:
    """Tokens from a place on, until too many words in a row say nothing."""
    tens = times = idle = letters = 0
    last: Said | None = None
    for one in _TOKEN.finditer(view.text, start, min(len(view.text), start + FURTHEST)):
        word = one.group()
        value, known = _value(word, view.cased[one.start() : one.end()], letters < COUNTRY)
        if value is None:
            idle += 1
            if idle > MOST_WORDS:
                return
            continue
        idle, letters = 0, letters + len(value)
        if known and value[0] == "x":
            times = int(value[1:])
            continue
        if known and tens and len(value) == 1 and value != "0" and last is not None:
            # "eighty nine": the unit takes the place of the nought before it.
            last, tens = Said(last.start, one.end(), str(tens + int(value)), False), 0
            continue
        if last is not None:
            yield last
        last = Said(one.start(), one.end(), value * max(1, times), not known and value == word)
        tens, times = int(value) if known and value.isdigit() and int(value) in range(20, 100, 10) else 0, 0
    if last is not None:
        yield last


def _value(word: str, cased: str, first: bool) -> tuple[str | None, bool]:
    """What a token stands for, and whether as a number word."""
    number = number_values().get(word)
    if number is not None and len(word) > 1 and (number.isdigit() or number[0] == "x"):
        return number, True
    if word.isdigit():
        return word, False
    if _LIKE_DIGITS.fullmatch(word):
        return word.translate(_AS_DIGITS), False
    if word == "€":
        return "e", False
    if any(map(str.isdigit, word)):
        return word[:2] + word[2:].replace("o", "0") if word[:2].isalpha() else word, False
    if (first and len(word) <= 2) or (cased.isupper() and len(word) <= 4):
        return word, False
    return None, False
