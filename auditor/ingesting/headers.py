"""Reads the header of a CSV file or the keys of a JSON file, and nothing after."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from auditor.errors import InputFileError
from auditor.ingesting.discovering import FoundFile
from auditor.ingesting.json_rows import JsonRow, document_rows, lines_of
from auditor.ingesting.opening import head, opened

DELIMITERS = (",", ";", "\t", "|")
HEAD_CHARACTERS = 1 << 19
LINES_ABOVE = 30
SEPARATOR_LINE = re.compile(r'"?sep=([,;|\t])"?[ \t]*(?:\r\n|\n|\r)', re.IGNORECASE)
ROWS_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that may be the header: its names under one delimiter, and the physical lines above it that are no rows."""

    delimiter: str
    names: tuple[str, ...]
    lines_above: int


def csv_headings(text: str, suffix: str, name: str) -> list[Heading]:
    """Lines at the start of a file that may be its header, under each delimiter, the first line first.

    Raises InputFileError for a file without content.
    """
    if not text.strip():
        raise InputFileError(name, "the file is empty", "export it again")
    said = SEPARATOR_LINE.match(text)
    order = (said.group(1),) if said else ("\t", *DELIMITERS) if suffix == ".tsv" else DELIMITERS
    begin, above = (said.end(), 1) if said else (0, 0)
    headings = [Heading(delimiter, names, above + line) for delimiter in order
                for line, names in _first_records(text[begin:], delimiter)]  # fmt: skip
    if not headings:
        raise InputFileError(name, "there is no header", "export it again as CSV", 1)
    return sorted(headings, key=lambda heading: heading.lines_above)


def _first_records(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    above = 0
    try:
        for record in islice(rows, LINES_ABOVE):
            if record:
                yield above, tuple(record)
                above = rows.line_num
    except csv.Error:
        return


def json_keys(found: FoundFile) -> tuple[str, ...]:
    """All keys of the first rows, in the order in which they first stand."""
    text, _ = head(found.path, found.name)
    if not text.strip():
        raise InputFileError(found.name, "the file is empty", "export it again")
    rows = _first_rows(found, text)
    if not rows:
        raise InputFileError(found.name, "the file holds no rows", "export it again, or leave it out")
    keys = tuple(dict.fromkeys(key for row in rows for key in row.values))
    if not keys:
        raise InputFileError(
            found.name, rows[0].fault or "the rows are empty", "export rows as JSON objects", rows[0].line
        )
    return keys


def _first_rows(found: FoundFile, text: str) -> list[JsonRow]:
    if found.suffix != ".json":
        whole_lines = text.rpartition("\n")[0] if len(text) >= HEAD_CHARACTERS else text
        return list(islice(lines_of(whole_lines), ROWS_LOOKED_AT))
    rows: list[JsonRow] = []
    try:
        for row in islice(document_rows(text, found.name), ROWS_LOOKED_AT):
            rows.append(row)
    except InputFileError:
        # The head ends somewhere inside a row; what came before it is enough, else the whole must be read.
        if not rows:
            rows = list(islice(document_rows(_whole(found), found.name), ROWS_LOOKED_AT))
    return rows


def _whole(found: FoundFile) -> str:
    with opened(found.path, found.name) as stream:
        return stream.read().decode("utf-8-sig", errors="replace")
