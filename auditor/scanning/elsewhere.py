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
_ASKS = re.compile(r"[?？؟]\s*$")


def add_there(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds asks to go on "there", or on "the usual one", where an app was named just before."""
    named = {row for row, hits in found.items() if any(_leads_away(one, bodies[row]) for one, _ in hits)}
    added = [(turn.row, hit) for turn in _after(frame, named) if (hit := _ask(bodies[turn.row])) is not None]
    for row, hit in added:
        if not any(one.category in _SAID for one, _ in found.get(row, ())):
            found.setdefault(row, []).append((hit, (row,)))


def _leads_away(one: Found, body: str) -> bool:
    """Whether a detection is an app by which people could talk, not one that is worked on."""
    if one.category not in _APPS or one.stance is Stance.DECLINE:
        return False
    return one.stance is not Stance.MENTION or not cue("work").search(fold(body).text)


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
    start, end = len(body) - len(body.lstrip()), len(body.rstrip())
    stance = Stance.REQUEST if _ASKS.search(body) else Stance.OFFER
    stance = adjusted(text, *place.span(), Category.LEAVE_PLATFORM, stance)
    return Found(Category.LEAVE_PLATFORM, None, None, start, end, 0.65, False, stance)
