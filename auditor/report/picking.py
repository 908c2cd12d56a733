"""Which findings and relationships the report shows, and by which address inside the page each can be reached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from auditor.model.grave import grave
from auditor.model.ordering import attention_order, finding_order, relationship_key
from auditor.model.reporting import Limits
from auditor.model.results import AuditResult, Eligibility, Finding
from auditor.model.words import Actor, Severity, Verdict

ID_CHARACTERS = 64
# With a stranger nothing is at stake yet: from this risk on (an open finding that is high at least) something has to be done.
RISKY = 40.0
URGENT = (Verdict.REPORT_AND_STOP, Verdict.STOP_AND_REVIEW)
# Verdicts that ask for nothing by themselves.
CALM = (Verdict.STAY_ON_PLATFORM, Verdict.WAIT)
# The replies that answer a client who asked to leave or to pay outside, and that take an own offer back.
ANSWERS = ("decline_politely", "take_back")

Key = tuple[str, str, str]


def findings_shown(result: AuditResult, limits: Limits) -> list[Finding]:
    """The findings of the report: open ones first, the gravest first."""
    ordered = sorted(result.findings, key=lambda one: (not one.is_open(result.as_of), finding_order(one)))
    return ordered[: limits.findings]


def several_freelancers(result: AuditResult) -> bool:
    """Whether a client's name alone does not say whose relationship it is."""
    found = {one.freelancer_id for one in result.findings}
    return len(found | {row.freelancer_id for row in result.eligibility}) > 1


def anchor(one: Finding) -> str:
    """The id of a finding in the page: finding-<finding_id>, with nothing in it that an address cannot hold."""
    return "finding-" + re.sub(r"[^A-Za-z0-9_-]", "-", one.finding_id)[:ID_CHARACTERS]


def links(result: AuditResult, limits: Limits) -> dict[Key, list[tuple[str, str]]]:
    """(anchor, title) of the open findings of each relationship, of those that the report shows."""
    found: dict[Key, list[tuple[str, str]]] = defaultdict(list)
    for one in findings_shown(result, limits):
        if one.is_open(result.as_of):
            found[relationship_key(one)].append((anchor(one), one.title))
    return found


def pressing(result: AuditResult) -> frozenset[Key]:
    """The relationships of the findings for which the run ends with 1, since whoever gets that sign has to look at them, and of
    those that weigh on the own account."""
    return frozenset(relationship_key(one) for one in (*grave(result), *own_grave(result)))


def own_grave(result: AuditResult) -> tuple[Finding, ...]:
    """Open findings, high at least, of what the freelancer did or took part in, where the verdict alone asks for nothing."""
    own = (Actor.FREELANCER, Actor.BOTH)
    calm = {relationship_key(row) for row in result.eligibility if row.verdict in (*CALM, Verdict.NO_RELATIONSHIP_YET)}
    return tuple(
        one
        for one in result.findings
        if one.actor in own and one.severity.rank >= Severity.HIGH.rank and one.is_open(result.as_of)
        if relationship_key(one) in calm
    )


def needs_act(row: Eligibility, pressed: frozenset[Key] = frozenset()) -> bool:
    """Waiting needs none, and neither does an open contract, unless something has to be declined or taken back, or is `pressed`."""
    if relationship_key(row) in pressed:
        return True
    if row.verdict in CALM:
        return row.reply in ANSWERS
    if row.verdict is Verdict.NO_RELATIONSHIP_YET:
        return row.risk >= RISKY
    return True


def looked_into(result: AuditResult, limits: Limits) -> list[Eligibility]:
    """The relationships that get a part of their own, those that most need an act first: needing one, or with a risk."""
    pressed = pressing(result)
    chosen = [row for row in result.eligibility if needs_act(row, pressed) or row.risk > 0 or result.about]
    return sorted(chosen, key=attention_order)[: limits.acts]


def dossiers(result: AuditResult, limits: Limits) -> Mapping[Key, str]:
    """The address of each of these parts by relationship."""
    return {relationship_key(row): f"relationship-{place}" for place, row in enumerate(looked_into(result, limits), 1)}


def rule_titles(result: AuditResult) -> dict[str, str]:
    """What each rule that found something is called for people."""
    return {one.rule_id: one.title for one in sorted(result.findings, key=finding_order, reverse=True)}
