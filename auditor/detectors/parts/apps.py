"""Apps by name, nickname and disguise, and whether a sentence names one as a way to talk or to pay, or as work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from auditor.detectors.parts.others import of_others
from auditor.lexicons.cues import cue, words
from auditor.model.detections import Hit, View
from auditor.model.words import Category, Stance

_SEPARATOR = r"[ .*_~-]?"
_LEET = {"a": "[a4@]", "e": "[e3]", "i": "[i1!]", "o": "[o0]", "s": "[s5$]", "t": "[t7]", "l": "[l1]", "g": "[g9]"}


@dataclass(frozen=True, slots=True)
class App:
    """One app: `names` are matched through spacing and leet, `exact` as they stand (both over folded text).

    `shy` names are ordinary words as well, or two letters: they count only with a cue or a handle.
    """

    kind: str
    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    shy: tuple[str, ...] = ()

    def pattern(self) -> str:
        """One regular expression for all names, in the syntax common to Python and Rust."""
        ascii_words = [*map(tolerant, self.names), *(one for one in self.exact if one.isascii())]
        others = [one for one in (*self.exact, *self.shy) if not one.isascii()]
        shy = [one for one in self.shy if one.isascii()]
        # ASCII boundaries: between Chinese characters and a Latin name there is one as well.
        words = [rf"(?a:\b)(?:{'|'.join([*ascii_words, *shy])})(?a:\b)"] if ascii_words or shy else []
        return "|".join([*words, *others])


def tolerant(name: str) -> str:
    """A pattern for a name with a separator anywhere, doubled letters and leet: w.h.a.t.s app, p@yp4l."""
    return _SEPARATOR.join(_LEET.get(letter, letter) + "{1,2}" for letter in name)


@dataclass(frozen=True, slots=True)
class Named:
    """An app named at text[start:end]; `plain` when it is written as usual, `shy` when the word may mean another."""

    start: int
    end: int
    kind: str
    plain: bool
    shy: bool


@cache
def _compiled(app: App) -> tuple[re.Pattern[str], re.Pattern[str] | None, re.Pattern[str]]:
    shy = re.compile("|".join(app.shy)) if app.shy else None
    usual = re.compile("|".join(f"(?:{one})" for one in (*(name + "s?" for name in app.names), *app.exact, *app.shy)))
    return re.compile(app.pattern()), shy, usual


def named(view: View, apps: Iterable[App]) -> Iterator[Named]:
    """Every place where one of the apps is named."""
    for app in apps:
        pattern, shy, usual = _compiled(app)
        for one in pattern.finditer(view.text):
            written = one.group()
            modest = shy is not None and shy.fullmatch(written) is not None
            usually = usual.fullmatch(written) or usual.fullmatch(written.replace(" ", "", 1)) or not written.isascii()
            plain = bool(usually) and not view.is_hidden(one.start(), one.end())
            yield Named(one.start(), one.end(), app.kind, plain, modest)


_SENTENCE_END = re.compile(r"[.!?;\n。！？]+(?=\s|$|[^\x00-\x7f])")
_BESIDE, _LEFT_OVER = re.compile(r"[^\W_]+(?:'[^\W_]+)*"), re.compile(r"[-/'!#@$*\[\]`<>]")


@cache
def _way() -> re.Pattern[str]:
    """A shy name counts after one of these: "on signal", "my tg", "no zap"."""
    return re.compile(rf"{words('way')}\s(?:{words('article')}[ '])?$|^\W*$")


@cache
def _small_talk(word: str) -> bool:
    return cue("small_talk").fullmatch(word) is not None


def sentence(view: View, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch of the view, at most 160 characters to either side."""
    left = start
    for one in _SENTENCE_END.finditer(view.text, max(0, start - 160), start):
        left = one.end()
    left = left if left != start else max(0, start - 160)
    after = _SENTENCE_END.search(view.text, end, end + 160)
    return left, (after.start() if after else min(len(view.text), end + 160))


def is_negated(text: str) -> bool:
    """Whether a sentence says no."""
    return cue("negated").search(text) is not None


def asked(view: View, app: Named, stance: Stance | None) -> Iterator[Hit]:
    """The ask around a named app, where the sentence asks for somebody there or tells to come there."""
    left, right = sentence(view, app.start, app.end)
    calls = stance is Stance.OFFER and cue("talk_strong").search(view.text[left:right])
    if stance is Stance.REQUEST or calls:
        yield Hit(Category.CONTACT_REQUEST, app.start, app.end, None, app.kind, 0.6, not app.plain, stance)


def stance_of(
    view: View, app: Named, use: Literal["talk", "pay"], handle: tuple[int, int] | None = None
) -> Stance | None:
    """How the sentence speaks of a named app; None when the word is most likely no app at all."""
    left, right = sentence(view, app.start, app.end)
    before, after = view.text[left : app.start], view.text[app.end : right]
    if handle is not None:  # what stands there is a name, and says nothing
        right = max(right, handle[1])
        before = before if handle[0] >= app.start else view.text[left : handle[0]] + view.text[handle[1] : app.start]
        after = view.text[app.end : right] if handle[0] < app.end else view.text[handle[1] : right]
    question = view.text[right : right + 1] == "?" or view.text.rstrip().endswith(("?", "؟", "？"))
    before = before.removesuffix("no ") if before.endswith(" no ") else before
    around = f"{before} {after}"
    firm, cued = cue(f"{use}_strong").search(view.text[left:right]) is not None, cue(use).search(around) is not None
    if app.shy and not _way().search(view.text[left : app.start]):
        return None
    if is_negated(around):
        if app.shy and not firm:
            return None
        return Stance.DECLINE if (cued or firm) else Stance.MENTION
    if of_others(before, view.text[app.start : app.end], after) and use == "pay":
        return None if app.shy else Stance.MENTION
    if cue("work").search(around) and not firm:
        return None if app.shy else Stance.MENTION
    if cue("ask").search(before[-40:]) or (question and (cued or len(around.split()) <= 1)):
        return Stance.REQUEST if not app.shy or cued or question else None
    if firm or cued:
        return Stance.OFFER
    # A name with hardly a word beside it says "there"; what a shy word says alone, nobody knows.
    said = _BESIDE.findall(around)
    if len(said) <= 3 and not _LEFT_OVER.search(around) and (not said if app.shy else all(map(_small_talk, said))):
        return Stance.OFFER
    return None if app.shy else Stance.MENTION
