"""A JSON list of findings with the fields of findings.jsonl."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.listings.jsonl import line
from auditor.model.results import Finding


def render(found: Sequence[Finding], as_of: date) -> str:
    """One list, one finding a line; no findings are an empty list."""
    return "[\n" + ",\n".join(map(line, found)) + "\n]\n" if found else "[]\n"


LISTING = render
