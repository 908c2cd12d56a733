"""Findings as a command prints them: a table for people, or the forms of the exports."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.exports.forms.findings import FIELDS, NUMBERS, row
from auditor.exports.forms.texts import csv_bytes, json_bytes, json_lines
from auditor.model.ordering import finding_order
from auditor.model.results import Finding
from auditor.model.visible import visible

HEADER = ("finding", "severity", "rule", "client", "freelancer", "when", "status", "what")


def listing(found: Sequence[Finding], form: str) -> str:
    """The findings, the gravest first, as `table`, `json`, `jsonl` or `csv`; ends with a line feed, or is empty."""
    ordered = sorted(found, key=finding_order)
    if form == "table":
        return _table(ordered)
    rows = [row(one) for one in ordered]
    if form == "csv":
        return csv_bytes(FIELDS, rows, NUMBERS).decode("utf-8")
    return (json_bytes(rows) if form == "json" else json_lines(rows)).decode("utf-8")


def _table(found: Sequence[Finding]) -> str:
    if not found:
        return "No such findings.\n"
    lines = [HEADER, *(_cells(one) for one in found)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _cells(one: Finding) -> tuple[str, ...]:
    cells = (
        one.finding_id, one.severity.value, one.rule_id, one.client_id, one.freelancer_id,
        one.occurred_at.date().isoformat(), one.status.value, one.title,
    )  # fmt: skip
    # A table has one line per finding, whatever the export put into an id.
    return tuple(visible(cell).replace("\n", " ").replace("\t", " ") for cell in cells)
