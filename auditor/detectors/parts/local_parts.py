"""Where the name of an address begins, before the at sign, and which of its letters hold."""

from __future__ import annotations

import re

from auditor.detectors.parts.implied_mail import NO_LOCAL
from auditor.detectors.parts.stopwords import STOP
from auditor.model.detections import View

LONGEST = 64
_LOCAL = re.compile(r"[^\W_](?:[\w.+%-]{0,62}[\w-])?$|[^\W_]$")
# Scripts without blanks put a name of Latin letters right behind a word of their own.
_ASCII_LOCAL = re.compile(r"(?<![a-z0-9_.+%-])_{0,2}[a-z0-9](?:[a-z0-9_.+%-]{0,62}[a-z0-9_-])?\.?$")
# Two dots behind a letter, or behind something with a digit or a sign in it, before the rest of an address.
_LETTER_BEFORE = re.compile(r"(?<![\w.@+-])(?:[a-z]|[a-z][\w.+-]{0,30}[\d._-][\w.+-]{0,30})$")
_WORD_BEFORE = re.compile(r"(?<![\w.@+-])[a-z][\w.+-]{0,30}$")
_ADDRESS_AHEAD = re.compile(r"(?P<rest>[\w.+-]{1,40})@[a-z0-9-]{1,63}\.[a-z]")
_DOT_OF_SENTENCE = re.compile(r"(?P<word>[^\W\d_]+)\.")


def begins(view: View, at: int) -> int | None:
    """Where the name before the at sign at text[at] begins, or None where there is none."""
    first = max(0, at - LONGEST)
    before = view.text[first:at]
    local = _ASCII_LOCAL.search(before) or _LOCAL.search(before)
    if local is None:
        return None
    start = first + local.start()
    dot = _DOT_OF_SENTENCE.match(view.text, start, at)
    # "at .jon@...": a dot that touches the name alone belongs to nothing.
    if dot is not None and view.is_hidden(dot.end() - 1, dot.end()) and dot["word"] in STOP | NO_LOCAL:
        return dot.end()
    return start


def letters(name: str, marked: bool) -> str:
    """A leet local part stays as it is written: nobody can know which digits are meant. A stroke at either end is a part
    of it, unless both sides of the address have one, as in italics (`marked`)."""
    bare = name.strip(".%+-")
    return bare.lstrip("_") if marked else bare


def is_in_name(text: str, start: int, end: int) -> bool:
    """Whether two dots at text[start:end] stand in the name of an address, and do not trail off."""
    ahead = _ADDRESS_AHEAD.match(text, end)
    if end - start != 2 or ahead is None:
        return False
    # Hardly any name is as short as the rest.
    before = (_WORD_BEFORE if len(ahead["rest"]) == 1 else _LETTER_BEFORE).search(text, max(0, start - LONGEST), start)
    return before is not None and before.group() not in STOP
