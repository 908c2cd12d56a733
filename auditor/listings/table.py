"""Columns for people: id, severity, rule, client, day, who, status, what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor import printing
from auditor.model.results import Finding


def render(found: Sequence[Finding], as_of: date) -> str:
    """One line per finding under a header."""
    return printing.findings(found) + "\n"


LISTING = render
