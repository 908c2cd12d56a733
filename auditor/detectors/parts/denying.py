"""Whether a sentence says no to an app, or to what is done there."""

from __future__ import annotations

import re
from functools import cache

from auditor.detectors.parts.numbering import is_digit, is_number
from auditor.detectors.parts.others import is_own
from auditor.lexicons.cues import cue, words
from auditor.patterns import Sifted


@cache
def _clause() -> Sifted:
    """Where another clause begins."""
    return Sifted(rf"[,،，;:(]|{words('but')}|{words('here')}")


_DENIED_WITHIN_WORDS = 3
# A question of two verbs, one of them denied: 好不好.
A_NOT_A = re.compile(r"([\u4e00-\u9fff])[不没]\1|有没有|[行好可能要方便]不(?![要能行会])")


# In English "no" before an app refuses it where nothing but that is said of it; in Portuguese it means on.
_LISTED = re.compile(r"\bno [\w'-]+(?: [\w'-]+)?,? (?:and |or )?$")
_RATHER = re.compile(r"\b(?:better|rather|prefer(?:ably)?|please|pls|definitely|absolutely|strictly)\s$")
_NONE_OF_IT = re.compile(r"(?:^|[,.!;]\s?|\b(?:sorry|please|pls|thanks|but|and|so)\b,?\s)$")
_NOTHING_ELSE = re.compile(r"^(?:[\s,]+(?:please|pls|here|thanks|for|everything|all)\b|,)")


def is_none(before: str, after: str) -> bool:
    """Whether "no" right before an app, which `before` leaves out, refuses it: "sorry, no WhatsApp, everything here"."""
    if _NONE_OF_IT.search(before) is not None and _NOTHING_ELSE.search(after) is not None:
        return True
    # The last of a list has nothing behind it: "no WhatsApp, no Skype"; nor has what somebody would rather do without.
    ends = not after.strip(" .!")
    return ends and (_LISTED.search(before) is not None or _RATHER.search(before) is not None)


# The same behind the app: "WhatsApp'sız", "whatsapp ke bina".
_WITHOUT_AFTER = re.compile(
    r"^(?:'?s[iu]z\b| olmadan\b| olmasin\b| (?:ke|k) bina\b|\s?के बिना|\s?كے بغير|\s?ছাড়া| chara\b)"
)


@cache
def _without() -> Sifted:
    """Right before an app: that one does without it; a word for it, or an article, may stand between."""
    return Sifted(rf"{words('without')}(?:\s|(?<=[\u4e00-\u9fff]))(?:(?:app|die|das|el|il|le|o|ang|ung|yung)\s)?$")


def is_done_without(before: str, after: str) -> bool:
    """Whether somebody does without an app: "sin WhatsApp", "WhatsApp'sız"; who cannot do without it asks for it."""
    near = before[-40:]
    done = _without().search(near)
    if done is not None:
        return cue("plain_no").search(near, max(0, done.start() - 12), done.start()) is None
    return _WITHOUT_AFTER.search(after) is not None


def _says_not_here(before: str, end: int) -> bool:
    """Whether the no that ends at `end` is said of this place alone: "not here, write me on ..."."""
    place = cue("here").search(before, end, end + 12)
    return (
        place is not None
        and not before[end : place.start()].strip()
        and _CLAUSE_ENDS.match(before, place.end()) is not None
    )


_CLAUSE_ENDS = re.compile(r"\s*(?:[,،，;:!.-]|\bbut\b)")
_GIVES = re.compile(r"\s?(?:[:=@]|->)")
# What follows these is what the app before them takes the place of.
_IN_PLACE_OF = frozenset(("instead of", "zamiast"))


# The words by which one talks there, right before the app.
_BY = re.compile(
    r"(?<![^\W_])(?:on|via|over|through|by|bei|auf|uber|su|sul|sulla|sur|par|en|por|pelo|pela|em|w|we|na|przez|lewat|di|sa|qua|tren|mit|в|у|на|через|по|على|عبر|في)"
    r"\s(?:(?:the|den|la|el|o|le|il)\s)?$"
)
_REACHED_WORDS = 5


def _reaches(before: str, end: int, after: str, acts: Sifted) -> bool:
    """Whether the no that ends at `end` is said of talking by the app, wherever this place is named: "here we can't talk on ..."."""
    between = before[end:]
    by = _BY.search(between)
    if by is None or len(between.split()) > _REACHED_WORDS or not between.replace(" ", "").isalpha():
        return False
    said = between[: by.start()]
    # Who tells the other one to come ("can't do it here write me on ...") begins anew.
    if any(cue(name).search(said) for name in ("but", "personal", "talk_strong")):
        return False
    if not said.strip():
        clause = _clause().search(after)
        return _acts(acts, after[: clause.start() if clause else None][:_SOON])
    place = cue("here").search(said)
    if place is None:
        return _acts(acts, said)
    return _acts(acts, said[place.end() :]) and not _acts(acts, said[: place.start()])


def _acts(acts: Sifted, said: str) -> bool:
    return acts.search(said) is not None or cue("goes_on").search(said) is not None


_SOON = 16


@cache
def _kept_here() -> Sifted:
    return Sifted(rf"^[^.!?\n]{{0,12}}[,،，]\s*{words('talks_here')}")


def is_denied(before: str, after: str, acts: Sifted, question: bool) -> bool:
    """Whether the sentence says no to the app, or to what is done there: not to something else further off."""
    before, after = A_NOT_A.sub("", before), A_NOT_A.sub("", after)
    start = 0
    for one in _clause().finditer(before):
        start = one.end()
    for no in cue("negated").finditer(before):
        if is_number(before + after, no.start()) or is_digit(before, no.start()):
            continue
        # "... if we don't use" right before an app is a no to the app.
        if question and any(
            one.start() <= no.start() < one.end() and before[one.end() :].strip()
            for one in cue("not_a_no").finditer(before)
        ):
            continue
        if _reaches(before, no.end(), after, acts):
            return True
        act = acts.search(before, no.end())
        between = before[no.end() : act.start() if act else len(before)]
        # What is not possible here is no refusal of what is possible elsewhere.
        if cue("here").search(before, max(0, no.start() - 24), no.start()) or _says_not_here(before, no.end()):
            continue
        # What was denied in the clause before ("I can't open it, telegram: ...") is not what is given in this one.
        if no.start() < start and (_GIVES.match(after) is not None or is_own(before[start:])):
            continue
        if len(between.split()) <= _DENIED_WITHIN_WORDS and (no.start() >= start or len(before) - no.end() < 24):
            return True
    if before.endswith("dung ") and _kept_here().search(after):
        return True  # Vietnamese: "đừng", which folds to the word for use
    clause = _clause().search(after)
    near = after[: clause.start() if clause and clause.start() > 1 else len(after)]
    refusals = (
        one
        for one in cue("negated").finditer(near)
        if not (is_number(after, one.start()) or is_digit(after, one.start()))
    )
    no_after = next(refusals, None)
    # "Not through Upwork" says no to the platform, and not to the app before it.
    if no_after is not None and any(
        one.start() <= no_after.start() < one.end() for one in cue("not_a_no").finditer(near)
    ):
        return False
    if no_after is not None and no_after.group() in _IN_PLACE_OF:
        return False
    if no_after is not None and cue("here").search(near, no_after.end(), no_after.end() + 24):
        return False
    return no_after is not None and len(near[: no_after.start()].split()) < _DENIED_WITHIN_WORDS
