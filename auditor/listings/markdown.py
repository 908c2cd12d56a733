"""A Markdown table, for an issue or a note: what stands in the data is shown as text and formats nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from auditor.model.results import Finding
from auditor.printing import safe

COLUMNS = ("finding", "severity", "rule", "client", "day", "by", "status", "what")
# Whatever Markdown or the HTML in it could read as more than a sign.
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~<>&$@:])")


def render(found: Sequence[Finding], as_of: date) -> str:
    """A table with one row per finding; without findings the header alone."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *map(_cells, found)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _cells(one: Finding) -> tuple[str, ...]:
    own = (
        one.finding_id,
        one.severity.value,
        one.rule_id,
        one.client_id,
        one.occurred_at.date().isoformat(),
        one.actor.value,
        one.status.value,
        one.explanation,
    )
    return tuple(map(_escaped, own))


def _escaped(text: str) -> str:
    # A web address becomes a link by itself unless its letters are taken apart.
    return re.sub(r"(?i)\bwww\.", r"www\\.", _SIGNS.sub(r"\\\1", safe(text)))


LISTING = render
