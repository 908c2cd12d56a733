"""What to do first: one entry per relationship that needs an act, with the reply to copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.model.grave import grave
from auditor.model.ordering import attention_order, relationship_key
from auditor.model.phrasing import count
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult, Eligibility
from auditor.model.words import Severity
from auditor.report.picking import (
    URGENT,
    anchor,
    dossiers,
    findings_shown,
    links,
    needs_act,
    own_grave,
    pressing,
    rule_titles,
    several_freelancers,
)
from auditor.report.wording import VERDICTS, client_label, plainly, verdict_title

# The first replies stand open; the others open at a click, and on paper.
OPEN_REPLIES = 3
MOST_LINKS, MOST_REASONS = 3, 3
DECIDE = "confirm, dismiss or accept with 'auditor review'"


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The acts, the gravest first, and how many more there are."""
    pressed, several = pressing(result), several_freelancers(result)
    rows = sorted(
        (row for row in result.eligibility if needs_act(row, pressed)),
        # What weighs on the own account comes before what can wait.
        key=lambda row: (row.verdict not in URGENT and relationship_key(row) not in pressed, attention_order(row)),
    )
    found, titles, addresses = links(result, limits), rule_titles(result), dossiers(result, limits)
    return {
        "acts": [
            {
                **_act(place, row, result, titles),
                "freelancer": row.freelancer_id if several else "",
                "findings": found.get(relationship_key(row), [])[:MOST_LINKS],
                "address": addresses.get(relationship_key(row), ""),
            }
            for place, row in enumerate(rows[: limits.acts], 1)
        ],
        "more": max(0, len(rows) - limits.acts),
        "any": bool(result.eligibility),
        "unlooked": _unlooked(result, limits) if not rows else None,
    }


def _unlooked(result: AuditResult, limits: Limits) -> Mapping[str, Any] | None:
    """The open findings that are high at least, if there are any: where no client needs a step, they still want a look."""
    high = [one for one in result.findings if one.is_open(result.as_of) and one.severity.rank >= Severity.HIGH.rank]
    if not high:
        return None
    # Open ones stand first in the report, the gravest before the others.
    shown = [(anchor(one), one.title) for one in findings_shown(result, limits)[:MOST_LINKS] if one in high]
    return {"count": count(len(high), "open finding"), "verb": "wants" if len(high) == 1 else "want", "shown": shown}


def _act(place: int, row: Eligibility, result: AuditResult, titles: Mapping[str, str]) -> Mapping[str, Any]:
    words = VERDICTS[row.verdict]
    told = [*_look(row, result), *(plainly(one, titles).whole for one in row.verdict_reasons)] or [words.meaning]
    return {
        "place": place,
        "client": client_label(row),
        "id": row.client_id if row.client_name else "",
        "title": verdict_title(row, result.policy.name),
        "tone": words.tone,
        "reason": told[0],
        "others": told[1:MOST_REASONS],
        "open": place <= OPEN_REPLIES,
        # Who has to look only has nothing to answer.
        "reply": result.replies.get(relationship_key(row), "") if needs_act(row) else "",
        "costs": row.reply_costs,
    }


def _look(row: Eligibility, result: AuditResult) -> list[str]:
    """What makes an act of a relationship that needs none by its verdict: the findings for which the run ended with 1, and
    those that weigh on the own account."""
    if row.verdict in URGENT:
        return []
    limit, own = (
        [one for one in found if relationship_key(one) == relationship_key(row)]
        for found in (grave(result), own_grave(result))
    )
    said = []
    if limit:
        said.append(f"Look at {_these(len(limit))}, at or above the limit that you set: {DECIDE}.")
    elif own:
        what = f"{own[0].action.rstrip('.')}; or" if len(own) == 1 else "Follow what each asks; or"
        said.append(f"Look at {_these(len(own))}, which {_weigh(len(own))} on your own account. {what} {DECIDE}.")
    return said


def _these(number: int) -> str:
    return "this finding" if number == 1 else f"these {count(number, 'finding')}"


def _weigh(number: int) -> str:
    return "weighs" if number == 1 else "weigh"


SECTION = Section(30, "What to do first", context)
