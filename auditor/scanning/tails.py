"""Handles that go on in the next message of the same side: "discord: doralind", then "#4821"; "@dora", then "_lind"."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from auditor.model.words import Category, Stance
from auditor.scanning.finding import Found
from auditor.scanning.turns import Rows, Turn, ordered

_HANDLES = frozenset((Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE))
_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
TAIL_MINUTES, MOST_TURNS = 30, 3
# What is no word of its own: it begins with a sign that joins, or is the number of a name on Discord.
_TAIL = re.compile(r"\s*(?P<tail>[._-][a-z0-9][a-z0-9._]{0,24}|#\d{4})\s*", re.IGNORECASE)
# Whose names hold dashes.
_DASHED = frozenset(("venmo", "skype", "linkedin"))
# Names of files and endings of domains begin with a dot as well.
_NO_TAIL = re.compile(
    r"\.(?:com|net|org|io|co|dev|env\w*|git\w+|htaccess|html?|css|js|ts|py|php|json|ya?ml|pdf|png|jpe?g|svg|zip|docx?|xlsx?|psd|ai|fig|mp[34]|mov|csv|txt|md)",
    re.IGNORECASE,
)


def add_tails(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Draws a handle that ends its message together with the rest of it, where the next message is that and nothing else."""
    begun = {row: at for row, hits in found.items() if (at := _open(bodies[row], hits)) is not None}
    pending: tuple[Turn, int] | None = None
    for turn in ordered(frame, begun) if begun else ():
        if pending and (pending[0].thread != turn.thread or pending[1] == 0):
            pending = None
        if pending and pending[0].sender == turn.sender:
            if pending[0].hours_to(turn) * 60 <= TAIL_MINUTES:
                first = pending[0].row
                linked = "/" in bodies[first][found[first][begun[first]][0].start :]
                _draw(first, begun[first], turn.row, bodies[turn.row], linked, found)
            pending = None
        elif pending:
            pending = (pending[0], pending[1] - 1)
        if turn.row in begun:
            pending = (turn, MOST_TURNS)


def _open(body: str, hits: list[tuple[Found, tuple[int, ...]]]) -> int | None:
    """Which of the detections is a handle that its message ends with, if any."""
    for at, (one, _) in enumerate(hits):
        if one.category in _HANDLES and one.normalized and one.stance not in _MILD and one.normalized[0] != "+":
            written = body[one.start :].rstrip().lower()
            if one.end >= len(body.rstrip()) and written.endswith(one.normalized.lower()):
                return at
    return None


def _draw(row: int, at: int, next_row: int, body: str, linked: bool, found: Rows) -> None:
    tail = _TAIL.fullmatch(body)
    one, rows = found[row][at]
    if tail is None or _NO_TAIL.fullmatch(tail["tail"]) or one.normalized is None:
        return
    if tail["tail"][0] == "#" and one.kind != "discord":
        return
    if tail["tail"][0] == "-" and one.kind not in _DASHED:
        return
    if linked and tail["tail"][0] != "_":
        return
    start, end = tail.span("tail")
    whole = replace(one, normalized=one.normalized + tail["tail"].lower(), start=start, end=end, obfuscated=True)
    found[row] = [pair for number, pair in enumerate(found[row]) if number != at]
    found.setdefault(next_row, []).append((whole, (*rows, next_row)))
