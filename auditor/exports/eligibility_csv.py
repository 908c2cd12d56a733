"""eligibility.csv: one row per relationship, for spreadsheets; lists and coverage are JSON in their cells."""

from __future__ import annotations

from auditor.exports.forms.eligibility import FIELDS, NUMBERS, rows
from auditor.exports.forms.texts import csv_bytes
from auditor.model.reporting import Export
from auditor.model.results import AuditResult


def render(result: AuditResult) -> bytes:
    """All relationships as CSV; none give the header alone."""
    return csv_bytes(FIELDS, rows(result), NUMBERS)


EXPORT = Export("eligibility.csv", "all relationships with state, date, fee and verdict, for spreadsheets", render)
