"""Sentences that say why: each names its dates, amounts and rows, and what to do about it."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from auditor.deciding.standing import Standing
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.words import State, Verdict

if TYPE_CHECKING:
    from auditor.deciding.verdicts import Case

ANCHORS = {
    "last_payment": "the last payment on the platform",
    "contract_end": "the end of the last paid contract",
    "last_message": "the last message",
}


def day(value: date) -> str:
    """A date as people write it, without the locale's help: 5 January 2026."""
    return f"{value.day} {calendar.month_name[value.month]} {value.year}"


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency: $1,240.50, or 1,240.50 EUR."""
    return f"${amount:,.2f}" if currency == "USD" else f"{amount:,.2f} {currency}"


def months_after(start: date, months: int) -> date:
    """The calendar day so many months later, clamped to the month's last day (29 Feb 2024 + 24 = 28 Feb 2026)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def moved_by(one: Standing, policy: Policy) -> str:
    """What would move the date of this relationship."""
    months = policy.window_months
    if one.state is State.BLOCKED_ACTIVE_CONTRACT:
        closed = (
            f"closed today, the date would be {day(one.if_closed_today)}"
            if one.if_closed_today
            else "then a date exists"
        )
        return f"The end of the open contract starts the clock: {closed}. Every later message or payment moves it on."
    return {
        State.WAITING: f"A message by either side, a new contract or a payment on the platform starts the {months} months anew.",
        State.ELIGIBLE: "Only a new contract or a payment on the platform starts a new window; a message does not.",
        State.FEE_PAID: "Nothing: the exit fee frees from its day on.",
        State.EXEMPT_ORIGIN: "A platform contact from before the day you met would put the origin in dispute.",
        State.ORIGIN_DISPUTED: "Proof of the day you first met, earlier than the first contact on the platform.",
        State.ENTERPRISE_AGREEMENT: "The client's own agreement with the platform; ask the client for its terms.",
        State.NEVER_CONTRACTED: "A first contract on the platform; until then there is no date.",
    }[one.state]


def fee_working(one: Standing, policy: Policy) -> str:
    """How today's exit fee comes about, with its working shown."""
    if one.state is State.NEVER_CONTRACTED:
        return "no fee: there is no contract"
    if one.state is State.ENTERPRISE_AGREEMENT:
        return "not known: the client's own agreement governs"
    if one.would_be_free:
        return "nothing to pay: the relationship is free"
    if one.fees_paid is None:
        return f"not known: fees were paid in another currency than {policy.currency}; give --rates to convert them"
    paid, full = money(one.fees_paid, policy.currency), money(policy.fee.amount, policy.currency)
    if one.fees_paid >= policy.fee.waived_from_fees_paid:
        return f"$0: {paid} fees paid reach {money(policy.fee.waived_from_fees_paid, policy.currency)}"
    return f"{full} − {paid} fees paid, never below 0"


def why(case: Case, verdict: Verdict, policy: Policy, as_of: date) -> Iterator[str]:
    """The reasons of a verdict, the deciding one first."""
    one = case.standing
    yield _deciding(case, verdict, policy, as_of)
    if one.active_contracts and verdict is not Verdict.STAY_ON_PLATFORM:
        yield "A contract is active, so payment stays on the platform."
    if one.rows_aside:
        yield f"{one.rows_aside} row(s) of this relationship lie in quarantine; repair them (private/quarantine.csv) and audit again."
    if case.refused:
        yield f"Could not be read, and may hold rows of this client: {', '.join(case.refused)}. Load it repaired, or begin a new store without it."
    if one.inferred:
        yield "No contract export was loaded: the contract is inferred from payments, so its dates are approximate."
    if one.other_billed:
        yield f"Also billed in other currencies: {one.other_billed}."


def _deciding(case: Case, verdict: Verdict, policy: Policy, as_of: date) -> str:
    one = case.standing
    if verdict is Verdict.REPORT_AND_STOP:
        return f"{_named(case.scams())}: report the client to the platform, and do not continue."
    if verdict is Verdict.STOP_AND_REVIEW:
        return f"{_named(case.own_critical())}: your own account is at risk; stop this and read the findings."
    if verdict is Verdict.STAY_ON_PLATFORM:
        return _stay(case)
    if verdict is Verdict.CONFIRM_ORIGIN:
        return _disputed(one)
    if verdict is Verdict.CONFIRM_TERMS:
        return "The client has an enterprise agreement with the platform: it governs, so ask the client for its terms."
    if verdict is Verdict.NO_RELATIONSHIP_YET:
        return "There has been no contract on the platform: share no contact details yet."
    if verdict is Verdict.WAIT:
        return _waiting(one, policy, as_of)
    return _held_or_free(case, verdict, policy, as_of)


def _stay(case: Case) -> str:
    one = case.standing
    contracts = "A contract is" if one.active_contracts == 1 else f"{one.active_contracts} contracts are"
    text = f"{contracts} active: calls and contact for the work are fine, payment stays on the platform."
    if case.asks():
        text += (
            f" The client asked otherwise ({_named(case.asks())}): decline politely; the rules ask you to report it."
        )
    return text


def _disputed(one: Standing) -> str:
    if one.first_met_on is None:
        return (
            "It is stated that you met elsewhere, but no day of that meeting is given: add first_met_at and evidence."
        )
    first = day(one.first_contact_on) if one.first_contact_on else "unknown"
    return (
        f"It is stated that you met on {day(one.first_met_on)}, but the first contact on the platform was on {first}."
    )


def _waiting(one: Standing, policy: Policy, as_of: date) -> str:
    if one.eligible_on is None or one.anchor_on is None:
        return "No payment, message or end of contract dates this relationship yet: load the missing exports."
    left = (one.eligible_on - as_of).days
    text = f"Free under {policy.name} from {day(one.eligible_on)} ({left} days): {policy.window_months} months after {_anchor(one)}."
    if one.exit_fee_today is None:
        return f"{text} The exit fee is {fee_working(one, policy)}."
    return (
        f"{text} Earlier for an exit fee of {money(one.exit_fee_today, policy.currency)} ({fee_working(one, policy)})."
    )


def _held_or_free(case: Case, verdict: Verdict, policy: Policy, as_of: date) -> str:
    one, basis = case.standing, _basis(case.standing, policy)
    if verdict is Verdict.REPAIR_DATA:
        return f"{basis}, but the data are not complete: repair them first."
    if verdict is Verdict.CHECK_MESSAGES:
        return f"{basis}, but no message of {one.freelancer_id} on this platform was ever loaded: a later message would move the date."
    if verdict is Verdict.CLEAR_FINDINGS_FIRST:
        return f"{basis}, but {_named(case.weighty())} still stand open: clear them first."
    return f"{basis}{_differences(one, policy, as_of)}."


def _basis(one: Standing, policy: Policy) -> str:
    if one.state is State.FEE_PAID and one.fee_paid_on:
        return f"Free under {policy.name}: the exit fee was paid on {day(one.fee_paid_on)}"
    if one.state is State.EXEMPT_ORIGIN and one.first_met_on:
        return f"Free under {policy.name}: you met elsewhere on {day(one.first_met_on)}, before any contact on the platform"
    since = day(one.eligible_on) if one.eligible_on else "an unknown day"
    return f"Free under {policy.name} since {since}: {policy.window_months} months after {_anchor(one)}"


def _differences(one: Standing, policy: Policy, as_of: date) -> str:
    later = [
        f"by {other.anchor.replace('_', ' ')} only from {day(months_after(start, other.months))}"
        for other in policy.others
        if (start := one.first_contract_on) and months_after(start, other.months) > as_of
    ]
    return f"; other readings differ: {', '.join(later)}" if later and one.state is State.ELIGIBLE else ""


def _anchor(one: Standing) -> str:
    what = ANCHORS.get(one.governing_anchor or "", "the last event")
    if one.anchor_on is None:
        return what
    return f"{what} on {day(one.anchor_on)}" + (f" ({one.anchor_row})" if one.anchor_row else "")


def _named(findings: list[Finding]) -> str:
    rules = sorted({finding.rule_id for finding in findings})
    latest = max(finding.occurred_at for finding in findings).date()
    count = "one finding" if len(findings) == 1 else f"{len(findings)} findings"
    return f"{count} of {', '.join(rules)} (latest on {day(latest)})"
