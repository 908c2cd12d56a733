"""Asks that somebody else made: words before or behind a phrase say whose they are, up to the clause that makes an own one."""

from __future__ import annotations

import re

from auditor.detectors.parts.despite import is_set_aside
from auditor.lexicons.cues import cue

_SO_WORDS = "so|then|deshalb|darum|entonces|asi que|donc|alors|quindi|allora|wiec|entao|поэтому|тогда|тому"
# "Support says a payout takes a week, can you pay me ...": what is said ends where another clause proposes.
_OWN_CLAUSE = re.compile(rf"^(?:\s+[\w'%$€.-]+){{2,12}}\s?,\s*(?P<so>(?:{_SO_WORDS})\s)?(?:[\w']+\s){{0,2}}$")
_SO = re.compile(rf",\s(?:{_SO_WORDS})\s")
_SENTENCE_STOP = re.compile(r"[.!?;\n。！？؟]")
_REACH = 60


def is_told_before(before: str, asks: bool) -> bool:
    """Whether the words before a phrase, in its sentence, say that somebody else said it; `asks`: the sentence is a question."""
    told = cue("quoted").search(before)
    if told is None:
        return False
    own = _OWN_CLAUSE.search(before[told.end() :])
    return own is None or not (asks or own["so"])


def is_told_within(text: str, start: int, end: int) -> bool:
    """The same of a phrase that begins with who speaks: "Upwork says you must not pay outside"."""
    told = cue("quoted").search(text[start:end])
    return told is not None and _SO.search(text, start + told.end(), end) is None


def is_told_after(text: str, end: int) -> bool:
    """The same of what follows. The next sentence tells of itself: "Can you pay me outside? My last client wanted that too."."""
    after = _SENTENCE_STOP.split(text[end : end + _REACH], maxsplit=1)[0]
    told = cue("quoted").search(after)
    return told is not None and not is_set_aside(text, end + told.end())
