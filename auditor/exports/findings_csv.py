"""findings.csv: one finding per row, for spreadsheets; evidence is JSON in its cell."""

from __future__ import annotations

from auditor.exports.forms.findings import FIELDS, NUMBERS, rows
from auditor.exports.forms.texts import csv_bytes
from auditor.model.reporting import Export
from auditor.model.results import AuditResult


def render(result: AuditResult) -> bytes:
    """All findings as CSV; no findings give the header alone."""
    return csv_bytes(FIELDS, rows(result), NUMBERS)


EXPORT = Export("findings.csv", "all findings, for spreadsheets", render)
