"""A "no" that stands for "number" and refuses nothing: my no: 98765 43210, WhatsApp no. nine eight seven ..."""

from __future__ import annotations

import re
from functools import cache

from auditor.detectors.parts.numerals import number_words

# Whose number it is, and that it is one, stands between the two: "no hp saya 0812", "no is", "no hai".
_NO = re.compile(
    r"\bno\b(?P<mark>\s?[.:#=]|\s-\s)?\s{0,2}(?:(?:is|hai|h|ye|yeh|hp|wa|whatsapp|telp|telpon|telepon|saya|aku|ku|gw|ko|mo|ito|po|ay|da|do|de)\b\s?[:=-]?\s{0,2}){0,3}"
)
_DIGITS = re.compile(r"[+(]{0,2}\d(?:[\s().,/-]{0,3}\d){6}")
_WORDS = re.compile(r"(?P<first>[^\W\d_]+)[\s,-]{1,3}(?P<second>[^\W\d_]+|\d)")
_THREE = re.compile(r"([^\W\d_]+)[\s,-]{1,3}([^\W\d_]+)[\s,-]{1,3}([^\W\d_]+)")
_WORD, SOON_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]+"), 20
_ASKED_BEFORE = re.compile(r"[?!]\s*$")


def is_number(text: str, at: int) -> bool:
    """Whether the "no" at text[at:] says that what follows is a number; behind a question it answers."""
    no = _NO.match(text, at)
    if no is None or _ASKED_BEFORE.search(text, max(0, at - 4), at):
        return False
    if _DIGITS.match(text, no.end()):
        return True
    said = _WORDS.match(text, no.end())
    return said is not None and said["first"] in _said() and (said["second"] in _said() or said["second"].isdigit())


def is_digit(text: str, at: int) -> bool:
    """Whether a word at text[at:] that may be a no is the first of several digits: Vietnamese "không", which is nought too."""
    said = _THREE.match(text, at)
    return said is not None and all(one in _said() for one in said.groups())


def is_said(after: str) -> bool:
    """Whether digits are said in words right behind a place, or behind a word or two."""
    return any(is_digit(after, one.start()) for one in _WORD.finditer(after, 0, SOON_LETTERS))


def marked_end(text: str, at: int) -> int | None:
    """Where the mark behind such a "no" ends ("no.", "no:"), or None where it has none."""
    no = _NO.match(text, at)
    return no.end("mark") if no is not None and no["mark"] else None


@cache
def _said() -> frozenset[str]:
    return number_words() - {"no"}
