"""A finding as the fields of the contract, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.exports.forms.texts import moment
from auditor.model.ordering import finding_order
from auditor.model.results import AuditResult, Evidence, Finding

FIELDS = (
    "finding_id", "rule_id", "severity", "confidence", "platform", "client_id", "freelancer_id", "occurred_at", "actor",
    "title", "explanation", "policy_clause", "evidence", "action", "reply", "status", "first_seen_run",
)  # fmt: skip
NUMBERS = frozenset({"confidence"})


def rows(result: AuditResult) -> Iterator[Mapping[str, Any]]:
    """All findings, the gravest first, then by time, rule and id, each made when it is asked for."""
    return map(row, sorted(result.findings, key=finding_order))


def row(one: Finding) -> Mapping[str, Any]:
    """One finding as JSON values."""
    return {
        "finding_id": one.finding_id,
        "rule_id": one.rule_id,
        "severity": one.severity.value,
        "confidence": round(one.confidence, 4),
        "platform": one.platform,
        "client_id": one.client_id,
        "freelancer_id": one.freelancer_id,
        "occurred_at": moment(one.occurred_at),
        "actor": one.actor.value,
        "title": one.title,
        "explanation": one.explanation,
        "policy_clause": one.policy_clause,
        "evidence": [_evidence(item) for item in one.evidence],
        "action": one.action,
        "reply": one.reply,
        "status": one.status.value,
        "first_seen_run": one.first_seen_run,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "table": item.table, "id": item.id, "value": item.value, "snippet": item.snippet,
        "start": item.start, "end": item.end,
    }  # fmt: skip
