"""One JSON object per line, with the fields of findings.jsonl."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.exports.forms.findings import row
from auditor.model.results import Finding
from auditor.model.visible import json_text


def line(one: Finding) -> str:
    """One finding as JSON without a line end."""
    return json_text(row(one))


def render(found: Sequence[Finding], as_of: date) -> str:
    """One object a line; no findings are no text at all."""
    return "".join(f"{line(one)}\n" for one in found)


LISTING = render
