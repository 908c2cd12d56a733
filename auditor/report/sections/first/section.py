"""What to do first: one entry per relationship that needs an act, with the reply to copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.model.ordering import attention_order, relationship_key
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult, Eligibility
from auditor.model.words import Verdict
from auditor.report.picking import links
from auditor.report.wording import VERDICTS, client_label, verdict_title

QUIET = (Verdict.WAIT, Verdict.NO_RELATIONSHIP_YET)
# The reply that answers a client who asked to leave or to pay outside.
DECLINE = "decline_politely"
# The first replies stand open; the others open at a click, and on paper.
OPEN_REPLIES = 3
MOST_LINKS = 3


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The acts, the gravest first, and how many more there are."""
    rows = sorted((row for row in result.eligibility if needs_act(row)), key=attention_order)
    found = links(result, limits)
    return {
        "acts": [
            _act(place, row, result, found.get(relationship_key(row), []))
            for place, row in enumerate(rows[: limits.acts], 1)
        ],
        "more": max(0, len(rows) - limits.acts),
        "any": bool(result.eligibility),
    }


def needs_act(row: Eligibility) -> bool:
    """Waiting needs none, and neither does an open contract in which nobody asked for anything."""
    if row.verdict is Verdict.STAY_ON_PLATFORM:
        return row.reply == DECLINE
    return row.verdict not in QUIET


def _act(place: int, row: Eligibility, result: AuditResult, found: list[tuple[str, str]]) -> Mapping[str, Any]:
    words = VERDICTS[row.verdict]
    return {
        "place": place,
        "client": client_label(row),
        "id": row.client_id if row.client_name else "",
        "title": verdict_title(row, result.policy.name),
        "tone": words.tone,
        "reason": row.verdict_reasons[0] if row.verdict_reasons else words.meaning,
        "others": row.verdict_reasons[1:4],
        "findings": found[:MOST_LINKS],
        "open": place <= OPEN_REPLIES,
        "reply": result.replies.get(relationship_key(row), ""),
    }


SECTION = Section(20, "What to do first", context)
