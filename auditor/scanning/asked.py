"""Asks that their answer gives away: a question that the other side answers with nothing but a number was one for it."""

from __future__ import annotations

import re

import polars as pl

from auditor.lexicons.cues import cue
from auditor.model.words import Category, Stance
from auditor.scanning.around import Around
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.stances import ASKS, adjusted
from auditor.scanning.turns import Rows

STEPS_BACK, MOST_WORDS, WORDS_BESIDE = 2, 14, 2
_REACHED = frozenset((Category.PHONE, Category.EMAIL, Category.MESSENGER, Category.SOCIAL))
_PAID = frozenset((Category.IBAN, Category.CRYPTO, Category.PAYMENT_HANDLE, Category.CARD))
_ANSWERS = _REACHED | _PAID
_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
_QUESTION_MARK = re.compile("[?？؟]")


def add_asked(around: Around, found: Rows) -> None:
    """Adds to a question that the other side answers with a bare contact or account what it asked for."""
    table, bodies = around.table, around.bodies
    answers = {
        row: one.category
        for row, hits in found.items()
        for one, _ in hits
        if _is_bare(one, bodies[row]) and table["thread"][row] is not None
    }
    around.load(list(answers))
    # As they were sent: of two answers to one question the first tells what was asked, in whatever order rows are read.
    for row, category in sorted(answers.items(), key=lambda one: (around.place(one[0]), one[0])):
        first = min((rows for one, rows in found[row] if one.category is category), key=len)
        asker = _question(around, first, bodies)
        if asker is None or any(one.category in ASKS for one, _ in found.get(asker, ())):
            continue
        wanted = Category.OFF_PLATFORM_PAYMENT if category in _PAID else Category.CONTACT_REQUEST
        body = bodies[asker]
        start, end = len(body) - len(body.lstrip()), len(body.rstrip())
        text = fold(body).text
        stance = adjusted(text, 0, len(text), wanted, Stance.REQUEST)
        if stance is Stance.REQUEST:
            found.setdefault(asker, []).append((Found(wanted, None, None, start, end, 0.6, False, stance), (asker,)))


def _is_bare(one: Found, body: str) -> bool:
    """Whether a message is a contact or an account and next to nothing else."""
    if one.category not in _ANSWERS or one.normalized is None or one.stance in _MILD:
        return False
    beside = fold(f"{body[: one.start]} {body[one.end :]}").text
    return len(re.findall(r"[^\W\d_]+", beside)) <= WORDS_BESIDE


def _asks(text: str) -> bool:
    return _QUESTION_MARK.search(text) is not None or cue("question_word").search(text) is not None


def _question(around: Around, rows: tuple[int, ...], bodies: pl.Series) -> int | None:
    """The row of the other side's short question just before the first of these rows."""
    sender = around.table["sender"]
    for row in reversed(around.before(rows)[-STEPS_BACK:]):
        if sender[row] == sender[rows[-1]]:
            continue
        text = fold(bodies[row]).text
        asks = len(text.split()) <= MOST_WORDS and _asks(text)
        return row if asks and cue("work").search(text) is None else None
    return None
