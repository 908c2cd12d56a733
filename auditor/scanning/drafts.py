"""Asks and apps that belong to the work talked about just before: lines of a text that is handed over, one more icon."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import polars as pl

from auditor.lexicons.cues import cue, latin, others, words
from auditor.model.words import Category, Stance
from auditor.patterns import Sifted
from auditor.scanning.around import Around
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.stances import ASKS
from auditor.scanning.turns import Rows

MOST_WORDS, MOST_HEADING = 6, 8
_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
_APPS = frozenset((Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_APP))
# How lines of such a text begin, and single words of it are given; a greeting is a line only after a heading of its
# sender's in which nobody speaks of himself.
_LINE = re.compile(
    r"^\s*(?:\(?\d{1,2}\s?[).:/-]|[-*•>\"'«„“「]|(?:step|schritt|paso|passo|etape|krok|adim|шаг|крок)\s?\d)"
)
_PERSONAL = re.compile(r"\b(?:i'?m?|we|you|u|me|my|your|need|want|send|sent|built|made)\b")
_QUOTED = re.compile(r"[\"“„«「'][^\"”“»」']{2,60}[\"”“»」']")


@cache
def _greeting() -> Sifted:
    """A greeting and no more in its sentence, in scripts whose words have no ends at the beginning of one."""
    return Sifted(rf"^\s*(?:{latin('greeting')}(?: (?:there|[{{<\[]\S+))?\s?[!,.]|{others('greeting')})")


@cache
def _also() -> Sifted:
    return Sifted(rf"^\W*{words('one_more')}")


def settle_work(around: Around, found: Rows) -> None:
    """Turns what belongs to the work of the messages before into mentions."""
    table, bodies = around.table, around.bodies
    asked = [row for row, hits in found.items() if any(_speaks(one) for one, _ in hits)]
    open_rows = [row for row in asked if _could_be_work(bodies[row]) and table["thread"][row] is not None]
    around.load(open_rows)
    for row in open_rows:
        before = around.before([row])
        own = [one for one in before if table["sender"][one] == table["sender"][row]]
        if _is_line(bodies[row], before, own, bodies) or _one_more(row, before, bodies, found):
            found[row] = [
                (replace(one, stance=Stance.MENTION), rows) if _speaks(one) and len(rows) == 1 else (one, rows)
                for one, rows in found[row]
            ]


def _speaks(one: Found) -> bool:
    """Whether it is an ask, or an app without an account."""
    return one.stance not in _MILD and (one.category in ASKS or (one.category in _APPS and one.normalized is None))


def _could_be_work(body: str) -> bool:
    text = fold(body).text
    return any(one.search(text) for one in (_LINE, _greeting(), _QUOTED)) or _is_also(text)


def _is_also(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS and _also().search(text) is not None and not cue("talk").search(text)


def _is_line(body: str, before: list[int], own: list[int], bodies: pl.Series) -> bool:
    """Whether a message is a line of a text that one of those before announces."""
    text = fold(body).text
    if _LINE.search(text) or _QUOTED.search(text):
        return any(_announces(bodies[one]) for one in before)
    return _greeting().search(text) is not None and any(
        _announces(bodies[one]) and not _PERSONAL.search(fold(bodies[one]).text) for one in own
    )


def _announces(body: str) -> bool:
    """Whether a message is a heading: few words, one of them for a text that others are to read."""
    text = fold(body).text
    return len(text.split()) <= MOST_HEADING and cue("heading").search(text) is not None


def _one_more(row: int, before: list[int], bodies: pl.Series, found: Rows) -> bool:
    """Whether a message only adds an app to one that was spoken of as work just before."""
    return _is_also(fold(bodies[row]).text) and any(
        one.category in _APPS
        and one.stance is Stance.MENTION
        and cue("work").search(fold(bodies[row]).text) is not None
        for row in before
        for one, _ in found.get(row, ())
    )
