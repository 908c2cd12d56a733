"""Asks that no phrase knows, told by their wording as a whole; and phrases whose passage sounds like anything but an ask."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import polars as pl

from auditor.detectors.parts.proposing import asks_by_no
from auditor.lexicons.cues import cue
from auditor.model.detections import Hit, View
from auditor.model.words import Category, Stance
from auditor.scanning.stances import adjusted
from auditor.scanning.wording import LONGEST, best_scores, category, heaviest, passages, scores

# The kind of such an ask: nobody knows its phrase.
WORDING = "wording"
# From which score as an ask (FLOOR) and as an ask of one kind (SPEAKS) a text is that kind of ask, and below which score
# as an ask a phrase is taken back. The first two were chosen on three sets of texts, each of which was weighed by what all
# others teach: of innocent texts beside an ask one in 200 to one in 80 speaks (tests/bench/README.md). The last was -0.5 by these sets, and is
# lower since phrases of the scanner's own tests were taken back at -0.57 and -0.63.
FLOOR, SPEAKS, TAKES_BACK = 0.45, -0.3, -0.7
# On texts left out of the learning some thirty asks speak for one innocent text; among real messages asks are far fewer.
CONFIDENCE = 0.5
# A sentence of a few words weighs little to either side: plain asks for a number or an address stand at -0.25.
OWN_TAKES_BACK = -0.3
# So much of its sentence a question takes up at least that nothing else is left to tell it by.
WHOLE_QUESTION = 0.6
# "Five five five", "ok ok": what holds no more words than that has no wording to be told by.
FEWEST_WORDS = 3
_WORDS = re.compile(r"[a-z']{2,}")
_STOP = re.compile(r"[.!?;\n。！？؟।](?=\s|$|[^\x00-\x7f])")

_REQUESTS = frozenset((Category.CONTACT_REQUEST, Category.ACCOUNT_SHARING))
_APPS = frozenset((Category.MESSENGER, Category.PAYMENT_APP))


def sounding_rows(keys: pl.Series) -> list[int]:
    """The rows of texts (folded) that could sound like an ask of some kind: cheap to tell, and few more than do."""
    return [int(row) for row in (best_scores(keys) >= FLOOR).nonzero()[0]]


# Whoever shows the own profile hands nothing over, unless it is lent.
_OWN_PROFILE = re.compile(
    r"\b(?:my|mi|meu|mon|mein|il mio|mio|moj|mera|aking|profil saya|ho so)\s(?:\w+\s){0,2}(?:profile?|perfil|profilo|profil\w*)\b|мо[йєіё]\s?\w*\sпроф"
)
_LENDS = re.compile(
    r"\b(?:us(?:e|ing)|rent\w*|shar\w+|log\s?in|lend|access|password|borrow|buy|sell|half|split|percent|us[ao]\w*|alqui\w*|compart\w*|nutz\w*|miet\w*|lou\w*|part\w*)\b|%|аренд|доступ|парол|租|密码"
)


def _shows_profile(passage: str) -> bool:
    return _OWN_PROFILE.search(passage) is not None and _LENDS.search(passage) is None


def _is_refused_app(hit: Hit) -> bool:
    return hit.category in _APPS and hit.stance is Stance.DECLINE


def sounding(view: View, said: Iterable[Hit], details: Iterable[Hit] = ()) -> Hit | None:
    """The ask that a text sounds like; none in a passage of which phrases have `said` something or that refuses an app
    (one of the `details`), nor in a text with a refusal.

    A refusal gives its reasons in the words of an ask, which wording alone cannot tell apart.
    """
    said = tuple(said)
    if any(hit.stance is Stance.DECLINE for hit in said):
        return None
    said = (*said, *(hit for hit in details if _is_refused_app(hit)))
    parts = passages(view.text)
    found = scores([view.text[start:end] for start, end in parts])
    at = int(found.argmax())
    first, end = parts[at]
    if found[at] < FLOOR or any(hit.start < end and first < hit.end for hit in said):
        return None
    passage = view.text[first:end]
    if passage.isascii() and len(set(_WORDS.findall(passage))) < FEWEST_WORDS:
        return None
    kind, score = category(passage)
    if score < SPEAKS or (kind is Category.ACCOUNT_SHARING and _shows_profile(passage)):
        return None
    start, end = (first + one for one in heaviest(passage))
    stance = adjusted(view.text, start, end, kind, Stance.REQUEST if kind in _REQUESTS else Stance.OFFER)
    return Hit(kind, start, end, None, WORDING, CONFIDENCE, view.is_hidden(start, end), stance)


def taken_back(view: View, hits: Sequence[Hit]) -> list[Hit]:
    """Those phrases around which the passage sounds like anything but an ask; where a no agrees to one, its words sound like a refusal."""
    hits = [
        hit for hit in hits if not asks_by_no(view.text, hit.start, hit.end) and not _is_plain_question(view.text, hit)
    ]
    if not hits:
        return []
    parts = passages(view.text)
    starts = [start for start, _ in parts]
    own = [bisect_right(starts, hit.start) - 1 for hit in hits]
    # A text of nothing but phrases has hundreds of them in one passage: each is weighed once, all together.
    asked = sorted(set(own))
    found = scores([view.text[slice(*parts[at])] for at in asked])
    weak = frozenset(at for at, score in zip(asked, found, strict=True) if score < TAKES_BACK)
    hits = [hit for hit, at in zip(hits, own, strict=True) if at in weak]
    # Talk of work in the sentence before takes nothing from an ask: its own has to sound like none as well.
    alone = scores([_own_sentence(view.text, hit) for hit in hits])
    return [hit for hit, score in zip(hits, alone, strict=True) if score < OWN_TAKES_BACK]


# Questions of these kinds that are answered with a no are read as refused elsewhere.
_ASKED = frozenset((Category.CONTACT_REQUEST, Category.OFF_PLATFORM_PAYMENT))


def _is_plain_question(text: str, hit: Hit) -> bool:
    """Whether a phrase is a whole question, or nearly so: "do you accept crypto?" has no wording beside its own."""
    if hit.category not in _ASKED or hit.stance is not Stance.REQUEST:
        return False
    own = _own_sentence(text, hit).strip()
    asks = own.endswith(("?", "？", "؟")) or cue("asks_at_end").search(own[-3:]) is not None
    return asks and hit.end - hit.start >= WHOLE_QUESTION * len(own)


def _own_sentence(text: str, hit: Hit) -> str:
    """The sentence that a phrase stands in, no longer than a passage."""
    first = max(0, hit.start - LONGEST // 2)
    left = max((one.end() for one in _STOP.finditer(text, first, hit.start)), default=first)
    stop = _STOP.search(text, hit.end, left + LONGEST)
    return text[left : stop.end() if stop else max(hit.end, min(len(text), left + LONGEST))][:LONGEST]
