"""Asks that their answer gives away: what the other side answers with nothing but a number asked for it, and whoever gives a number after asking whether to give it had offered it."""

from __future__ import annotations

import re

import polars as pl

from auditor.lexicons.cues import cue
from auditor.model.words import Category, Stance
from auditor.scanning.around import Around
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.replying import ACCOUNTS, PARTICLE
from auditor.scanning.stances import ASKS, adjusted
from auditor.scanning.turns import Rows

STEPS_BACK, MOST_WORDS, PLAIN_WORDS, WORDS_BESIDE, EMPTY_WORDS = 2, 14, 6, 2, 3
_REACHED = frozenset((Category.PHONE, Category.EMAIL, Category.MESSENGER, Category.SOCIAL))
_PAID = frozenset((Category.IBAN, Category.CRYPTO, Category.PAYMENT_HANDLE, Category.CARD))
_ANSWERS = _REACHED | _PAID
_ACCOUNTS = frozenset((Category.MESSENGER, Category.SOCIAL))
_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
# Words that ask for somebody's number, address or account, or where to send money.
_SEEKING = (
    "number",
    "mail",
    "phone",
    "mail_near",
    "reach_lead",
    "my_number",
    "which_name",
    "gives",
    "talk",
    "talk_strong",
)
_PAYING = ("pay", "pay_strong", "pay_lead")
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
        for asker, stance in ((_question(around, first, category), Stance.REQUEST), (_offer(around, first, bodies), Stance.OFFER)):  # fmt: skip
            if asker is not None and not any(one.category in ASKS for one, _ in found.get(asker, ())):
                _add(asker, bodies[asker], category, stance, found)


def _add(asker: int, body: str, category: Category, stance: Stance, found: Rows) -> None:
    """Adds the ask for such a detail, which is all of its message, or the offer of one."""
    wanted = Category.OFF_PLATFORM_PAYMENT if category in _PAID else Category.CONTACT_REQUEST
    start, end = len(body) - len(body.lstrip()), len(body.rstrip())
    text = fold(body).text
    if adjusted(text, 0, len(text), wanted, stance) is stance:
        found.setdefault(asker, []).append((Found(wanted, None, None, start, end, 0.6, False, stance), (asker,)))


def _is_bare(one: Found, body: str) -> bool:
    """Whether a message is a contact or an account and next to nothing else."""
    if one.category not in _ANSWERS or one.normalized is None or one.stance in _MILD:
        return False
    beside = fold(f"{body[: one.start]} {body[one.end :]}").text
    return len(re.findall(r"[^\W\d_]+", beside)) <= WORDS_BESIDE


def _asks(text: str) -> bool:
    return _QUESTION_MARK.search(text) is not None or cue("question_word").search(text) is not None


def _question(around: Around, rows: tuple[int, ...], category: Category) -> int | None:
    """The row of the other side's short question just before the first of these rows."""
    sender = around.table["sender"]
    for row in reversed(around.before(rows)[-STEPS_BACK:]):
        if sender[row] == sender[rows[-1]]:
            continue
        text = fold(around.bodies[row]).text
        words = len(text.split())
        asks = words <= MOST_WORDS and (_asks(text) or (words <= PLAIN_WORDS and cue("gives").search(text) is not None))
        return row if asks and _seeks(text, words, category) and cue("work").search(text) is None else None
    return None


def _seeks(text: str, words: int, category: Category) -> bool:
    """Whether a question asks for a contact or an account, or is so empty that only its answer tells: "yours?", "?"."""
    if category in ACCOUNTS:
        return True
    # Who is asked where to be found answers with an account, not with a file's address.
    more = _PAYING if category in _PAID else ("you",) if category in _ACCOUNTS else ()
    names = (*_SEEKING, *more)
    if any(cue(one).search(text) is not None for one in names) or not any(map(str.isalnum, text)):
        return True
    return (words <= EMPTY_WORDS and cue("whose").search(text) is not None) or _is_where(text)


def _is_where(text: str) -> bool:
    """Whether a question is a word for it with next to nothing beside it, or no more than particles: "to gdzie", "so?"."""
    said = re.findall(r"\w+", text)
    if len(said) > WORDS_BESIDE or all(len(one) <= PARTICLE for one in said):
        return len(said) <= WORDS_BESIDE
    asks = cue("question_word").search(text)
    beside = "" if asks is None else text[: asks.start()] + text[asks.end() :]
    return asks is not None and sum(map(str.isalpha, beside)) <= PARTICLE


def _offer(around: Around, rows: tuple[int, ...], bodies: pl.Series) -> int | None:
    """The row of the own short question just before the first of these rows whether to give a number or an address, which
    the other side may have answered."""
    sender = around.table["sender"]
    for row in reversed(around.before(rows)):
        if sender[row] != sender[rows[-1]]:
            continue
        text = fold(bodies[row]).text
        asks = len(text.split()) <= MOST_WORDS and _QUESTION_MARK.search(text) is not None
        speaks = cue("number").search(text) or cue("mail").search(text)
        return row if asks and speaks and cue("work").search(text) is None else None
    return None
