"""Asks whose object stands in another message: "can we talk there?" after somebody named an app."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from auditor.lexicons.cues import cue
from auditor.model.words import Category, Stance
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.stances import adjusted
from auditor.scanning.turns import Rows, Turn, ordered

APP_STEPS, APP_HOURS, MOST_WORDS, MOST_LETTERS = 4, 24, 10, 80
_APPS = frozenset((Category.MESSENGER, Category.SOCIAL))
_SAID = frozenset((Category.LEAVE_PLATFORM, Category.CONTACT_REQUEST))
_PAID_BY = frozenset((Category.PAYMENT_APP, Category.PAYMENT_HANDLE, Category.IBAN, Category.CARD, Category.CRYPTO))
_PAID = frozenset((Category.OFF_PLATFORM_PAYMENT,))
_ASKS = re.compile(r"[?？؟]\s*$")


def add_there(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds asks to go on "there", or on "the usual one", where an app was named just before, and to pay there, where a
    way to pay or an account was."""
    for apps, said, ask in ((_APPS, _SAID, _ask), (_PAID_BY, _PAID, _pays)):
        named = {row for row, hits in found.items() if any(_leads_away(one, bodies[row], apps) for one, _ in hits)}
        added = [(turn.row, hit) for turn in _after(frame, named) if (hit := ask(bodies[turn.row])) is not None]
        for row, hit in added:
            if not any(one.category in said for one, _ in found.get(row, ())):
                found.setdefault(row, []).append((hit, (row,)))


def _leads_away(one: Found, body: str, apps: frozenset[Category]) -> bool:
    """Whether a detection is an app by which people could talk or pay, not one that is worked on, nor a nickname that is
    no more than a word: "the green one"."""
    if one.category not in apps or one.stance is Stance.DECLINE:
        return False
    if one.stance is not Stance.MENTION:
        return True
    written = fold(body[one.start : one.end]).text
    named = one.kind is None or one.kind.replace("_", "") in re.sub(r"\W", "", written) or not written.isascii()
    return (named or one.category not in _APPS) and not cue("work").search(fold(body).text)


def _after(frame: pl.DataFrame, named: set[int]) -> Iterator[Turn]:
    """The messages soon after one of these rows in its thread."""
    last: tuple[Turn, int] | None = None
    for turn in ordered(frame, named) if named else ():
        if last and (last[0].thread != turn.thread or last[1] == 0 or last[0].hours_to(turn) > APP_HOURS):
            last = None
        if last:
            yield turn
            last = (last[0], last[1] - 1)
        if turn.row in named:
            last = (turn, APP_STEPS)


def _ask(body: str) -> Found | None:
    """What a short message says that speaks of talking and of a place that it does not name."""
    if len(body) > MOST_LETTERS or len(body.split()) > MOST_WORDS:
        return None
    text = fold(body).text
    place = cue("there").search(text) or cue("usual_place").search(text)
    if place is None or not (cue("talk").search(text) or cue("goes_on").search(text)) or cue("work").search(text):
        return None
    return _all_of(body, text, place.span(), Category.LEAVE_PLATFORM)


def _pays(body: str) -> Found | None:
    """What a short message says that speaks of sending something "there", and of no thing that is sent."""
    text = fold(body).text
    place = cue("there").search(text) if len(text) <= MOST_LETTERS else None
    if place is None or not cue("pay").search(text) or cue("work").search(text) or cue("sent_things").search(text):
        return None
    return _all_of(body, text, place.span(), Category.OFF_PLATFORM_PAYMENT)


def _all_of(body: str, text: str, place: tuple[int, int], category: Category) -> Found:
    start, end = len(body) - len(body.lstrip()), len(body.rstrip())
    stance = adjusted(text, *place, category, Stance.REQUEST if _ASKS.search(body) else Stance.OFFER)
    return Found(category, None, None, start, end, 0.65, False, stance)
