"""Rows that a CR inside of an unquoted text has cut in two: both pieces are set aside, so that no half is taken for a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.ingesting.pieces import BrokenLine, Records

LINE_END = re.compile(rb"\r\n|\r|\n")
HALF = ("E127", "a carriage return alone ends this row, and the line below, which is no row, may be the rest of it")


def without_halves(pieces: Iterable[Records | BrokenLine]) -> Iterator[Records | BrokenLine]:
    """The same pieces; of records whose last one ends in a CR alone, that one as broken lines where a broken line follows."""
    held: Records | None = None
    for piece in pieces:
        if held is not None:
            yield from _halved(held) if isinstance(piece, BrokenLine) else (held,)
        held = piece if isinstance(piece, Records) and piece.last else None
        if held is None:
            yield piece
    if held is not None:
        yield held


def _halved(records: Records) -> Iterator[Records | BrokenLine]:
    rest = records.without_last()
    if rest is not None:
        yield rest
    first = int(records.lines[-1])
    for number, line in enumerate(LINE_END.split(records.last)):
        yield BrokenLine(first + number, line, (HALF,))
