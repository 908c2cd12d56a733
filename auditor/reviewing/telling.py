"""One finding as a reviewer reads it: what, why, the rows behind it, what was said around it, what was decided before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.model.results import Finding
from auditor.model.reviews import Decision
from auditor.model.visible import safe
from auditor.reviewing.context import Said


def told(one: Finding, said: Sequence[Said], earlier: Sequence[Decision]) -> Iterator[str]:
    """Lines, safe to print. What is in them comes from exports: a line end in a message must not look like a line of this."""
    yield from map(safe, _lines(one, said, earlier))


def _lines(one: Finding, said: Sequence[Said], earlier: Sequence[Decision]) -> Iterator[str]:
    yield f"{one.severity.value}  {one.rule_id}  {one.title}"
    yield f"client {one.client_id}, freelancer {one.freelancer_id}, {one.occurred_at.date()}, by {one.actor.value}, confidence {one.confidence}, finding {one.finding_id}"
    yield one.explanation
    yield f"Clause: {one.policy_clause}"
    yield f"Do: {one.action}"
    yield "Evidence:"
    for item in one.evidence:
        yield f"  {item.table} {item.id}: {item.snippet or ''}"
    if said:
        yield "Around it:"
    for line in said:
        when = f"{line.sent_at:%Y-%m-%d %H:%M}" if line.sent_at else "undated"
        yield f"{'>' if line.is_evidence else ' '} {when} {line.sender}: {line.text}"
    for decision in earlier:
        yield f"Decided before: {_decided(decision)}"


def _decided(one: Decision) -> str:
    until = f" until {one.accepted_until}" if one.accepted_until else ""
    when = f" on {one.decided_at.date()}" if one.decided_at else ""
    note = f": {one.note}" if one.note else ""
    return f"{one.decision.value}{until} by {one.reviewer or 'unknown'}{when}{note}"
