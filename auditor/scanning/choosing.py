"""Answers that say more than yes or no to an ask of several parts: "number no, PayPal yes", "here" to "WhatsApp or here?"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from auditor.lexicons.cues import cue, latin, words
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold

PICK_WORDS, PART_LETTERS = 5, 80
_WORD = re.compile(r"[^\W_]{2,}")


@cache
def _place_offered() -> Sifted:
    """A question that offers this place beside another one, as the second or the first."""
    return Sifted(
        rf"(?P<second>{words('either')}\s?(?:\w+\s){{0,2}}?{words('here')})|{words('here')}\s?(?:\w+\s){{0,2}}?{words('either')}"
    )


def picked(body: str, ask: str) -> Stance | None:
    """Which of two places a short reply picks, of which one is this place: going elsewhere is agreed to, or declined."""
    text = fold(body).text
    if len(text.split()) > PICK_WORDS or any(mark in text for mark in "?？؟"):
        return None
    asked = fold(ask).text
    offered = _place_offered().search(asked)
    if offered is None:
        return None
    if cue("here").search(text) is not None:
        return Stance.DECLINE if cue("plain_no").search(text) is None else Stance.ACCEPT
    here_last = offered["second"] is not None
    if cue("first_named").search(text) is not None:
        return Stance.ACCEPT if here_last else Stance.DECLINE
    if cue("last_named").search(text) is not None:
        return Stance.DECLINE if here_last else Stance.ACCEPT
    beside = set(_WORD.findall(asked[: offered.start()] + asked[offered.end() :]))
    named = [one for one in _WORD.findall(text) if one in beside and len(one) > PICK_LETTERS]
    return Stance.ACCEPT if named and cue("plain_no").search(text) is None else None


# A shorter word stands in a question for no place: "or", "on".
PICK_LETTERS = 3


@cache
def _part() -> Sifted:
    """A clause that says yes or no to what it names: "number no", "yes to PayPal"."""
    yes, no = words("yes_word"), rf"(?:{latin('says_no')}|{words('plain_no')}|no)"
    return Sifted(
        rf"(?:(?:(?P<yes>{yes})|(?P<no>{no}))[\s:]+(?P<behind>\w.{{1,30}})|(?P<before>\w.{{0,30}}?)[\s:]+(?:(?P<yes_last>{yes})|(?P<no_last>{no})))\W*"
    )


_CLAUSES = re.compile(
    r"[,;.،，]\s*(?:(?:and|but|y|pero|e|mas|und|aber|et|mais|ma|и|но|а|та|але)\s)?|\s(?:but|pero|mas|aber|mais|ma|но|але)\s"
)


def parted(body: str, ask: str, asked: list[Found]) -> list[Found]:
    """What a reply says to each part of an ask, where it says yes to one and no to another in a clause each."""
    view = fold(body)
    kinds = {one.category: set(_WORD.findall(fold(ask[one.start : one.end]).text)) for one in asked}
    if len(kinds) < 2 or len(view.text) > PART_LETTERS:
        return []
    said: dict[Category, Found] = {}
    ends = [(0, 0), *((one.start(), one.end()) for one in _CLAUSES.finditer(view.text)), (len(view.text),) * 2]
    for (_, start), (end, _) in pairwise(ends):
        clause = view.text[start:end].strip()
        part = _part().fullmatch(clause)
        if part is None:
            continue
        named = set(_WORD.findall(part["behind"] or part["before"] or ""))
        about = [kind for kind, known in kinds.items() if named & known]
        if len(about) == 1:
            stance = Stance.ACCEPT if part["yes"] or part["yes_last"] else Stance.DECLINE
            place = view.span(start, max(start + 1, end))
            said[about[0]] = replace(asked[0], category=about[0], kind=None, start=place[0], end=place[1], confidence=0.6, obfuscated=False, stance=stance)  # fmt: skip
    stances = {one.stance for one in said.values()}
    return list(said.values()) if len(stances) == 2 else []
