"""Answers: a bare yes or no means what the message before it asked."""

from __future__ import annotations

import re
from functools import cache

from auditor.detectors.parts.proposing import asks_by_no
from auditor.lexicons.cues import cue, latin, others, words
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.quoting import without_quoted

ASKED = frozenset((
    Category.LEAVE_PLATFORM, Category.OFF_PLATFORM_PAYMENT, Category.CONTACT_REQUEST, Category.REVIEW_TRADE,
    Category.ACCOUNT_SHARING, Category.ONE_OFF, Category.FEE_AVOIDANCE,
))  # fmt: skip


@cache
def _no() -> Sifted:
    """A message that begins with a refusal, after a greeting, a thanks and a name perhaps."""
    opening = rf"(?:{words('reply_opening')}[\s,.!-]*(?:{words('reply_but')} )?(?:\w+,\s)?){{0,3}}"
    return Sifted(rf"^\W*{opening}{latin('says_no')}|^\W*{others('says_no')}[^\n]*")


@cache
def _yes() -> Sifted:
    """A message that agrees and says nothing else; a question agrees to nothing."""
    twice = rf"{words('yes_opening')}[\s,.!-]*{words('yes_after')}"
    word = rf"(?:{twice}|{words('yes_word')}|{words('says_yes')}|{words('yes_after')})"
    return Sifted(rf"^\W*{word}(?:{_BETWEEN}{word}){{0,3}}(?:{_BETWEEN}{words('yes_tail')}){{0,2}}[^\w?？؟]*$")


@cache
def _yes_later() -> Sifted:
    """A yes behind its condition: "after the first milestone, yes"."""
    return Sifted(rf"^\W*{words('work_done_when')}\b[^,.!?\n]{{1,40}},\s*(?:then )?{words('yes_word')}[^\w?？؟]*$")


DISAPPROVING_WORDS = 14


def _disapproval(text: str) -> re.Match[str] | None:
    """What calls an ask against the rules, in a short reply that does not set that aside."""
    if len(text.split()) > DISAPPROVING_WORDS or any(mark in text for mark in "?？؟"):
        return None
    if cue("in_spite").search(text) is not None or cue("shrugs").search(text) is not None:
        return None
    return cue("disapproves").search(text)


# Between two words of a yes; scripts without blanks need nothing.
_BETWEEN = r"[\s,.!،，。！-]*"
YES_LETTERS = 90
PAID_STEPS, PAID_LETTERS = 5, 60
ACCOUNTS = frozenset((Category.IBAN, Category.CARD, Category.CRYPTO))
_OWED = frozenset((Category.OFF_PLATFORM_PAYMENT, Category.FEE_AVOIDANCE, Category.CODED_LANGUAGE))
_PAYABLE = ACCOUNTS | {Category.PAYMENT_HANDLE}


def is_payable(one: Found) -> bool:
    """Whether a detection is an account to be paid on, or asks for one."""
    return one.category in _PAYABLE or (
        one.category is Category.PAYMENT_APP and one.stance in (Stance.OFFER, Stance.REQUEST)
    )


def is_owed(one: Found) -> bool:
    """Whether a detection speaks of paying outside or in words that only the two understand, whatever the account."""
    return one.category in _OWED and one.stance not in (Stance.MENTION, Stance.DECLINE)


@cache
def _sent(arrived: bool) -> Sifted:
    """A message that begins by saying that money is on its way, or (`arrived`) that something has come."""
    opening = rf"^\W*(?:{words('yes_opening')}[\s,.!-]+)?"
    come = f"|{words('arrived')}" if arrived else ""
    return Sifted(rf"{opening}(?:{words('paid_it')}{come}|{_SUM}\s?{words('sum_sent')})(?=[^\w?]|$)")


# "4500 done", "75 € are off": how much was sent.
_SUM = r"[€$£₹¥]?\s?\d[\d.,]{0,9}\s?(?:[€$£₹¥]|k|usd[tc]?|eur|euros?|gbp|inr|rs|lei|zl|tl|грн|руб|元|btc|eth)?"


def payment(body: str, arrived: bool) -> Found | None:
    """What a short message says that begins with "sent" or "paid", or, `arrived`, with "landed", soon after an account was
    given to be paid on or paying outside was spoken of."""
    text = fold(body)
    sent = _sent(arrived).search(text.text) if len(text.text) < PAID_LETTERS else None
    if sent is None:
        return None
    return _found(text.span(sent.start(), sent.end()), Category.OFF_PLATFORM_PAYMENT, Stance.ACCEPT, body)


# Signs that are a whole answer, in any colour of skin: thumbs, a tick, "+1"; crossed arms, a cross.
_TONES = "[\ufe0e\ufe0f\u200d♀♂\U0001f3fb-\U0001f3ff]*"
_YES_SIGNS = re.compile(rf"\s*(?:(?:[👍👌✅☑✔🤝🆗💯🙆]{_TONES}\s*)+|\+1)[\s!.😀-😊🙂]*")
_NO_SIGNS = re.compile(rf"\s*(?:(?:[👎🙅❌🚫⛔]{_TONES}\s*)+|-1)[\s!.]*")


def signed(body: str, asked: Category) -> Found | None:
    """What a reply of nothing but signs says to an ask: a thumb up or down."""
    for signs, stance in ((_YES_SIGNS, Stance.ACCEPT), (_NO_SIGNS, Stance.DECLINE)):
        if signs.fullmatch(body):
            start = len(body) - len(body.lstrip())
            return Found(asked, None, None, start, len(body.rstrip()), 0.6, False, stance)
    return None


def answer(body: str, asked: Category) -> Found | None:
    """What a reply says to an ask of the message before, where it says no more than yes or no."""
    own = without_quoted(body)
    text = fold(own)
    agreed = _yes().search(text.text) if len(text.text) < YES_LETTERS else None
    if agreed is not None:
        return _found(text.span(agreed.start(), agreed.end()), asked, Stance.ACCEPT, body)
    later = _yes_later().search(text.text) if len(text.text) < YES_LETTERS else None
    if later is not None:
        return _found(text.span(later.start(), later.end()), asked, Stance.ACCEPT, body)
    refusal = _no().search(text.text) if len(own.strip()) < 200 else None
    if refusal is None:
        refusal = _disapproval(text.text)
    if refusal is not None and not asks_by_no(text.text, refusal.start(), refusal.end()):
        return _found(text.span(refusal.start(), refusal.end()), asked, Stance.DECLINE, body)
    return None


def gives_in(body: str) -> bool:
    """Whether a message agrees in two words and says nothing else, as who thinks better of a no does: "Fine, yes."."""
    text = fold(body).text
    return len(text) < YES_LETTERS and len(text.split()) > 1 and _yes().search(text) is not None


@cache
def _begins() -> Sifted:
    """The words of agreement at the beginning of a message, after a sound perhaps."""
    word = rf"(?:{words('yes_word')}|{words('says_yes')}|{words('yes_opening')})"
    return Sifted(
        rf"^\W*(?:(?:h+m+|u+h+m*|a+h+|ugh|lol|(?:ha){{2,}})\W+)?{words('yes_word')}(?:{_BETWEEN}{word}){{0,2}}(?=\W)"
    )


_WORD = re.compile(r"[^\W_]+")
# A particle of so few letters adds nothing: "ha", "na", "lo".
PARTICLE = 3


def echo(body: str, ask: str, asked: Category) -> Found | None:
    """What a reply says that begins with a yes and goes on in the words of the ask, and in no others: "sige, ngayon lang"."""
    text = fold(without_quoted(body))
    begun = _begins().search(text.text) if len(text.text) < YES_LETTERS and "?" not in text.text else None
    if begun is None:
        return None
    known = set(_WORD.findall(fold(ask).text))
    rest = _WORD.findall(text.text[begun.end() :])
    if not any(one in known and len(one) > PARTICLE for one in rest):
        return None
    if any(one not in known for one in rest if len(one) > PARTICLE):
        return None
    return _found(text.span(begun.start(), begun.end()), asked, Stance.ACCEPT, body)


@cache
def _agreed() -> Sifted:
    """A message that begins by agreeing, whatever comes then."""
    return Sifted(rf"^\W*(?:{words('yes_opening')}|{words('says_yes')})(?=\W|$)")


def consent(body: str, asked: Category) -> Found | None:
    """What a reply says to an ask of the message before that begins with a yes and gives an account to be paid on: whoever
    was asked for a contact alone has not agreed to more."""
    text = fold(without_quoted(body))
    agreed = _agreed().search(text.text) if asked is not Category.CONTACT_REQUEST else None
    if agreed is None:
        return None
    return _found(text.span(agreed.start(), agreed.end()), asked, Stance.ACCEPT, body)


def _found(span: tuple[int, int], asked: Category, stance: Stance, body: str) -> Found:
    start, end = span
    while start < end and not body[start].isalnum():
        start += 1
    return Found(asked, None, None, start, end, 0.6, False, stance)
