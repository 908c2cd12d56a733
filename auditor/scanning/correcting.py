"""Numbers put right afterwards: "sorry, 6 not 5" changes the number that its sender gave just before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import polars as pl

from auditor.lexicons.cues import cue, words
from auditor.model.words import Category
from auditor.patterns import Sifted
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.turns import Rows, ordered

CORRECTED_STEPS, CORRECTED_HOURS, MOST_LETTERS = 6, 0.5, 60


@cache
def _right_wrong() -> Sifted:
    """ "6 not 5"."""
    return Sifted(rf"(?P<right>\d{{1,6}})\b[^\d\n]{{0,20}}{words('not_but')}[^\d\n]{{0,6}}(?P<wrong>\d{{1,6}})\b")


@cache
def _wrong_right() -> Sifted:
    """The same where the no comes first: "not 5 but 6"."""
    wrong = rf"^[^\d\n]{{0,20}}{words('not_but')}[^\d\n]{{0,6}}(?P<wrong>\d{{1,6}})\b"
    return Sifted(wrong + r"[^\d\n]{1,12}(?P<right>\d{1,6})\b")


WORDS_BESIDE = 2


def add_corrections(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds the number that is meant where its sender says soon after which digits were wrong."""
    numbers = {row for row, hits in found.items() if any(_is_number(one) for one, _ in hits)}
    for first, row in _pairs(frame, numbers):
        text = fold(bodies[row])
        said = _wrong_right().search(text.text) or _right_wrong().search(text.text)
        if said is None or not _corrects(text.text, said):
            continue
        for one, rows in [pair for pair in found[first] if _is_number(pair[0])]:
            meant = _corrected(str(one.normalized), said["wrong"], said["right"])
            if meant is not None:
                start, end = text.span(*said.span())
                hit = replace(one, normalized=meant, start=start, end=end, obfuscated=True)
                found.setdefault(row, []).append((hit, tuple(dict.fromkeys((*rows, row)))))


def _corrects(text: str, said: re.Match[str]) -> bool:
    beside = text[: said.start()].split() + text[said.end() :].split()
    # "Make it 3 not 5 pages" corrects no number: there is an excuse, or next to nothing else.
    return len(text) <= MOST_LETTERS and (len(beside) <= WORDS_BESIDE or cue("excuse").search(text) is not None)


def _is_number(one: Found) -> bool:
    return one.category is Category.PHONE and one.normalized is not None


def _pairs(frame: pl.DataFrame, numbers: set[int]) -> Iterator[tuple[int, int]]:
    """Rows that give a number, each with those that its sender wrote soon after."""
    last: dict[str | None, tuple[int, int]] = {}
    turns: dict[int, float] = {}
    thread: str | None = None
    start = None
    for turn in ordered(frame, numbers) if numbers else ():
        if turn.thread != thread:
            thread, start, last = turn.thread, turn, {}
        turns[turn.row] = start.hours_to(turn) if start else 0.0
        known = last.get(turn.sender)
        if turn.row in numbers:
            last[turn.sender] = (turn.row, CORRECTED_STEPS)
        elif known and known[1] and turns[turn.row] - turns[known[0]] <= CORRECTED_HOURS:
            last[turn.sender] = (known[0], known[1] - 1)
            yield known[0], turn.row


def _corrected(number: str, wrong: str, right: str) -> str | None:
    """The number with the last place of the wrong digits put right; None where they do not stand in it."""
    at = number.rfind(wrong)
    if at < 0 or len(wrong) != len(right) or wrong == right:
        return None
    return number[:at] + right + number[at + len(wrong) :]
