"""Findings, the gravest first, to be filtered and sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from auditor.model.ordering import relationship_key
from auditor.model.phrasing import count, long_day
from auditor.model.reporting import Limits, Section
from auditor.model.results import AuditResult, Evidence, Finding
from auditor.model.review_standing import ReviewStanding
from auditor.model.visible import shorten
from auditor.model.words import Actor, FindingStatus, Severity
from auditor.report import pictures
from auditor.report.picking import ID_CHARACTERS, anchor, findings_shown, several_freelancers
from auditor.report.wording import SEVERITIES, client_label

MOST_EVIDENCE = 4
WHO = {
    Actor.CLIENT: "the client",
    Actor.FREELANCER: "the freelancer",
    Actor.BOTH: "both sides",
    Actor.UNKNOWN: "not known",
}


def context(result: AuditResult, limits: Limits) -> Mapping[str, Any]:
    """The findings shown, the choices of the filter, and how many are left out."""
    shown = findings_shown(result, limits)
    names = {relationship_key(row): client_label(row) for row in result.eligibility}
    several = several_freelancers(result)
    return {
        "findings": [
            {
                **_finding(place, one, names, limits),
                "freelancer": one.freelancer_id if several else "",
                "decision": decision(result.reviews, one),
            }
            for place, one in enumerate(shown)
        ],
        "total": len(result.findings),
        "severities": [
            (one.value, SEVERITIES[one]) for one in reversed(Severity) if any(f.severity is one for f in shown)
        ],
        "statuses": sorted({one.status.value for one in shown}),
        "rules": sorted({one.rule_id for one in shown}),
        "counted": _counted(result),
        "charts": pictures.charts(result, limits, "findings"),
    }


def decision(reviews: ReviewStanding, one: Finding) -> str:
    """What a reviewer decided: when, who, why, whether it still holds, and whether others see it otherwise."""
    finding_id = one.finding_id
    if finding_id not in reviews.said:
        return ""
    words, who, note = reviews.said[finding_id]
    by = f" by {shorten(who, 80)}" if who else ""
    why = f": {shorten(note, 400)}" if note else "."
    more = [" The day has passed, so it is open again."] if finding_id in reviews.expired else []
    more += [_changed(one)] if finding_id in reviews.stale else []
    more += [" Another reviewer decided otherwise."] if finding_id in reviews.disputed else []
    if more and why[-1] not in ".!?…":
        why += "."
    return f"{words[:1].upper()}{words[1:]}{by}{why}{''.join(more)}"


def _changed(one: Finding) -> str:
    """What it means that the finding is no longer what was decided about; an acceptance that ran out has its own sentence."""
    if one.accepted_until is None and one.status in (FindingStatus.NEW, FindingStatus.OPEN):
        return " That was when the finding was less grave: the decision does not hold, so the finding is open."
    return " The finding has changed since then: look again with 'auditor review'."


def _counted(result: AuditResult) -> str:
    open_ones = Counter(one.severity for one in result.findings if one.is_open(result.as_of))
    parts = [f"{open_ones[one]} {SEVERITIES[one].lower()}" for one in reversed(Severity) if open_ones[one]]
    closed = len(result.findings) - open_ones.total()
    text = f"{count(open_ones.total(), 'finding')} open: {', '.join(parts)}." if parts else "No finding is open."
    return f"{text} {closed} closed by a review." if closed else text


def _finding(place: int, one: Finding, names: Mapping[tuple[str, str, str], str], limits: Limits) -> Mapping[str, Any]:
    return {
        "place": place,
        "anchor": anchor(one),
        "severity": one.severity,
        "title": shorten(one.title, limits.snippet_characters),
        "client": names.get(relationship_key(one)) or client_label(one),
        "on": long_day(one.occurred_at.date()),
        "seconds": int(one.occurred_at.replace(tzinfo=UTC).timestamp()),
        "status": one.status.value,
        "rule": one.rule_id,
        "who": WHO[one.actor],
        "percent": round(one.confidence * 100),
        "explanation": shorten(one.explanation, 2 * limits.snippet_characters),
        "clause": shorten(one.policy_clause, limits.snippet_characters),
        "action": shorten(one.action, limits.snippet_characters),
        "evidence": [_evidence(item, limits) for item in one.evidence[:MOST_EVIDENCE]],
        "more_evidence": max(0, len(one.evidence) - MOST_EVIDENCE),
    }


def _evidence(item: Evidence, limits: Limits) -> Mapping[str, str]:
    return {
        "row": f"{item.table.removesuffix('s')} {shorten(item.id, ID_CHARACTERS)}",
        "value": shorten(item.value or "", limits.snippet_characters),
        "snippet": shorten(item.snippet or "", limits.snippet_characters),
    }


SECTION = Section(50, "Findings", context)
