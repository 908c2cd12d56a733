"""What a broken JSON text went wrong on, where the reader's own words would lead a person to the wrong repair."""

from __future__ import annotations

import json

COMMENTS = ("//", "/*", "#")
COMMENT = "a comment stands there, and JSON has none"
ZERO = "a number begins with 0"
UNSEEN = "no screen shows, and which is no blank of JSON"
BLANKS = " \t\r\n"


def cause(error: json.JSONDecodeError) -> str:
    """The fault at that place of the text, else what the reader says."""
    if error.msg.startswith(("Invalid", "Unterminated")):
        # These lie within a text, in which all that follows is a part of it.
        return error.msg
    text, at = error.doc, error.pos
    while text[at : at + 1] and text[at] in BLANKS:
        at += 1
    if text.startswith(COMMENTS, at):
        return COMMENT
    mark = text[at : at + 1]
    if mark and not mark.isprintable():
        return f"the character U+{ord(mark):04X} stands there, which {UNSEEN}"
    if mark.isdecimal() and at == error.pos and _is_zero(text, at - 1):
        return ZERO
    return error.msg


def _is_zero(text: str, at: int) -> bool:
    """Whether the digit at this place is a zero with which a number begins."""
    before = text[:at].rstrip("-")[-1:]
    return text[at : at + 1] == "0" and not (before.isdecimal() or before in (".", "e", "E", "+"))
