"""Bare names and numbers by their place in a thread: what the other side asked for, or what was announced, comes next."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from auditor.lexicons.cues import cue
from auditor.lexicons.regions import tongue
from auditor.model.detections import Scope
from auditor.model.words import Category, Stance
from auditor.scanning.around import STEPS_AFTER, STEPS_BEFORE
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.naming import ANSWER_HOURS, ANSWER_STEPS, Question, named, question, which_name
from auditor.scanning.piecing import pieced
from auditor.scanning.replying import ACCOUNTS
from auditor.scanning.spelling import Said, spelt
from auditor.scanning.turns import Rows, Turn, ordered

# More messages than a name has pieces, with what the others say in between.
STEPS_OF_PIECES = 10
# How long an app that was named is meant by a question for a name.
WHICH_STEPS, WHICH_DAYS = 5, 7
# Apps whose accounts are addresses.
_BY_ADDRESS = frozenset(("teams", "skype"))
_ASKED_OF = {
    Category.MESSENGER: Category.MESSENGER,
    Category.SOCIAL: Category.SOCIAL,
    Category.PAYMENT_APP: Category.PAYMENT_HANDLE,
}


def add_names(frame: pl.DataFrame, bodies: pl.Series, scope: Scope, found: Rows) -> None:
    """Adds the bare name or number that a message consists of where one just before asked for it or announced it."""
    asks = {
        row: asked
        for row, hits in found.items()
        if (asked := question(bodies[row], [one for one, _ in hits])) is not None
    }
    _add_which(frame, bodies, found, asks)
    turns = list(ordered(frame, asks)) if asks else []
    _add_letters(turns, bodies, asks, scope, found)
    joined = _joined(found)
    pending: tuple[Turn, int, Question] | None = None
    for at, turn in enumerate(turns):
        if pending and (
            pending[0].thread != turn.thread or pending[1] == 0 or pending[0].hours_to(turn) > ANSWER_HOURS
        ):
            pending = None
        if turn.row in asks:
            pending = (turn, ANSWER_STEPS, asks[turn.row])
        elif pending and turn.row in joined:
            # A piece of a detail is no detail of its own.
            if _add_whole(turn, pending, joined[turn.row], found):
                pending = None
        elif pending:
            first, steps, asked = pending
            done = _add_pieced(first, turns[at : at + STEPS_OF_PIECES], bodies, asked, found) or _add_named(
                first, turns, at, bodies, asked, scope, found
            )
            pending = None if done else (first, steps - 1, asked)


def _add_whole(
    turn: Turn, pending: tuple[Turn, int, Question], whole: tuple[Found, tuple[int, ...]], found: Rows
) -> bool:
    """Adds the detail over several messages that ends here as the account that was asked for, where it is one."""
    first, _, asked = pending
    one, rows = whole
    if rows[-1] != turn.row or not _is_account(one, asked):
        return False
    found[turn.row].append((replace(one, category=asked.category, kind=asked.kind), (first.row, *rows)))
    return True


def _add_pieced(first: Turn, turns: list[Turn], bodies: pl.Series, asked: Question, found: Rows) -> bool:
    """Adds the name that begins here and goes on in further messages, where there is one and nobody found it before."""
    whole = pieced(turns, bodies, asked)
    if whole is None:
        return False
    hit, rows = whole
    known = [one for row in rows for one, _ in found.get(row, ())]
    if not any(one.category is hit.category and one.normalized for one in known):
        found.setdefault(rows[-1], []).append((hit, (first.row, *rows)))
    return True


def _add_named(
    first: Turn, turns: list[Turn], at: int, bodies: pl.Series, asked: Question, scope: Scope, found: Rows
) -> bool:
    """Adds the name or number that the message is, where it is one that nobody found before."""
    turn = turns[at]
    spoken = _spoken(turns, at, bodies) if any(map(str.isdigit, bodies[turn.row])) else ()
    hit = named(bodies[turn.row], asked, turn.sender != first.sender and not asked.marked, scope.regions, spoken)
    if hit is None:
        return False
    known = found.get(turn.row, [])
    # A part of an account or of a wallet is no name of its own.
    if not any((one.category is hit.category or one.category in ACCOUNTS) and one.normalized for one, _ in known):
        found[turn.row] = [
            pair for pair in known if pair[0].category is not Category.URL or hit.category is Category.PHONE
        ]
        found[turn.row].append((hit, (first.row, turn.row)))
    return True


def _add_which(frame: pl.DataFrame, bodies: pl.Series, found: Rows, asks: dict[int, Question]) -> None:
    """Adds the questions for a name that leave out the app, since it was named some messages before."""
    apps = {row: one for row, hits in found.items() if (one := _app(bodies[row], hits)) is not None}
    last: tuple[Turn, int, Question] | None = None
    for turn in ordered(frame, apps) if apps else ():
        if last and (last[0].thread != turn.thread or last[1] == 0 or last[0].hours_to(turn) > WHICH_DAYS * 24):
            last = None
        if turn.row in apps:
            last = (turn, WHICH_STEPS, apps[turn.row])
        elif last:
            last = (last[0], last[1] - 1, last[2])
            if turn.row not in asks and which_name(bodies[turn.row]):
                asks[turn.row] = replace(last[2], marked=True)


def _app(body: str, hits: list[tuple[Found, tuple[int, ...]]]) -> Question | None:
    """The app that a message names as a way to talk or to pay."""
    for one, _ in hits:
        kind = _ASKED_OF.get(one.category)
        if kind is None or one.normalized is not None or one.stance is Stance.DECLINE:
            continue
        if one.stance is not Stance.MENTION or cue("work").search(fold(body).text) is None:
            return Question(kind, one.kind)
    return None


def _joined(found: Rows) -> dict[int, tuple[Found, tuple[int, ...]]]:
    """The details over several messages, by the row of each of their pieces."""
    return {
        row: (one, rows)
        for hits in found.values()
        for one, rows in hits
        if len(rows) > 1 and one.normalized is not None
        for row in rows
    }


def _is_account(one: Found, asked: Question) -> bool:
    """Whether a number or an address over several messages is the account that somebody asked for."""
    if one.stance is not Stance.OFFER:
        return False
    if asked.category is Category.PAYMENT_HANDLE:
        return one.category in (Category.PHONE, Category.EMAIL)
    return one.category is Category.EMAIL and asked.kind in _BY_ADDRESS


def _spoken(turns: list[Turn], at: int, bodies: pl.Series) -> tuple[str, ...]:
    """The countries in which the people around a message speak."""
    beside = turns[max(0, at - STEPS_BEFORE) : at + STEPS_AFTER + 1]
    return tongue(fold("\n".join(bodies[one.row] for one in beside if one.thread == turns[at].thread)).text).sure


def _add_letters(turns: list[Turn], bodies: pl.Series, asks: dict[int, Question], scope: Scope, found: Rows) -> None:
    first = {turn.thread: turn for turn in reversed(turns)}
    talk = (Said(turn.row, turn.thread, turn.sender, first[turn.thread].hours_to(turn)) for turn in turns)
    for hit, rows in spelt(talk, bodies, asks, scope.regions):
        if not any(one.category is hit.category and one.normalized for one, _ in found.get(rows[-1], ())):
            found.setdefault(rows[-1], []).append((hit, rows))
