"""Reads the header of a CSV file or the keys of a JSON file, and nothing after."""

from __future__ import annotations

import csv
import io
from itertools import islice

from auditor.errors import InputFileError
from auditor.ingesting.discovering import FoundFile
from auditor.ingesting.json_rows import JsonRow, document_rows, lines_of
from auditor.ingesting.opening import decoded_head, opened

DELIMITERS = (",", ";", "\t", "|")
HEAD_CHARACTERS = 1 << 19
ROWS_LOOKED_AT = 50


def csv_header(found: FoundFile) -> list[tuple[str, tuple[str, ...]]]:
    """The header under each delimiter that the kind of file allows: [(delimiter, names)].

    Raises InputFileError for a file without content or without a readable header.
    """
    text = decoded_head(found.path, found.name)
    if not text.strip():
        raise InputFileError(found.name, "the file is empty", "export it again")
    order = ("\t", *DELIMITERS) if found.suffix == ".tsv" else DELIMITERS
    return [(delimiter, _first_record(text, delimiter, found.name)) for delimiter in order]


def _first_record(text: str, delimiter: str, name: str) -> tuple[str, ...]:
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if record:
                return tuple(record)
    except csv.Error as error:
        raise InputFileError(name, f"the header cannot be read ({error})", "export it again as CSV", 1) from error
    return ()


def json_keys(found: FoundFile) -> tuple[str, ...]:
    """All keys of the first rows, in the order in which they first stand."""
    text = decoded_head(found.path, found.name)
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
