"""CSV with the columns of findings.csv; a cell that a spreadsheet would run, or a terminal obey, does neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.exports.forms.findings import FIELDS, NUMBERS, row
from auditor.exports.forms.texts import csv_bytes
from auditor.model.results import Finding
from auditor.model.visible import json_text
from auditor.printing import safe


def render(found: Sequence[Finding], as_of: date) -> str:
    """A header and one row per finding; evidence is JSON in its cell."""
    return csv_bytes(FIELDS, map(_shown, found), NUMBERS).decode("utf-8")


def _shown(one: Finding) -> dict[str, object]:
    cells = dict(row(one))
    cells["evidence"] = json_text(cells["evidence"])
    return {name: safe(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}


LISTING = render
