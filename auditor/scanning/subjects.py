"""What a phrase is about: the way out, or something of the work that bears the same words."""

from __future__ import annotations

import re
from functools import cache

from auditor.detectors.parts.others import of_others
from auditor.lexicons.cues import cue, words
from auditor.model.words import Category
from auditor.patterns import Sifted
from auditor.scanning.handing import SENT, is_sent

_COMPOUNDED = frozenset((Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST, Category.ACCOUNT_SHARING))
_DONE_BY_OTHERS = frozenset((
    Category.OFF_PLATFORM_PAYMENT, Category.FEE_AVOIDANCE, Category.LEAVE_PLATFORM, Category.ACCOUNT_SHARING,
    Category.REVIEW_TRADE, Category.CONTACT_REQUEST, Category.BIGGER_PROMISE,
))  # fmt: skip


@cache
def _part_of_work() -> Sifted:
    """The noun after makes it work: "leave the platform folder", "your email marketing", "use your account module"."""
    return Sifted(rf"^(?:'s)?[\s-](?:{words('part_of_work_lead')} )?{words('part_of_work')}")


@cache
def _beside_tool() -> Sifted:
    """ "Do you work outside of WordPress?" """
    return Sifted(rf"^\W{{1,2}}(?:\w+\W+)?{words('tools')}")


@cache
def _fee_agreed() -> Sifted:
    """A fee that is stated and accepted, or of a shop's own."""
    return Sifted(rf"^[^.!?\n]{{0,40}}?{words('fee_agreed')}|^ {words('fee_for')}")


@cache
def _kept_here() -> Sifted:
    """Money that is said to lie with the platform is paid there: the phrase ends with it."""
    return Sifted(rf"{words('kept_here')}\W*$")


@cache
def _object_of_work() -> Sifted:
    """The same where the part of the work stands within the phrase: "move the chat widget somewhere else"."""
    return Sifted(rf"\b(?:chat|talk|message|contact|call|e-?mail|site|app|platform|page)\s{words('part_of_work')}")


# What is sent directly is a link or a file.
_LINKED = re.compile(
    r"\b(?:link\w*|urls?|files?|datei\w*|dosya\w*|fichiers?|archivos?|arquivos?|plik\w*|tautan\w*|downloads?|liens?|enlaces?)\b|ссылк|посилан|файл|رابط|ملف|链接|直链|文件|लिंक|লিংক|لنك"
)
_MONEY = re.compile(
    r"\b(?:pay\w*|invoice\w*|money|zahl\w*|pag\w*|ode\w*|bayar\w*|para\w*|geld)\b|плат|оплат|付|钱|दे|পে|دفع"
)
# What a review is of, or who sits in it; what is too much of something that is no fee.
_REVIEWED = re.compile(
    r"^(?:'?s)?[\s-](?:calls?|meetings?|rounds?|process|stages?|sessions?|requests?|boards?|queue|branch|apps?|systems?|tools?|sites?|reminders?|e-?mails?|score|schema|data|count|text)\b"
)
_TOO_MUCH = re.compile(
    r"^ (?!for|to|on|here|and|so|now|man|bro|right|already|imo|honestly|in|with|at|i\b|if|when|as|lol|these|this|they|u\b|you|we|that|but|even|every|each|sir|dear)[a-z]{3,}"
)


@cache
def _earned() -> Sifted:
    return Sifted(rf"^\s*(?:,\s*)?{words('work_done_when')}[^.!?\n]{{0,30}}{words('work_done')}")


@cache
def _refusal_tail() -> Sifted:
    return Sifted(rf"^\W{{0,3}}(?:{words('refusal_tail')}|$)|^[^\w\n]*$")


_CLAUSE_END = re.compile(r"[.!?;\n。！？]")


def _is_run_once(before: str, phrase: str, after: str) -> bool:
    """Whether a program, a coupon or a window does it once, and nobody asks for it to be let pass."""
    clause = f"{before} {phrase} {_CLAUSE_END.split(after, maxsplit=1)[0]}"
    return cue("runs").search(clause + after[:40]) is not None and cue("pay_strong").search(clause) is None


# What is asked is which of two prices it is.
_EITHER = re.compile(
    r"\b(?:with or|con o|com ou|avec ou|mit oder|z czy|dengan atau|co hay|ile veya)\s+$|(?:\bс или|\bз чи|مع او|[含有]还是|ya)\s*$"
)


def _is_of_object(before: str, after: str) -> bool:
    """Whether the sentence speaks of something that is worked on, such as a layer nobody sees."""
    return cue("objects").search(f"{before} {_CLAUSE_END.split(after, maxsplit=1)[0]}") is not None


# Fees of a service, and a project that is a part of a page.
_SERVICE_FEES = re.compile(
    r"\b(?:aws|azure|gcp|cloud|api|hosting|server|stripe|klarna|bank|versand|roaming)[- ]?(?:gebuhren|fees?|kosten|costs?)\b"
    r"|\b(?:cron ?jobs?|quer(?:y|ies)|fees?\s+(?:table|column|page|field|section|row|line|screen|calculator|tab|banner|label)s?|datenbank\w*|databases?)\b"
)
_PAGE_AFTER = re.compile(r"\bprojects? (?:page|section|tab|view|list|gallery|card)s?\b")


def _is_of_machine(before: str, phrase: str, after: str) -> bool:
    """Whether the fee is one that a program, a server or a shop's customers save, and nobody speaks of the platform."""
    clause = f"{before} {phrase} {_SENTENCE.split(after, maxsplit=1)[0]}"
    if cue("bans").search(clause) or cue("pay_strong").search(clause):
        return False
    return _SERVICE_FEES.search(clause) is not None or cue("customers").search(clause) is not None


_SENTENCE = re.compile(r"[.!?;\n]")


def _is_built(before: str, phrase: str, after: str) -> bool:
    """Whether a way to pay is built into something, and none of the speakers pays so."""
    clause = f"{before} {phrase} {_CLAUSE_END.split(after, maxsplit=1)[0]}"
    spoken = any(cue(name).search(clause) for name in ("personal", "pay_strong"))
    return cue("builds").search(clause) is not None and not spoken


# A count of stars, or a price.
_COUNTED = re.compile(r"\d|[*★⭐$€£₹%]|\b(?:five|cinco|cinq|funf|cinque|piec|lima|bes)\b|五|пять|п'ять|पांच|পাঁচ|خمس|پانچ")


def _is_rewarded(before: str, phrase: str, after: str) -> bool:
    """Whether the sentence names a price, a gift or a count of stars."""
    around = f"{before} {phrase} {_CLAUSE_END.split(after, maxsplit=1)[0]}"
    return _COUNTED.search(around) is not None or cue("reward").search(around) is not None


def _is_cheap(before: str, phrase: str, after: str) -> bool:
    """Whether something is to be done for less, for which more is promised."""
    return (
        cue("cheap").search(f"{before} {phrase} {after}") is not None
        or cue("reward").search(before + after) is not None
    )


def is_work(category: Category, before: str, phrase: str, after: str) -> bool:
    """Whether the phrase names a part of the work, or states what nobody minds."""
    if category in _COMPOUNDED and (_part_of_work().search(after) or _object_of_work().search(phrase)):
        return True
    if category is Category.LEAVE_PLATFORM and _beside_tool().search(after):
        return True
    linked = category is Category.OFF_PLATFORM_PAYMENT and _LINKED.search(phrase) and not _MONEY.search(phrase)
    if linked or (category in SENT and is_sent(before, phrase, after)):
        return True
    if (
        category is Category.REVIEW_TRADE
        and phrase.endswith(("review", "reviews", "rating", "feedback"))
        and _REVIEWED.search(after)
    ):
        return True
    if category in _DONE_BY_OTHERS and of_others(before, phrase, after):
        return True
    if category is Category.OFF_PLATFORM_PAYMENT and cue("fails").search(_CLAUSE_END.split(after, maxsplit=1)[0][:50]):
        return not cue("personal").search(phrase + after[:12])
    if category is Category.OFF_PLATFORM_PAYMENT and (_is_built(before, phrase, after) or _kept_here().search(phrase)):
        return True
    if category is Category.REVIEW_TRADE and cue("drawn").search(f"{before[-40:]} {phrase} {after[:40]}"):
        return True
    if category is Category.ONE_OFF and _is_run_once(before, phrase, after):
        return True
    if category in (Category.ONE_OFF, Category.CODED_LANGUAGE) and _is_of_object(before, after):
        return True
    twice = _EITHER.search(before) or cue("twice").search(before + phrase + after)
    if category is Category.FEE_AVOIDANCE and (twice or _is_of_machine(before, phrase, after)):
        return True
    if category is Category.BIGGER_PROMISE and _PAGE_AFTER.search(phrase + after[:12]):
        return True
    if category is Category.FEE_AVOIDANCE and phrase.endswith("too much") and _TOO_MUCH.search(after):
        return True
    if category is Category.FEE_AVOIDANCE:
        # A phrase may end within the words that accept the fee: "la commission reste à" ma charge.
        return _fee_agreed().search(after) is not None or _fee_agreed().search(f"{phrase[-12:]}{after}") is not None
    if category is Category.BIGGER_PROMISE:
        return cue("renews").search(f"{before} {phrase} {after}") is not None and not _is_cheap(before, phrase, after)
    if category is Category.REVIEW_TRADE and cue("honest").search(f"{before[-40:]} {phrase} {after[:40]}"):
        return not _is_rewarded(before, phrase, after)
    if category is Category.REVIEW_TRADE and cue("given").search(f"{before[-20:]} {phrase} {after[:30]}"):
        return not _is_rewarded(before, phrase, after)
    if category is Category.REVIEW_TRADE and cue("replies").search(f"{phrase} {after[:40]}"):
        return not _is_rewarded(before, phrase, after)
    if category is Category.REVIEW_TRADE:
        rest = phrase.rpartition(" review")[2] + after
        return bool(_earned().search(rest)) and not cue("bargain").search(before[-40:] + after)
    return False


def is_refusal_only(category: Category, phrase: str, after: str) -> bool:
    """Whether "I can't share it here" ends there, with nothing that hints at another way."""
    if category is not Category.CODED_LANGUAGE or not cue("cannot").search(phrase):
        return False
    ruled = cue("bans").search(after[:40]) is not None and not cue("in_spite").search(after)
    return ruled or bool(_refusal_tail().search(after))
