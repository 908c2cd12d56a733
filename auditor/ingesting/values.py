"""The value that a fault speaks of, for the person who looks for it; private words are left to private/quarantine.csv."""

from __future__ import annotations

import json
import re

from auditor.ingesting.forms import fields_of
from auditor.ingesting.planning import PlannedFile
from auditor.model.phrasing import listed
from auditor.model.profiles import How, plain

# A number, a day, a code, or one plain word: what a column of these holds. Names, texts and addresses are none of them.
SHOWABLE = re.compile(r"(?!.*[^\W\d_]{4})(?!.*@)[^\r\n]{1,30}|[a-z_]{1,20}")

ZONE = re.compile(r"[A-Z][a-z]+/[A-Za-z_]+")

LONGEST_ID = 60


def columns_said(file: PlannedFile, column: str) -> str:
    """'column X' as the file names it, with our own name behind it where that is another one."""
    source = file.profile.columns.get(column)
    names = {plain(name) for name in file.header}
    taken = [name for name in source.take if plain(name) in names] if source and file.delimiter else []
    if not taken or [plain(name) for name in taken] == [plain(column)]:
        return f"column {column}"
    return f"column{'s' if len(taken) > 1 else ''} {listed(taken)} ({column})"


def value_said(file: PlannedFile, column: str, raw: str) -> str:
    """'; it says …' for the cell of that column in a row as it stands in the file; "" where it cannot be told or shown."""
    source = file.profile.columns.get(column)
    taken = source.take if source else (column,)
    if source and source.how is How.CLOCK and len(taken) > 1:
        # Which of them is wrong, the reader sees: date, time of day and zone.
        told = [(name, _cell(file, name, raw)) for name in taken]
        said = ", ".join(
            f"{name} '{value}'" for name, value in told if SHOWABLE.fullmatch(value) or ZONE.fullmatch(value)
        )
        return f"; they say {said}" if said else ""
    value = _cell(file, taken[0], raw) if len(taken) == 1 else ""
    return f"; it says '{value}'" if SHOWABLE.fullmatch(value) else ""


def row_said(file: PlannedFile, key: str, raw: str) -> str:
    """'row p1: ' for the row as it stands in the file, by its id in the column `key`; "" where it has none of its own."""
    source = file.profile.columns.get(key)
    taken = source.take if source else (key,)
    told = [_cell(file, name, raw).strip() for name in taken[:1] if source is None or source.how is not How.ROW_DIGEST]
    return f"row {told[0][:LONGEST_ID]}: " if told and told[0] else ""


def _cell(file: PlannedFile, name: str, raw: str) -> str:
    if not file.delimiter:
        return _member(raw, name)
    names = [plain(one) for one in file.header]
    fields = fields_of(raw.encode("utf-8", "replace"), file.delimiter)
    place = names.index(plain(name)) if plain(name) in names else len(fields)
    return fields[place] if place < len(fields) else ""


def _member(raw: str, name: str) -> str:
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return ""
    value = row.get(name) if isinstance(row, dict) else None
    return str(value) if isinstance(value, str | int | float) else ""
