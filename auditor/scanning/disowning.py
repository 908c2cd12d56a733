"""Asks that the sentences around them give to nobody: a question answered with its own no, what the other side or a third one
wanted, a question about the rules, the way out that the rules leave open."""

from __future__ import annotations

import re
from functools import cache

from auditor.detectors.parts.others import is_paid_out
from auditor.lexicons.cues import cue, words
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted

_GIVEN = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST))
_OUT = frozenset((Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT))
# Of these only the own no behind a question is read here: "Skipping the fee? Not with me."
_ANSWERED = frozenset((Category.FEE_AVOIDANCE, Category.ACCOUNT_SHARING, Category.REVIEW_TRADE))
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
def _turned_down() -> Sifted:
    """A proposal that its own sentence turns down: "we could go off the platform, but I'd rather not"."""
    return Sifted(rf"^[^.!?,;\n]{{0,24}},?\s?{words('but')},?\s?{words('says_no')}\s*(?:$|[.!;\n。])")


@cache
def _declines_at_once() -> Sifted:
    return Sifted(rf"^{words('declines_next')}")


@cache
def _stays_on() -> Sifted:
    return Sifted(rf"^[^.!?;\n]{{0,40}}{words('stays_on')}")


def is_ruled_out(text: str, left: int, start: int, end: int, category: Category) -> bool:
    """Whether words right at the phrase refuse it, which further off mean another thing: "let's not ...", "... is out of the question"."""
    if category not in _GIVEN:
        return False
    if cue("ruled_out").search(_first_clause(text[end : end + _AFTER])) is not None:
        return True
    if _turned_down().search(text[end : end + _AFTER]) is not None:
        return True
    # What is not to be done is to go, not to stay: "let's not use the site" asks.
    phrase = _first_clause(text[start:end])
    if cue("outward").search(phrase) is None:
        return False
    return _declines_next().search(text[left:start]) is not None or _declines_at_once().search(phrase) is not None


def _first_clause(text: str) -> str:
    return _CLAUSE_END.split(text, maxsplit=1)[0]


def is_answered_no(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] stands in a question to which the next sentence says no."""
    left, right, asks = _sentence(text, start, end)
    follows = _NEXT.match(text, right) if asks else None
    return follows is not None and _is_no(follows) and cue("minds").search(text[left:right]) is None


def _sentence(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Where the sentence around text[start:end] begins and ends, and whether it is a question."""
    first = max(0, start - _REACH)
    left = max((one.end() for one in _STOP.finditer(text, first, start)), default=first)
    stop = _STOP.search(text, end, end + _REACH)
    if stop is None:
        return left, min(len(text), end + _REACH), False
    return left, stop.start(), stop.group() in _QUESTION


def disowned(text: str, start: int, end: int, category: Category) -> Stance | None:
    """What the sentences around an ask at text[start:end] make of it, None where they leave it to the speaker."""
    if category in _ANSWERED:
        return Stance.DECLINE if is_answered_no(text, start, end) else None
    if category not in _GIVEN:
        return None
    left, right, asks = _sentence(text, start, end)
    said, follows = text[left:right], _NEXT.match(text, right)
    retold = _begins_before(cue("asked_about"), text, left, start, end)
    if (asks or retold) and follows and _is_no(follows) and cue("minds").search(said) is None:
        return Stance.DECLINE
    if retold and not (follows and _agrees().search(follows["words"])):
        return Stance.MENTION
    if _begins_before(cue("you_asked"), text, left, start, end) and _is_disapproved(text, end):
        return Stance.MENTION
    if asks and cue("why").search(said) and _begins_before(cue("you_asked"), text, left, start, end):
        return Stance.MENTION
    if category is Category.OFF_PLATFORM_PAYMENT and is_paid_out(said):
        return Stance.MENTION
    if category is Category.LEAVE_PLATFORM and _is_direct_here(text, start, end):
        return Stance.MENTION
    if category in _OUT and cue("legal_way").search(said) and not cue("dodges").search(said):
        return Stance.MENTION
    asks_rules = asks and category in _OUT and cue("rule_question").search(said) is not None
    return Stance.MENTION if asks_rules and cue("shrugs").search(text, right, right + 60) is None else None


def _is_direct_here(text: str, start: int, end: int) -> bool:
    """Whether "directly" means without a third one: "hire you directly, here on Upwork"."""
    stays = _stays_on().search(text[end : end + 80])
    return (
        stays is not None
        and cue("not").search(text[end : end + stays.end()]) is None
        and not _OUT_OF.search(text[start:end])
    )


# Who goes out of it does not stay.
_OUT_OF = re.compile(r"\b(?:outside|off|leave|leaving|fuera|fora|hors|dehors|ausserhalb|fuori|poza|luar|ngoai|labas)\b")


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
