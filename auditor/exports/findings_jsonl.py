"""findings.jsonl: one finding per line, for programs."""

from __future__ import annotations

from auditor.exports.forms.findings import rows
from auditor.exports.forms.texts import json_lines
from auditor.model.reporting import Export
from auditor.model.results import AuditResult


def render(result: AuditResult) -> bytes:
    """All findings as JSON lines; no findings give an empty file."""
    return json_lines(rows(result))


EXPORT = Export("findings.jsonl", "all findings, one JSON object per line", render)
