"""Asks that the sentences around them give to nobody: a question answered with its own no, what the other side or a third one
wanted, a question about the rules, the way out that the rules leave open."""

from __future__ import annotations

import re
from functools import cache

from auditor.lexicons.cues import cue, words
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted

_GIVEN = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST))
_OUT = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT))
_STOP = re.compile(r"[.!?;\n。！？؟।۔¿¡؛]")
_QUESTION = "?？؟"
_NEXT = re.compile(r"[\W_]*(?P<words>[^.!?;\n。！？؟।۔¿¡؛]*)(?P<stop>[.!?;\n。！？؟।۔؛]?)")
_CLAUSE_END = re.compile(r"[,،，;.!?\n。؟।۔؛]")
_REACH, _AFTER = 160, 48


@cache
def _denies() -> Sifted:
    return Sifted(rf"^{words('answers_no')}")


@cache
def _agrees() -> Sifted:
    return Sifted(rf"^(?:{words('says_yes')}|{words('yes_word')}|{words('yes_opening')})(?=\W|$)")


@cache
def _declines_next() -> Sifted:
    return Sifted(rf"{words('declines_next')}\s*$")


@cache
def _declines_at_once() -> Sifted:
    return Sifted(rf"^{words('declines_next')}")


def is_ruled_out(text: str, left: int, start: int, end: int, category: Category) -> bool:
    """Whether words right at the phrase refuse it, which further off mean another thing: "let's not ...", "... is out of the question"."""
    if category not in _GIVEN:
        return False
    after = _CLAUSE_END.split(text[end : end + _AFTER], maxsplit=1)[0]
    if cue("ruled_out").search(after) is not None:
        return True
    return (
        _declines_next().search(text[left:start]) is not None
        or _declines_at_once().search(text[start:end]) is not None
    )


def disowned(text: str, start: int, end: int, category: Category) -> Stance | None:
    """What the sentences around an ask at text[start:end] make of it, None where they leave it to the speaker."""
    if category not in _GIVEN:
        return None
    left = max((one.end() for one in _STOP.finditer(text, max(0, start - _REACH), start)), default=max(0, start - _REACH))
    stop = _STOP.search(text, end, end + _REACH)
    right = stop.start() if stop else min(len(text), end + _REACH)
    asks = stop is not None and stop.group() in _QUESTION
    said, follows = text[left:right], _NEXT.match(text, right)
    retold = _begins_before(cue("asked_about"), text, left, start, end)
    if (asks or retold) and follows and _is_no(follows) and cue("minds").search(said) is None:
        return Stance.DECLINE
    if retold and not (follows and _agrees().search(follows["words"])):
        return Stance.MENTION
    if _begins_before(cue("you_asked"), text, left, start, end) and _is_disapproved(text, end):
        return Stance.MENTION
    if category in _OUT and cue("legal_way").search(said) and not cue("dodges").search(said):
        return Stance.MENTION
    asks_rules = asks and category in _OUT and cue("rule_question").search(said) is not None
    return Stance.MENTION if asks_rules and cue("shrugs").search(text, right, right + 60) is None else None


def _begins_before(what: Sifted, text: str, left: int, start: int, end: int) -> bool:
    found = what.search(text[left:end])
    return found is not None and left + found.start() <= start


def _is_no(follows: re.Match[str]) -> bool:
    """Whether the next sentence begins with a no, and does not ask by it: "No? Then ..." """
    return follows["stop"] not in tuple(_QUESTION) and _denies().search(follows["words"]) is not None


def _is_disapproved(text: str, end: int) -> bool:
    """Whether what follows the words calls them wrong, and does not set that aside."""
    after = text[end : end + _REACH]
    ends = [one.end() for name in ("disapproves", "forbidden", "said_no") if (one := cue(name).search(after))]
    if not ends:
        return False
    rest = after[min(ends) :]
    return cue("in_spite").search(rest) is None and cue("shrugs").search(rest) is None
