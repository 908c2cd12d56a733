"""What a phrase is about: the way out, or something of the work that bears the same words."""

from __future__ import annotations

from functools import cache

from auditor.detectors.parts.others import of_others
from auditor.lexicons.cues import cue, words
from auditor.model.words import Category
from auditor.patterns import Sifted

_COMPOUNDED = frozenset((Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST, Category.ACCOUNT_SHARING))
_PAID_BY_OTHERS = frozenset((Category.OFF_PLATFORM_PAYMENT,))


@cache
def _part_of_work() -> Sifted:
    """The noun after makes it work: "leave the platform folder", "your email marketing", "use your account module"."""
    return Sifted(rf"^(?:'s)?[\s-](?:{words('part_of_work_lead')} )?{words('part_of_work')}")


@cache
def _fee_agreed() -> Sifted:
    """A fee that is stated and accepted, or of a shop's own."""
    return Sifted(rf"^[^.!?\n]{{0,40}}?{words('fee_agreed')}|^ {words('fee_for')}")


@cache
def _earned() -> Sifted:
    return Sifted(rf"^\s*(?:,\s*)?{words('work_done_when')}[^.!?\n]{{0,30}}{words('work_done')}")


@cache
def _refusal_tail() -> Sifted:
    return Sifted(rf"^\W{{0,3}}(?:{words('refusal_tail')}|$)|^[^\w\n]*$")


def is_work(category: Category, before: str, phrase: str, after: str) -> bool:
    """Whether the phrase names a part of the work, or states what nobody minds."""
    if category in _COMPOUNDED and _part_of_work().search(after):
        return True
    if category in _PAID_BY_OTHERS and of_others(before, phrase, after):
        return True
    if category is Category.FEE_AVOIDANCE:
        return _fee_agreed().search(after) is not None
    if category is Category.REVIEW_TRADE:
        rest = phrase.rpartition(" review")[2] + after
        return bool(_earned().search(rest)) and not cue("bargain").search(before[-40:] + after)
    return False


def is_refusal_only(category: Category, phrase: str, after: str) -> bool:
    """Whether "I can't share it here" ends there, with nothing that hints at another way."""
    refused = cue("cannot").search(phrase)
    return category is Category.CODED_LANGUAGE and bool(refused) and bool(_refusal_tail().search(after))
