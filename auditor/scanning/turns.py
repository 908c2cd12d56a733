"""The messages of a thread in the order in which they were sent, and what a bare "sent" says there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from auditor.model.words import Category
from auditor.scanning.finding import Found
from auditor.scanning.replying import PAID_STEPS, is_owed, is_payable, payment

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
    """Adds what a bare "sent" says soon after somebody gave an account to be paid on, or spoke of paying outside."""
    told = {row for row, hits in found.items() if any(is_payable(one) or is_owed(one) for one, _ in hits)}
    coded = {row for row in told if all(one.category is Category.CODED_LANGUAGE for one, _ in found[row])}
    pending: tuple[Turn, int] | None = None
    for turn in ordered(frame, told) if told else ():
        if pending and (pending[0].thread != turn.thread or pending[1] == 0):
            pending = None
        # What came after a wink may be a file.
        sent = payment(bodies[turn.row], pending[0].row not in coded) if pending and turn.row not in told else None
        if sent is not None and not any(one.category is sent.category for one, _ in found.get(turn.row, ())):
            found.setdefault(turn.row, []).append((sent, (turn.row,)))
            pending = None
        elif turn.row in told:
            pending = (turn, PAID_STEPS)
        elif pending:
            pending = (pending[0], pending[1] - 1)
