"""Finds what may be the header of a CSV file, and reads nothing after."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from auditor.errors import InputFileError
from auditor.ingesting.windows import Window

DELIMITERS = (",", ";", "\t", "|")
LINES_ABOVE = 30
SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?[ \t]*(?:\r\n|\n|\r)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be the header: its names under one delimiter, and the physical lines above it that are no rows. Blank ones
    between these and the `line` on which it begins are not among them."""

    delimiter: str
    names: tuple[str, ...]
    lines_above: int
    line: int = 1


def csv_headings(text: str, suffix: str, name: str) -> list[Heading]:
    """Lines at the start of a file that may be its header, under each delimiter, the first line first.

    Raises InputFileError for a file without content.
    """
    if not text.strip():
        raise InputFileError(name, "the file is empty", "export it again")
    said = SEPARATOR_LINE.match(text)
    # What is said first is tried first; a program that saved the file anew may have left the line as it was.
    first = (said.group(1),) if said else ("\t",) if suffix == ".tsv" else ()
    order = dict.fromkeys((*first, *DELIMITERS))
    begin, above = (said.end(), 1) if said else (0, 0)
    headings = [Heading(delimiter, names, above + lines, above + line) for delimiter in order
                for lines, line, names in _first_records(text[begin:], delimiter)]  # fmt: skip
    if not headings:
        raise InputFileError(name, "there is no header", "export it again as CSV", 1)
    return sorted(headings, key=lambda heading: heading.lines_above)


def _first_records(text: str, delimiter: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The lines up to the record before, the line on which a record begins, and its fields."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    above = before = 0
    try:
        for record in islice(rows, LINES_ABOVE):
            if record:
                yield above, before + 1, tuple(record)
                above = rows.line_num
            before = rows.line_num
    except csv.Error:
        return


def is_sound(text: str, heading: Heading) -> bool:
    """Whether the quotes of the header stand where they may, and it ends on a line of its own, not inside of the rows."""
    window = Window(text.encode("utf-8", "replace"), ord(heading.delimiter), final=True)
    begin = int(window.line_nexts[heading.lines_above - 1]) if heading.lines_above else 0
    cut = window.cut(window.base_at(begin))
    record = int(np.searchsorted(cut.starts, begin))
    while record < len(cut.starts) and cut.ends[record] == cut.starts[record]:
        record += 1
    swallowed = any(("\n" in name or "\r" in name) and heading.delimiter in name for name in heading.names)
    return record < len(cut.starts) and not cut.misquoted[record] and not swallowed
