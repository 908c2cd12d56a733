"""Names given letter by letter: "what's your telegram?", then k, o, r, b, i, 99 in a message each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from auditor.detectors.parts.stopwords import STOP
from auditor.lexicons.cues import cue
from auditor.scanning.finding import Found
from auditor.scanning.naming import ANSWER_HOURS, Question, named

FEWEST_MESSAGES, FEWEST_LETTERS = 3, 4
_PIECE = re.compile(r"[^\w.-]*([a-z0-9._-]{0,3}[a-z0-9_-]|\.)[^\w-]*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a thread: its row, thread, sender, and the hours since the thread's first one."""

    row: int
    thread: str
    sender: str | None
    hours: float


def spelt(
    talk: Iterable[Said], bodies: pl.Series, asks: Mapping[int, Question], regions: tuple[str, ...]
) -> Iterator[tuple[Found, tuple[int, ...]]]:
    """The names that answers to these questions (by row) spell over messages, in offsets of the last letters, with the
    rows of the question and of all letters."""
    asked: Said | None = None
    letters: list[Said] = []
    for one in talk:
        if asked and (one.thread != asked.thread or one.hours - asked.hours > ANSWER_HOURS):
            yield from _read(asked, letters, bodies, asks, regions)
            asked, letters = None, []
        if asked and _piece(bodies[one.row], len(letters)) and (not letters or letters[0].sender == one.sender):
            letters.append(one)
        elif asked and letters and one.sender == letters[0].sender:
            yield from _read(asked, letters, bodies, asks, regions)
            asked, letters = None, []
        if one.row in asks:
            asked, letters = one, []
    if asked:
        yield from _read(asked, letters, bodies, asks, regions)


def _piece(body: str, place: int) -> str | None:
    """The letters that a message consists of: one at first, up to four further on."""
    found = _PIECE.fullmatch(body.strip())
    if found is None or (place == 0 and len(found[1]) > 1):
        return None
    word = found[1].lower()
    common = len(word) > 1 and (word in STOP or cue("reply_word").fullmatch(word))
    return None if common else word


def _read(
    asked: Said, letters: list[Said], bodies: pl.Series, asks: Mapping[int, Question], regions: tuple[str, ...]
) -> Iterator[tuple[Found, tuple[int, ...]]]:
    name = "".join(_piece(bodies[one.row], place) or "" for place, one in enumerate(letters))
    if len(letters) < FEWEST_MESSAGES or len(name) < FEWEST_LETTERS:
        return
    hit = named(f"@{name}", asks[asked.row], letters[0].sender != asked.sender, regions)
    if hit is not None:
        last = bodies[letters[-1].row]
        rows = (asked.row, *(one.row for one in letters))
        yield replace(hit, start=0, end=len(last), obfuscated=True), rows
