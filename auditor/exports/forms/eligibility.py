"""A relationship as the fields of the contract, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.exports.forms.texts import day, money
from auditor.model.ordering import relationship_key
from auditor.model.results import Alternative, AuditResult, Coverage, Eligibility

FIELDS = (
    "platform", "client_id", "freelancer_id", "state", "eligible_on", "days_left", "governing_anchor", "last_paid_on",
    "last_message_on", "first_contact_on", "first_contract_on", "active_contracts", "if_closed_today", "blockers",
    "coverage", "moved_by", "fees_paid", "lifetime_billed", "currency", "exit_fee_today", "exit_fee_rule",
    "alternatives", "verdict", "verdict_reasons", "reply",
)  # fmt: skip
NUMBERS = frozenset({"days_left", "active_contracts", "fees_paid", "lifetime_billed", "exit_fee_today"})


def rows(result: AuditResult) -> Iterator[Mapping[str, Any]]:
    """All relationships by platform, client and freelancer, each made when it is asked for."""
    return map(row, sorted(result.eligibility, key=relationship_key))


def row(one: Eligibility) -> Mapping[str, Any]:
    """One relationship as JSON values: money as text with two decimals, dates in ISO 8601."""
    return {
        "platform": one.platform,
        "client_id": one.client_id,
        "freelancer_id": one.freelancer_id,
        "state": one.state.value,
        "eligible_on": day(one.eligible_on),
        "days_left": one.days_left,
        "governing_anchor": one.governing_anchor,
        "last_paid_on": day(one.last_paid_on),
        "last_message_on": day(one.last_message_on),
        "first_contact_on": day(one.first_contact_on),
        "first_contract_on": day(one.first_contract_on),
        "active_contracts": one.active_contracts,
        "if_closed_today": day(one.if_closed_today),
        "blockers": list(one.blockers),
        "coverage": _coverage(one.coverage),
        "moved_by": one.moved_by,
        "fees_paid": money(one.fees_paid),
        "lifetime_billed": money(one.lifetime_billed),
        "currency": one.currency,
        "exit_fee_today": money(one.exit_fee_today),
        "exit_fee_rule": one.exit_fee_rule,
        "alternatives": [_alternative(other) for other in one.alternatives],
        "verdict": one.verdict.value,
        "verdict_reasons": list(one.verdict_reasons),
        "reply": one.reply,
    }


def _coverage(one: Coverage) -> dict[str, Any]:
    return {
        "messages_from": day(one.messages_from),
        "messages_to": day(one.messages_to),
        "payments_to": day(one.payments_to),
        "contracts": one.contracts,
    }


def _alternative(one: Alternative) -> dict[str, Any]:
    return {
        "policy": one.policy,
        "anchor": one.anchor,
        "eligible_on": day(one.eligible_on),
        "exit_fee": money(one.exit_fee),
        "rule": one.rule,
    }
