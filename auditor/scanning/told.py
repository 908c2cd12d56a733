"""Details that a message names without handing them out: refused in their sentence, or quoted as somebody's words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.detectors.parts.telling import in_quotes
from auditor.lexicons.cues import cue, latin, others, words
from auditor.model.detections import Hit
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted

_DETAILS = frozenset((
    Category.EMAIL, Category.PHONE, Category.MESSENGER, Category.SOCIAL, Category.MEETING, Category.POSTAL_ADDRESS, Category.URL,
    Category.PAYMENT_HANDLE, Category.IBAN, Category.CARD, Category.CRYPTO,
))  # fmt: skip
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
        rf"^ \w+ (?:{latin('not')}|{others('not')})|^[^.!?,\n]{{0,30}}(?:{latin('forbidden')}|{others('forbidden')})"
    )


def _is_number(before: str, at: int) -> bool:
    """Whether a "no" within a sentence is a number's sign, or the Portuguese "in the"; one that begins it refuses."""
    return before.startswith("no ", at) and before[:at].strip(" ,") != ""


def told_only(text: str, hit: Hit) -> bool:
    """Whether the sentence around a detail refuses it or tells what others wrote or the rules say.

    A logo or a headline that is to bear a detail hands it out all the same: that is how details are hidden in work.
    """
    if hit.category not in _DETAILS or hit.normalized is None:
        return False
    left = max(0, hit.start - REACH)
    return _told_only(text[left : hit.end + REACH], hit.start - left, hit.end - left)


@lru_cache(maxsize=256)
def _told_only(text: str, start: int, end: int) -> bool:
    left = max((one.end() for one in _SENTENCE_END.finditer(text, max(0, start - 160), start)), default=-1)
    before = text[max(left, 0, start - 160) : start]
    turn = max((one.end() for one in _turned().finditer(before)), default=0)
    before = before[turn:]
    if cue("bears_text").search(before) is None and (
        in_quotes(text, start, end) or cue("quoted").search(before) is not None
    ):
        return True
    refusal = _refused().search(before)
    if refusal is not None and cue("not_a_no").search(before) is None and not _is_number(before, refusal.start()):
        return True
    return _denied().search(text[end : end + 60]) is not None


def stance_of_detail(text: str, hit: Hit) -> Stance:
    """The stance of a hit: its detector's, and a mention where a detail is told of and offered by nobody."""
    stance = hit.stance or Stance.OFFER
    return Stance.MENTION if stance is Stance.OFFER and told_only(text, hit) else stance
