"""eligibility.json: a list with one object per relationship, for programs."""

from __future__ import annotations

from auditor.exports.forms.eligibility import rows
from auditor.exports.forms.texts import json_rows
from auditor.model.reporting import Export
from auditor.model.results import AuditResult


def render(result: AuditResult) -> bytes:
    """All relationships as one JSON list."""
    return json_rows(rows(result))


EXPORT = Export("eligibility.json", "all relationships with state, date, fee and verdict, as one JSON list", render)
