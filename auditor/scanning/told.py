"""Details that a message names without handing them out: refused in their sentence, or quoted as somebody's words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.detectors.parts.numbering import is_number
from auditor.detectors.parts.others import is_own
from auditor.detectors.parts.telling import in_quotes
from auditor.lexicons.cues import cue, latin, others, words
from auditor.model.detections import Hit
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.disowning import is_answered_no
from auditor.scanning.held import is_held

_DETAILS = frozenset((
    Category.EMAIL, Category.PHONE, Category.MESSENGER, Category.SOCIAL, Category.MEETING, Category.POSTAL_ADDRESS, Category.URL,
    Category.PAYMENT_HANDLE, Category.IBAN, Category.CARD, Category.CRYPTO,
))  # fmt: skip
# Named without a detail: "PayPal? No, only here".
_APPS = frozenset((Category.MESSENGER, Category.PAYMENT_APP))
# More letters than anything below reads to either side of a detail.
REACH = 400
_SENTENCE_END = re.compile(r"[!?;\n。！？؟]|\.(?=\s)")
# A comma or a dash ends what a no refuses: "don't wait, write to ..."; so do more words than these.
_ON = r"(?:[^\w.!?;:,،，。\n-]+[\w']+){0,4}[^\w.!?;,،，。\n-]+$"


@cache
def _refused() -> Sifted:
    return Sifted(rf"(?:{latin('not')}|{others('not')}){_ON}")


@cache
def _turned() -> Sifted:
    """What follows such a word is said anew, whatever was refused or told before it: "not here but to ..."."""
    return Sifted(rf"{words('but')}|\b(?:so|instead|just)\b")


@cache
def _denied() -> Sifted:
    """ "... is not mine", "... ist verboten": a no or a ban right after."""
    return Sifted(
        rf"^\W{{0,3}}{words('of_another')}|^ \w+ (?:{latin('not')}|{others('not')})|^[^.!?,\n]{{0,30}}(?:{latin('forbidden')}|{others('forbidden')})"
    )


@cache
def _example() -> Sifted:
    return Sifted(rf"{words('example_of')}\W*$")


@cache
def _example_after() -> Sifted:
    return Sifted(rf"^\W*{words('example_of')}")


def _is_example(before: str, after: str) -> bool:
    """Whether a detail stands for what is not to be shared: "never share contacts such as ..."."""
    if _example().search(before) is not None:
        return cue("not").search(before) is not None or cue("not_near").search(before) is not None
    if _example_after().search(after) is None:
        return False
    return any(
        cue(name).search(part) is not None for name in ("not", "not_near", "plain_no") for part in (before, after)
    )


_OURS = re.compile(r"\b(?:our|us|unser\w*|nos|notre|nuestr\w*|nostr\w*|noss\w*|nasz\w*)\b|наш|我们")


def _is_of_page(before: str, after: str) -> bool:
    """Whether a form or a footer that is built sends to the detail or shows it, and nobody here calls it the own."""
    if cue("form").search(before) is None or is_own(before) or is_own(after) or _OURS.search(before):
        return False
    return cue("delivers").search(f"{before} | {after}") is not None


# "No" that is short for a number, whatever stands before it.
_NUMBER_SIGN = re.compile(
    r"no(?:[:.#]|\s(?:hp|wa|telp|tlp|telepon|telpon|rek|rekening|ponsel|handphone|whatsapp|kontak)\b)"
)


def _is_number(before: str, at: int) -> bool:
    """Whether a "no" within a sentence is a number's sign, or the Portuguese "in the"; one that begins it refuses, but for
    "no: 987" and the Indonesian "no hp saya"."""
    if _NUMBER_SIGN.match(before, at) is not None:
        return True
    return before.startswith("no ", at) and before[:at].strip(" ,") != ""


def told_only(text: str, hit: Hit) -> bool:
    """Whether the sentence around a detail refuses it or tells what others wrote or the rules say.

    A logo or a headline that is to bear a detail hands it out all the same: that is how details are hidden in work.
    """
    if hit.category not in _DETAILS or hit.normalized is None:
        return False
    left = max(0, hit.start - REACH)
    return _told_only(text[left : hit.end + REACH], hit.start - left, hit.end - left, hit.obfuscated)


@lru_cache(maxsize=256)
def _told_only(text: str, start: int, end: int, hidden: bool) -> bool:
    left = max((one.end() for one in _SENTENCE_END.finditer(text, max(0, start - 160), start)), default=-1)
    before = text[max(left, 0, start - 160) : start]
    turn = max((one.end() for one in _turned().finditer(before)), default=0)
    before = before[turn:]
    if cue("bears_text").search(before) is None and (
        in_quotes(text, start, end) or cue("quoted").search(before) is not None
    ):
        return True
    refusal = _refused().search(before)
    if refusal is not None and is_number(text, start - len(before) + refusal.start()):
        refusal = None
    if refusal is not None and cue("not_a_no").search(before) is None and not _is_number(before, refusal.start()):
        return True
    ending = _SENTENCE_END.search(text, end, end + 120)
    after = text[end : ending.start() if ending else end + 120]
    if _is_example(before, after) or _is_of_page(before, after):
        return True
    # What a page is to hold is not disguised.
    if not hidden and is_held(text, start, end, before, after):
        return True
    return _denied().search(text[end : end + 60]) is not None


def stance_of_detail(text: str, hit: Hit) -> Stance:
    """The stance of a hit: its detector's, and a mention where a detail is told of and offered by nobody."""
    stance = hit.stance or Stance.OFFER
    if hit.category in _APPS and hit.normalized is None and is_answered_no(text, hit.start, hit.end):
        return Stance.DECLINE
    return Stance.MENTION if stance is Stance.OFFER and told_only(text, hit) else stance
