"""income.csv: what each client paid per year, on the platform and outside it, never added across currencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.exports.forms.texts import csv_bytes, money
from auditor.model.reporting import Export
from auditor.model.results import AuditResult

FIELDS = ("year", "platform", "client_id", "currency", "gross", "fees", "net", "outside")
AMOUNTS = ("gross", "fees", "net", "outside")


def render(result: AuditResult) -> bytes:
    """Rows of sql/report/income_by_year.sql by year, platform, client and currency."""
    frame = result.frames.get("income_by_year")
    found = [] if frame is None else [_row(row) for row in frame.iter_rows(named=True)]
    found.sort(key=lambda row: tuple(str(row[name] or "") for name in FIELDS[:4]))
    return csv_bytes(FIELDS, found, frozenset({"year", *AMOUNTS}))


def _row(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: money(row[name]) if name in AMOUNTS else row[name] for name in FIELDS}


EXPORT = Export("income.csv", "income by year, client and currency", render)
