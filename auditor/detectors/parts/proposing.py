"""Sentences whose no refuses nothing: a question that asks by it ("why don't we ...", "no tienes ...?"), a no that agrees
("I don't mind ...")."""

from __future__ import annotations

import re

from auditor.lexicons.cues import cue

_SENTENCE_END = re.compile(r"[.!?;\n。！？؟¿¡]")
_CLAUSE_END = re.compile(r"[,،，;:(—–]|\s-\s")
# What may stand before a question that has no sign: "so why don't we ...".
_OPENING_WORDS = 2
_REACH = 160


def asks_by_no(text: str, start: int, end: int) -> bool:
    """Whether the sentence around text[start:end] holds a no that asks for it or agrees to it, and none that refuses it."""
    left, right = _sentence(text, start, end)
    begins = max((one.end() for one in _CLAUSE_END.finditer(text, left, start)), default=left)
    clause = text[begins:right]
    if cue("agreeing_no").search(clause) is not None:
        return True
    no = cue("plain_no").search(clause)
    if no is None or cue("asks_rule").search(clause) is not None:
        return False
    tail = text[end:right]
    asks = text[right : right + 1] in ("?", "？", "؟") or cue("asks_at_end").search(clause[-6:]) is not None
    why = cue("why").search(clause)
    if why is not None and why.start() < no.end() + _REACH and (asks or _opens(clause, why.start())):
        return not _says_why(clause, why.end()) and (asks or cue("own_no").search(clause) is None)
    turned = cue("turned_no").search(clause)
    if turned is not None and _opens(clause, turned.start()):
        return cue("own_no").search(clause) is None
    return asks and _CLAUSE_END.search(tail) is None and cue("own_no").search(clause) is None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    left = max((one.end() for one in _SENTENCE_END.finditer(text, max(0, start - _REACH), start)), default=-1)
    right = _SENTENCE_END.search(text, end, end + _REACH)
    return max(left, start - _REACH, 0), right.start() if right else min(len(text), end + _REACH)


def _opens(clause: str, at: int) -> bool:
    """Whether hardly a word stands before it in its clause."""
    return len(clause[:at].split()) <= _OPENING_WORDS


# "Why we don't pay outside" tells a reason; "why don't we" asks.
_TELLS = re.compile(r"\s+(?:i|we|you|they|it'?s|upwork|fiverr)\s")


def _says_why(clause: str, at: int) -> bool:
    return _TELLS.match(clause, at) is not None
