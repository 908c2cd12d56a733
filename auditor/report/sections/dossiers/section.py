"""One part for each relationship that most needs an act: what to do and why, its history, and what its risk is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.model.ordering import relationship_key
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult, Eligibility
from auditor.report import wording
from auditor.report.picking import dossiers, links, looked_into, needs_act, pressing, rule_titles, several_freelancers
from auditor.report.pictures import relationship_pictures

MOST_LINKS = 12


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The parts in the order of need, and how many relationships have none."""
    chosen, drawn = looked_into(result, limits), relationship_pictures(result, limits)
    found, titles, addresses = links(result, limits), rule_titles(result), dossiers(result, limits)
    pressed, several = pressing(result), several_freelancers(result)
    left = sum(needs_act(row, pressed) or row.risk > 0 for row in result.eligibility) - len(chosen)
    return {
        "parts": [
            {
                **_part(row, result, titles),
                "freelancer": row.freelancer_id if several else "",
                "address": addresses[relationship_key(row)],
                "charts": pictures,
                "findings": found.get(relationship_key(row), [])[:MOST_LINKS],
                "more_findings": max(0, row.open_findings - len(found.get(relationship_key(row), [])[:MOST_LINKS])),
            }
            for row, pictures in zip(chosen, drawn, strict=True)
        ],
        "more": max(0, left),
    }


def _part(row: Eligibility, result: AuditResult, titles: Mapping[str, str]) -> Mapping[str, Any]:
    words = wording.VERDICTS[row.verdict]
    told = [wording.plainly(one, titles) for one in row.verdict_reasons]
    return {
        "client": wording.client_label(row),
        "id": row.client_id if row.client_name else "",
        "title": wording.verdict_title(row, result.policy.name),
        "tone": words.tone,
        "meaning": wording.meaning(row, result.as_of),
        "reasons": [one.whole for one in told],
        "date": wording.date_sentence(row, result.as_of),
        "moved_by": row.moved_by,
    }


SECTION = Section(40, "One by one", context)
