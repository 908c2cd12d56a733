"""private/quarantine.csv: every fault of every row that was set aside, for the person who repairs the export.

The raw text stands as it was read, but for the prefix of auditor.model.cells where a spreadsheet would run it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.exports.forms.texts import csv_bytes
from auditor.model.reporting import Export
from auditor.model.results import AuditResult, QuarantineRow

FIELDS = ("file", "line", "table", "column", "reason", "raw")


def render(result: AuditResult) -> bytes:
    """All faults by file, line and column; none give the header alone."""
    faults = sorted(result.quarantine, key=lambda one: (one.file, one.line, one.table, one.column, one.reason))
    return csv_bytes(FIELDS, [_row(one) for one in faults], frozenset({"line"}))


def _row(one: QuarantineRow) -> Mapping[str, Any]:
    return {
        "file": one.file, "line": one.line, "table": one.table, "column": one.column,
        "reason": one.reason, "raw": one.raw,
    }  # fmt: skip


EXPORT = Export("private/quarantine.csv", "rows that were set aside, raw; keep this file to yourself", render)
