"""Sentences that say why: each names its dates, amounts and rows, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditor.deciding import held, missing, others, reporting, restarting, stated
from auditor.deciding.fees import fee_working, owed
from auditor.deciding.standing import STATED_ROW, Standing
from auditor.deciding.words import ANCHORS, day, money, named
from auditor.model.phrasing import count
from auditor.model.policies import ALWAYS, Anchor, Policy
from auditor.model.results import Finding
from auditor.model.words import State, Verdict

if TYPE_CHECKING:
    from auditor.deciding.cases import Case


@dataclass(frozen=True, slots=True)
class Under:
    """The policy by which a relationship is judged, its name in sentences, what other versions say differently, whether
    dates chose between several versions, and what has to be said of whose rules these are."""

    policy: Policy
    name: str
    disagreement: str = ""
    by_dates: bool = False
    whose: tuple[str, ...] = ()


def why(case: Case, verdict: Verdict, under: Under, as_of: date) -> Iterator[str]:
    """The reasons of a verdict, the deciding one first."""
    one, policy = case.standing, under.policy
    yield _deciding(case, verdict, under, as_of)
    yield from held.in_the_way(case, verdict)
    if one.active_contracts and verdict is not Verdict.STAY_ON_PLATFORM:
        yield "A contract is active, so payment stays on the platform."
    if one.state is State.BLOCKED_ACTIVE_CONTRACT:
        yield _leaving_now(one, under, as_of)
    if case.own_offers() and verdict is Verdict.WAIT:
        yield f"You offered to leave or to be paid outside yourself ({named(case.own_offers())}): do not repeat it."
    if one.fee_part_on:
        yield missing.part_paid(one, policy)
    if one.resets and one.without_messages_on and one.state is State.WAITING:
        yield _reset(one)
    yield from restarting.restarted(one)
    yield from restarting.unpaid(one, policy)
    yield from restarting.by_letter(one, policy, as_of)
    yield from stated.statements(one, policy, as_of)
    if one.state in (State.ELIGIBLE, State.WAITING) and policy.window.moves:
        yield from missing.stale(one, as_of)
    if one.early_payments:
        yield f"Payments from before the first contract: {one.early_payments}, the first of them {one.early_row}; a contract is missing in the exports, or a date is wrong."
    yield from missing.incomplete(case)
    if one.other_billed:
        yield f"Also billed in other currencies: {one.other_billed}."
    if under.by_dates and one.begun_on:
        yield _version(one, policy)
    yield from under.whose
    if policy.unknown:
        yield f"Not known of {policy.label}: {', '.join(policy.unknown)}."


def _deciding(case: Case, verdict: Verdict, under: Under, as_of: date) -> str:
    one = case.standing
    if verdict is Verdict.REPORT_AND_STOP:
        return f"{named(case.scams())}: {reporting.to_report(case)}, and do not continue."
    if verdict is Verdict.STOP_AND_REVIEW:
        return f"{named(case.own_critical())}: your own account is at risk; stop this and read the findings.{_take_back(case)}"
    if verdict is Verdict.STAY_ON_PLATFORM:
        return _stay(case, under.policy)
    if verdict is Verdict.CONFIRM_ORIGIN:
        if one.is_over_in_dispute(as_of):
            return f"{stated.disputed(one, as_of)[:-1]}; even if that is not cleared up, {stated.over_in_dispute(one, under.policy, under.name)}{under.disagreement}."
        return f"{stated.disputed(one, as_of)[:-1]}; unless that is cleared up, {_governing(one, under, as_of)}{under.disagreement}."
    if verdict is Verdict.CONFIRM_TERMS:
        text = "The client has an enterprise agreement with the platform: it governs, so ask the client for its terms"
        return f"{text}; without it {_governing(one, under, as_of)}{under.disagreement}."
    if verdict is Verdict.NO_RELATIONSHIP_YET:
        if case.elsewhere:
            return f"These rows name no platform; the contracts with this client are on {' and '.join(case.elsewhere)}: what is said of them there holds here too."
        never = "There has been no contract on the platform"
        if one.told:
            never = "You tell of no contract and no payment, so there was none"
        elif case.unread:
            never = "No contract of yours was loaded, so none with this client is known (load contracts and payments if there were any)"
        sent = case.own_contacts()
        own = (
            f" You sent some yourself ({named(sent)}): do not repeat it, and stay with the platform's messages."
            if sent
            else ""
        )
        return f"{never}: share no contact details yet.{own}"
    if verdict is Verdict.WAIT:
        return f"{_waiting(one, under, as_of)}{under.disagreement}."
    return f"{_held_or_free(case, verdict, under)}{under.disagreement}."


def _take_back(case: Case) -> str:
    return " Take your own offer back in writing, and do not repeat it." if case.own_offers() else ""


def _stay(case: Case, policy: Policy) -> str:
    one = case.standing
    contracts = "A contract is" if one.active_contracts == 1 else f"{one.active_contracts} contracts are"
    fine = (
        "contact and payment stay on the platform"
        if policy.contact_rule == ALWAYS
        else "calls and contact for the work are fine, payment stays on the platform"
    )
    text = f"{contracts} active: {fine}."
    if case.asks():
        text += f" The client asked otherwise ({named(case.asks())}): decline politely; the rules ask you to report it."
    if case.own_offers():
        text += f" You offered otherwise yourself ({named(case.own_offers())}): take it back in writing, and do not repeat it."
    return text


def _leaving_now(one: Standing, under: Under, as_of: date) -> str:
    if one.is_exempt and one.first_met_on:
        return f"You met elsewhere on {day(one.first_met_on)}, before any contact on the platform: once the contract has ended, nothing is due under {under.name} and no period runs."
    working = fee_working(one, under.policy, as_of)
    text = f"The honest way out: first end the open contract, then the exit fee under {under.name}"
    if not under.policy.fee.is_known:
        return f"Whether a fee buys a way out under {under.name} is not known ({under.policy.fee.rule}){under.disagreement}."
    if one.exit_fee_today is None:
        return f"{text}: {working}{under.disagreement}."
    if one.exit_fee_today == 0:
        return f"The honest way out: first end the open contract; then no exit fee is due under {under.name}, settled through the platform ({working}){under.disagreement}."
    fee = owed(one.exit_fee_today, under.policy.currency, working)
    return f"{text}, {fee} as of today ({working}){under.disagreement}."


def _governing(one: Standing, under: Under, as_of: date) -> str:
    """What the governing policy says where something else may stand above it."""
    fee = (
        "exit fee not known"
        if one.exit_fee_today is None
        else f"exit fee {owed(one.exit_fee_today, under.policy.currency, fee_working(one, under.policy, as_of))}"
    )
    if one.window_end_on is None:
        return f"{under.name} gives no day ({fee})"
    since = "since" if one.window_end_on <= as_of else "from"
    return f"{under.name} frees {since} {day(one.window_end_on)} ({fee})"


def _waiting(one: Standing, under: Under, as_of: date) -> str:
    policy = under.policy
    working = fee_working(one, policy, as_of)
    fee = f"The exit fee is {working}"
    if one.exit_fee_today == 0:
        fee = f"No exit fee is due to leave earlier, settled through the platform ({working})"
    elif one.exit_fee_today is not None:
        fee = f"Earlier for an exit fee of {owed(one.exit_fee_today, policy.currency, working)} ({working})"
    if one.eligible_on is None or one.anchor_on is None:
        return f"{_no_day(under, one.told)} {fee}"
    left = (one.eligible_on - as_of).days
    return f"Free under {under.name} from {day(one.eligible_on)} ({count(left, 'day')}): {_counted(one, policy)}. {fee}"


def _no_day(under: Under, told: bool) -> str:
    window = under.policy.window
    if window.months is None:
        return f"Under {under.name} no end of the period is known: nobody can say from when you are free."
    if not window.anchors:
        return f"Under {under.name} it is not known what the {window.months} months count from."
    if window.anchors == (Anchor.ACCOUNT_END,):
        where = "give that day as --left-on DATE" if told else "state that day as left_on"
        return f"Under {under.name} the {window.months} months begin when you leave the platform; {where}."
    if told:
        return f"Under {under.name} there is no day yet: {others.untold(window.anchors)}."
    return "No payment, message or end of contract dates this relationship yet: load the missing exports."


def _held_or_free(case: Case, verdict: Verdict, under: Under) -> str:
    one, basis = case.standing, _basis(case.standing, under)
    # Whoever reads only the first words must not take them for a yes.
    so_far = f"Not sure yet. By what is known you would be free{basis.removeprefix('Free')}"
    if verdict is Verdict.REPAIR_DATA:
        return f"{so_far}, but the data are not complete: repair them first"
    if verdict is Verdict.CHECK_MESSAGES:
        return f"{so_far}, but {missing.no_message(one, under.policy)}"
    if verdict is Verdict.CLEAR_FINDINGS_FIRST:
        return f"{basis}, but {named(case.weighty())} {'is' if len(case.weighty()) == 1 else 'are'} still open: clear {_them(case.weighty())} first"
    return basis


def _them(findings: list[Finding]) -> str:
    return "it" if len(findings) == 1 else "them"


def _basis(one: Standing, under: Under) -> str:
    if one.state is State.FEE_PAID and one.fee_paid_on:
        if one.fee_payment_on == one.fee_paid_on:
            return f"Free under {under.name}: the exit fee was paid ({missing.fee_payment(one)})"
        return f"Free under {under.name}: the exit fee was paid on {day(one.fee_paid_on)}, as you state it; its amount is not checked"
    if one.state is State.EXEMPT_ORIGIN and one.first_met_on:
        met = f"Free under {under.name}: you met elsewhere on {day(one.first_met_on)}"
        if one.first_met_on == one.first_contact_on:
            return f"{met}, the day of the first contact on the platform; which came first the days do not tell, so keep proof that you met before"
        return f"{met}, before any contact on the platform"
    since = day(one.eligible_on) if one.eligible_on else "an unknown day"
    fee = f", for {money(one.exit_fee_today, under.policy.currency)}" if one.exit_fee_today else ""
    return f"Free under {under.name} since {since}{fee}: {_counted(one, under.policy)}"


def _counted(one: Standing, policy: Policy) -> str:
    what = ANCHORS[Anchor(one.governing_anchor)] if one.governing_anchor else "the last event"
    if one.governing_anchor == Anchor.ACCOUNT_END and one.anchor_row != STATED_ROW:
        what = "the last payment or contract on the platform"
    if one.governing_anchor == Anchor.CONTRACT_END and one.last_paid_on is None:
        what = "the end of the last contract, of which no payment is known,"
    elif one.anchor_unpaid:
        what = "the end of the first contract, of which no payment is known,"
    text = f"{policy.window_months} months after {what}"
    if one.anchor_on is None:
        return text
    return f"{text} on {day(one.anchor_on)}" + (f" ({one.anchor_row})" if one.anchor_row else "")


def _reset(one: Standing) -> str:
    assert one.without_messages_on is not None
    times = "one day" if one.resets == 1 else f"{one.resets} days"
    row = (
        f", the last of them {one.anchor_row}" if one.governing_anchor == Anchor.LAST_MESSAGE and one.anchor_row else ""
    )
    return f"Messages on {times} after the last payment or contract moved the date{row}: without them it would be {day(one.without_messages_on)}."


def _version(one: Standing, policy: Policy) -> str:
    assert one.begun_on is not None
    if not one.begun_known:
        # A version goes by the first contact; other days show only by when the relationship had begun.
        by = (
            f": what you tell shows only that the relationship had begun by {day(one.begun_on)}" if one.begun_on else ""
        )
        return f"Which version of {policy.name} governs is not known, because the first contact is not told (--first-contact DATE){by}. {policy.label} is reckoned with here; earlier versions stand among the other readings."
    text = f"{policy.label} is taken because the relationship began on {day(one.begun_on)}"
    if policy.effective_from and one.begun_on < policy.effective_from:
        return f"{text}, before the earliest version that is known."
    since = policy.effective_from or policy.in_force_by
    return f"{text}; that version applies from {day(since)} on." if policy.effective_from and since else f"{text}."
