"""What a case did: its gravest finding in words, and links to the first findings of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from auditor.auditing.supposing import ONE_ACCOUNT
from auditor.model.ordering import finding_order
from auditor.model.reporting import Limits
from auditor.model.results import AuditResult, Finding
from auditor.model.visible import shorten
from auditor.model.words import Actor, Severity
from auditor.report.picking import anchor, findings_shown

MOST_LINKS = 3
Account = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """The explanation of the gravest finding, and (address, title) of findings that the report shows."""

    gravest: str
    links: tuple[tuple[str, str], ...]


def told(result: AuditResult, limits: Limits) -> Mapping[Account, Told]:
    """By account (its side and id): what is told of it. What both sides did stands under both."""
    gravest: dict[Account, Finding] = {}
    # As one account, findings keep the freelancer who caused them, and cases do not.
    whole = {row.freelancer_id for row in result.eligibility} == {ONE_ACCOUNT}
    for one in result.findings:
        for account in _accounts(one, result, whole):
            if account not in gravest or finding_order(one) < finding_order(gravest[account]):
                gravest[account] = one
    links: dict[Account, dict[str, str]] = {}
    for one in findings_shown(result, limits):
        for account in _accounts(one, result, whole):
            links.setdefault(account, {}).setdefault(one.title, anchor(one))
    return {
        account: Told(shorten(one.explanation, limits.snippet_characters), _links(links.get(account, {})))
        for account, one in gravest.items()
    }


def _links(by_title: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((address, shorten(title, 80)) for title, address in list(by_title.items())[:MOST_LINKS])


def _accounts(one: Finding, result: AuditResult, whole: bool) -> Iterator[Account]:
    if one.severity is Severity.INFO or not one.is_open(result.as_of):
        return
    if one.actor in (Actor.CLIENT, Actor.BOTH):
        yield "client", one.client_id
    if one.actor in (Actor.FREELANCER, Actor.BOTH):
        yield "freelancer", ONE_ACCOUNT if whole else one.freelancer_id
