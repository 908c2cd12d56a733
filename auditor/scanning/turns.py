"""What messages say by their place in a thread: a bare name or number, money that was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from auditor.model.detections import Scope
from auditor.model.words import Category
from auditor.scanning.finding import Found
from auditor.scanning.naming import ANSWER_HOURS, ANSWER_STEPS, Question, named, question
from auditor.scanning.replying import ACCOUNTS, PAID_STEPS, is_payable, payment
from auditor.scanning.spelling import Said, spelt

# What was found, by row number, each with the rows of all messages that it needs.
Rows = dict[int, list[tuple[Found, tuple[int, ...]]]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message in its thread: its row, its thread, who sent it and when."""

    row: int
    thread: str
    sender: str | None
    at: datetime | None

    def hours_to(self, other: Turn) -> float:
        """Hours until the other was sent; 0 when nobody knows."""
        return (other.at - self.at).total_seconds() / 3600 if self.at and other.at else 0.0


def ordered(frame: pl.DataFrame, rows: Iterable[int]) -> Iterator[Turn]:
    """The messages of the threads that these rows belong to, in the order in which they were sent."""
    threads = frame["thread"].gather(sorted(rows)).drop_nulls().unique()
    table = (
        frame.select("id", "thread", "sender", "sent_at")
        .with_row_index("row")
        .filter(pl.col("thread").is_in(threads.implode()))
    )
    sent = table.sort("thread", "sent_at", pl.col("id").str.len_chars(), "id", nulls_last=True)
    for one in sent.select("row", "thread", "sender", "sent_at").iter_rows():
        yield Turn(*one)


def add_payments(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds what a bare "sent" says soon after somebody gave an account to be paid on."""
    told = {row for row, hits in found.items() if any(is_payable(one) for one, _ in hits)}
    pending: tuple[Turn, int] | None = None
    for turn in ordered(frame, told) if told else ():
        if pending and (pending[0].thread != turn.thread or pending[1] == 0):
            pending = None
        sent = payment(bodies[turn.row]) if pending and turn.row not in told else None
        if sent is not None and not any(one.category is sent.category for one, _ in found.get(turn.row, ())):
            found.setdefault(turn.row, []).append((sent, (turn.row,)))
            pending = None
        elif turn.row in told:
            pending = (turn, PAID_STEPS)
        elif pending:
            pending = (pending[0], pending[1] - 1)


def add_names(frame: pl.DataFrame, bodies: pl.Series, scope: Scope, found: Rows) -> None:
    """Adds the bare name or number that a message consists of where one just before asked for it or announced it."""
    asks = {
        row: asked
        for row, hits in found.items()
        if (asked := question(bodies[row], [one for one, _ in hits])) is not None
    }
    turns = list(ordered(frame, asks)) if asks else []
    _add_letters(turns, bodies, asks, scope, found)
    pending: tuple[Turn, int, Question] | None = None
    for turn in turns:
        if pending and (
            pending[0].thread != turn.thread or pending[1] == 0 or pending[0].hours_to(turn) > ANSWER_HOURS
        ):
            pending = None
        if turn.row in asks:
            pending = (turn, ANSWER_STEPS, asks[turn.row])
        elif pending:
            first, steps, asked = pending
            pending = (first, steps - 1, asked)
            hit = named(bodies[turn.row], asked, turn.sender != first.sender, scope.regions)
            if hit is None:
                continue
            pending = None
            known = found.get(turn.row, [])
            # A part of an account or of a wallet is no name of its own.
            told = any(
                (one.category is hit.category or one.category in ACCOUNTS) and one.normalized for one, _ in known
            )
            if not told:
                found[turn.row] = [
                    pair for pair in known if pair[0].category is not Category.URL or hit.category is Category.PHONE
                ]
                found[turn.row].append((hit, (first.row, turn.row)))


def _add_letters(turns: list[Turn], bodies: pl.Series, asks: dict[int, Question], scope: Scope, found: Rows) -> None:
    first = {turn.thread: turn for turn in reversed(turns)}
    talk = (Said(turn.row, turn.thread, turn.sender, first[turn.thread].hours_to(turn)) for turn in turns)
    for hit, rows in spelt(talk, bodies, asks, scope.regions):
        if not any(one.category is hit.category and one.normalized for one, _ in found.get(rows[-1], ())):
            found.setdefault(rows[-1], []).append((hit, rows))
