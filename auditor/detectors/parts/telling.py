"""Whether words are told of and not said: an ask that was turned down, a warning of fraud, a text in quotation marks."""

from __future__ import annotations

import re
from functools import cache

from auditor.lexicons.cues import latin, others, words
from auditor.patterns import Sifted

BEFORE_LETTERS, AFTER_LETTERS = 90, 110
_OPENING = re.compile(r"(?:^|[\s(:：])[\"'«„]|[「『“]")
_CLOSING = re.compile(r"[\"'»”](?:$|[\s).,;:!?])|[」』”]")
QUOTED_WORDS = 3
# Marks around all of a text quote nobody; words behind them say what the text between is.
_SAID = re.compile(r"[^\W\d_]+")


@cache
def _warned() -> Sifted:
    """A warning before the words, in their own sentence."""
    return Sifted(rf"{latin('warned')}[^.!?\n]{{0,70}}$|{others('warned')}[^.!?。\n]{{0,40}}$")


@cache
def _not_so() -> Sifted:
    """What makes a fraud none: "that's not a scam"."""
    return Sifted(rf"(?:{latin('not')}|{others('not')})\W+(?:\w+\W+){{0,2}}\w+$")


@cache
def _called_fraud() -> Sifted:
    return Sifted(words("is_fraud"))


@cache
def _said_no() -> Sifted:
    return Sifted(words("said_no"))


def is_told(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is what others ask: it was refused, it is warned of, it is called a fraud."""
    before, after = text[max(0, start - BEFORE_LETTERS) : start], text[end : end + AFTER_LETTERS]
    if _warned().search(before) or _said_no().search(after):
        return True
    fraud = _called_fraud().search(after)
    return fraud is not None and _not_so().search(after[: fraud.end()]) is None


def in_quotes(text: str, start: int, end: int) -> bool:
    """Whether the phrase stands in somebody's quoted words, three of them at least (a single one may be ironical)."""
    left = max((one.end() for one in _OPENING.finditer(text, max(0, start - 120), start + 1)), default=-1)
    if left < 0 or left > start or _CLOSING.search(text, left, start):
        return False
    right = _CLOSING.search(text, max(end - 1, left), end + 160)
    quoted = text[left : right.start()] if right else ""
    return (
        right is not None
        and (len(quoted.split()) >= QUOTED_WORDS or (not quoted.isascii() and len(quoted) > 5))
        and (left > 1 or len(_SAID.findall(text[right.end() : right.end() + 60])) >= QUOTED_WORDS)
    )
