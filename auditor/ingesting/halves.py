"""Rows that a line end inside of an unquoted text has cut in two: both pieces are set aside, so that no half is taken for a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.ingesting.pieces import BrokenLine, Records

LINE_END = re.compile(rb"\r\n|\r|\n")
HALF = (
    "E127",
    "this row has another line end than the rows of this file, and the line below, which is no row, may be the rest of it",
)
REST = (
    "E127",
    "the line above, which is no row, has another line end than the rows of this file, and this row may be the rest of it",
)


def without_halves(pieces: Iterable[Records | BrokenLine]) -> Iterator[Records | BrokenLine]:
    """The same pieces, with broken lines for the first record where that may be a rest, and for the last one where that
    may be a beginning and a broken line follows."""
    held: Records | None = None
    for piece in pieces:
        if held is not None:
            yield from _halved(held) if isinstance(piece, BrokenLine) and piece.piece else (held,)
            held = None
        rest: Records | BrokenLine | None = piece
        if isinstance(piece, Records) and piece.first:
            yield from _broken(piece.first, int(piece.lines[0]), REST)
            rest = piece.without_first()
        if isinstance(rest, Records) and rest.last:
            held = rest
        elif rest is not None:
            yield rest
    if held is not None:
        yield held


def _halved(records: Records) -> Iterator[Records | BrokenLine]:
    rest = records.without_last()
    if rest is not None:
        yield rest
    yield from _broken(records.last, int(records.lines[-1]), HALF)


def _broken(record: bytes, first: int, fault: tuple[str, str]) -> Iterator[BrokenLine]:
    for number, line in enumerate(LINE_END.split(record)):
        yield BrokenLine(first + number, line, (fault,))
