"""Sentences about somebody else: customers who pay in a shop, a shop that takes money. They are work, not an ask."""

from __future__ import annotations

import re
from functools import cache

from auditor.lexicons.cues import cue, latin, others, words
from auditor.patterns import Sifted


@cache
def _subject() -> Sifted:
    """Customers before a phrase, or a shop in languages that put it there."""
    return Sifted(
        rf"{latin('customers')}[^.!?\n]{{0,40}}$|{others('customers')}[^.!?。\n]{{0,14}}$|{words('at_shop')}[^。！？.!?\n]{{0,14}}$"
    )


@cache
def _place() -> Sifted:
    return Sifted(rf"^[^.!?\n]{{0,30}}{words('in_shop')}")


@cache
def _customers() -> Sifted:
    return Sifted(latin("customers"))


def of_others(before: str, phrase: str, after: str) -> bool:
    """Whether a phrase about paying has customers or a shop for its subject, and nobody in the conversation."""
    if cue("personal").search(phrase) or cue("personal").search(after[:20]):
        return False
    return bool(_subject().search(before) or (_place().search(after) and _customers().search(before)))


# A site or an app may be the one that both write on; these are parts of what is built.
_BUILT = re.compile(
    r"\b(?:page|checkout|cart|web ?shop|form|screen)s?$|webseite$|panier$|carrello$|koszyku$|корзине$|кошику$|sayfasinda$"
)


def is_shown_there(before: str, after: str) -> bool:
    """Whether a way to pay is spoken of on a part of a page, and nobody here pays so: "do you accept crypto on the landing page"."""
    place = _right_there().search(after)
    if place is None or _BUILT.search(place.group()) is None:
        return False
    return not cue("personal").search(f"{before} {after}")


@cache
def _right_there() -> Sifted:
    return Sifted(rf"^\s(?:payments?\s)?{words('in_shop')}")


_MYSELF = re.compile(
    r"\b(?:me|my|i|mi|mich|mir|meine?[rmn]?|moi|mon|je|io|mnie|moj\w*|ako|ko|akin|saya|aku|gw|gue|minh|em|anh|bana|beni|benim|mujhe|mera|mere|amake|amar)\b|\b(?:мне|меня|мой|мо[её]м|я|мені|мене|мій)\b|我|لي\b|رقمي|حسابي|मुझे|मेरे|আমা|مجھ|ميرے"
)


def is_own(words_beside: str) -> bool:
    """Whether the words name the speaker: me, my, mein."""
    return _MYSELF.search(words_beside) is not None


# What is said before a comma is said of somebody else: "the kids sleep, write on WhatsApp".
_CLAUSE = re.compile(r"[,،，;:—–]")


def talked_by_others(before: str, after: str) -> bool:
    """Whether clients, who are no part of the conversation, talk there: "clients write on WhatsApp, link it to the CRM"."""
    told = cue("clients").search(before[-50:]) or cue("customers").search(_CLAUSE.split(before)[-1][-60:])
    return told is not None and not _MYSELF.search(before + " " + after[:30])


def is_paid_out(text: str) -> bool:
    """Whether a sentence tells of one's own earnings that leave the platform, and of no other payment beside: "Upwork pays out to my PayPal"."""
    paid_out = cue("withdraws").search(text)
    if paid_out is None:
        return False
    return cue("pay_strong").search(f"{text[: paid_out.start()]} . {text[paid_out.end() :]}") is None
