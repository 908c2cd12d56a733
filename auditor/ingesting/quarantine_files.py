"""Reads quarantine.csv as a person saved it, with whatever program."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from auditor.errors import UsageError
from auditor.ingesting.encodings import marked
from auditor.model.cells import restore

FIELDS = ("file", "line", "table", "column", "reason", "raw")
PLACES = (Path("quarantine.csv"), Path("private/quarantine.csv"))
LINE = re.compile(r"[0-9]{1,18}")
Texts = dict[tuple[str, int], list[str]]
# The text and the code of each fault.
Saved = dict[tuple[str, int], list[tuple[str, str]]]


def saved_rows(inputs: Sequence[Path]) -> Saved:
    """What stands there for each row: (file, line) -> a text and a code for each of its faults.

    `inputs` are quarantine.csv files, or folders that hold one. Raises UsageError for a path that is no such file.
    """
    return {place: rows for path in inputs for place, rows in _texts(_quarantine_file(path)).items()}


def _quarantine_file(path: Path) -> Path:
    found = path if path.is_file() else next((path / place for place in PLACES if (path / place).is_file()), None)
    if found is None:
        raise UsageError(f"{path}: there is no quarantine.csv -> name the file, or the folder of an audit's outputs")
    return found


def _saved(path: Path) -> str:
    """The text of the file, in UTF-8 or as a spreadsheet on Windows saves it."""
    data = path.read_bytes()
    if (encoding := marked(data)).startswith("utf-16"):
        return data.decode(encoding).removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _texts(path: Path) -> Saved:
    csv.field_size_limit(1 << 30)
    found: Saved = {}
    try:
        with StringIO(_saved(path), newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            # Spreadsheets of many languages save CSV with another delimiter.
            rows = csv.DictReader(stream, delimiter=max(",;\t", key=first.count))
            if not set(FIELDS) <= set(rows.fieldnames or ()):
                raise UsageError(f"{path}:1: this is no quarantine.csv -> its columns are {', '.join(FIELDS)}")
            for row in rows:
                if not LINE.fullmatch(row["line"] or "") or row["raw"] is None:
                    raise UsageError(
                        f"{path}:{rows.line_num}: column line: no line number -> leave all columns but raw as they were"
                    )
                one = restore(row["raw"]), (row["reason"] or "")[:4]
                found.setdefault((restore(row["file"]), int(row["line"])), []).append(one)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: the file cannot be read ({error}) -> save it as CSV in UTF-8") from error
    return found
