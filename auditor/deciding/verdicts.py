"""The verdicts of the rules: first match wins, and every reason is a sentence with its dates and ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import polars as pl

from auditor.deciding import others, reasons, stated
from auditor.deciding.cases import Case
from auditor.deciding.exposure import Exposure, break_even, by_freelancer
from auditor.deciding.fees import fee_working
from auditor.deciding.moving import moved_by, restart
from auditor.deciding.others import Book
from auditor.deciding.standing import STATED_ROW, Standing, from_frame
from auditor.deciding.whose import whose
from auditor.model.phrasing import cents
from auditor.model.policies import Policy
from auditor.model.replying import KEEP, is_sent
from auditor.model.results import Coverage, Eligibility, Finding
from auditor.model.words import Actor, State, Verdict

REPLIES = {
    Verdict.REPORT_AND_STOP: "report_and_move_on",
    Verdict.STAY_ON_PLATFORM: "decline_offer_value",
    Verdict.FREE_TO_LEAVE: "welcome_direct",
    Verdict.NO_RELATIONSHIP_YET: "decline_politely",
}


def decide(
    frame: pl.DataFrame,
    findings: Sequence[Finding],
    risks: Mapping[tuple[str, str, str], float],
    book: Book,
    as_of: date,
    refused: Sequence[str] = (),
    exposed: Sequence[Exposure] = (),
    erased: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    not_run: tuple[str, ...] = (),
) -> tuple[Eligibility, ...]:
    """Give each relationship of the frame `standing` its verdict, in the frame's order.

    `risks` maps (platform, client_id, freelancer_id) to 0-100; `book` holds the readings that SQL was asked; `refused` names files of known tables that could not be
    read in this run: what they hold is not known, so nobody is called free; `exposed` is the income at risk of each freelancer; `erased` are clients
    who were erased and are back, with the exports that brought them: what else was known of them is not; what the rules that did `not_run` would find is not known either.
    """
    open_findings: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.is_open(as_of):
            open_findings[finding.platform, finding.client_id, finding.freelancer_id].append(finding)
    standings = from_frame(frame, book.told, book.asked.currency)
    holders: dict[str, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.active_contracts and not one.inferred:
            holders[one.client_id].append(one)
    platforms = _platforms(standings)
    known = {one.freelancer_id for one in standings if one.state is not State.NEVER_CONTRACTED}
    cases = (
        Case(
            one,
            tuple(_weighing(one, open_findings)),
            tuple(refused),
            _held_by(one, holders),
            erased.get(one.client_id, ()),
            not_run,
            platforms.get((one.client_id, one.freelancer_id), ()) if not one.platform else (),
            one.freelancer_id not in known and not one.told,
        )
        for one in standings
    )
    at_risk = by_freelancer(exposed)
    return tuple(
        eligibility_row(
            case, risks.get(case.standing.key, 0.0), book, as_of, at_risk.get(case.standing.freelancer_id, ())
        )
        for case in cases
    )


def _weighing(one: Standing, found: Mapping[tuple[str, str, str], list[Finding]]) -> list[Finding]:
    """The open findings that a verdict looks at: of two who work on several platforms those that name none as well."""
    unnamed = found.get(("", one.client_id, one.freelancer_id), []) if one.platform else []
    return [*found.get(one.key, ()), *unnamed]


def _platforms(standings: Sequence[Standing]) -> dict[tuple[str, str], tuple[str, ...]]:
    """On which platforms a client and a freelancer have contracts."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in standings:
        if one.platform and one.state is not State.NEVER_CONTRACTED:
            found[one.client_id, one.freelancer_id].append(one.platform)
    return {pair: tuple(names) for pair, names in found.items()}


def _held_by(one: Standing, holders: Mapping[str, list[Standing]]) -> tuple[str, ...]:
    # Contracts that are only inferred may be those that an export tells of somebody else: one person under two ids.
    # A platform that nobody named may be any.
    if not one.inferred:
        return ()
    near = (one.platform, "") if one.platform else tuple(other.platform for other in holders.get(one.client_id, ()))
    return tuple(other.freelancer_id for other in holders.get(one.client_id, ()) if other.platform in near)


def verdict_of(case: Case) -> Verdict:
    """The first verdict that applies, in the order of the rules."""
    standing = case.standing
    free = standing.would_be_free
    order = (
        (Verdict.REPORT_AND_STOP, bool(case.scams())),
        (Verdict.STOP_AND_REVIEW, bool(case.own_critical())),
        (Verdict.STAY_ON_PLATFORM, standing.active_contracts > 0),
        (Verdict.CONFIRM_ORIGIN, standing.state is State.ORIGIN_DISPUTED),
        (Verdict.CONFIRM_TERMS, standing.state is State.ENTERPRISE_AGREEMENT),
        (Verdict.REPAIR_DATA, free and case.is_incomplete()),
        (Verdict.CHECK_MESSAGES, free and standing.messages_to is None),
        (Verdict.CLEAR_FINDINGS_FIRST, free and bool(case.weighty())),
        (Verdict.FREE_TO_LEAVE, free),
        (Verdict.NO_RELATIONSHIP_YET, standing.state is State.NEVER_CONTRACTED),
    )
    return next((verdict for verdict, applies in order if applies), Verdict.WAIT)


def eligibility_row(case: Case, risk: float, book: Book, as_of: date, exposed: Sequence[Exposure] = ()) -> Eligibility:
    """One relationship with its verdict, reasons, blockers and fee; `exposed` is the income of its freelancer."""
    one, verdict, policy = case.standing, verdict_of(case), book.governing(case.standing)
    found = others.alternatives(one, book, as_of)
    pays = break_even(one, _whose_ask(case), exposed, policy.currency)
    rules = whose(one, book, as_of)
    reply = _reply(case, verdict, stands_in=bool(rules.stand_in))
    disagreement = others.disagreement(one, found, book, as_of)
    under = reasons.Under(policy, rules.name, disagreement, book.name(one) != policy.name, rules.sentences)
    return Eligibility(
        platform=one.platform,
        client_id=one.client_id,
        freelancer_id=one.freelancer_id,
        state=one.state,
        eligible_on=one.eligible_on,
        days_left=None if one.eligible_on is None else max(0, (one.eligible_on - as_of).days),
        governing_anchor=one.governing_anchor,
        last_paid_on=one.last_paid_on,
        last_message_on=one.last_message_on,
        first_contact_on=one.first_contact_on,
        first_contract_on=one.first_contract_on,
        active_contracts=one.active_contracts,
        if_closed_today=one.if_closed_today,
        blockers=_blockers(case, verdict),
        coverage=Coverage(one.messages_from, one.messages_to, one.payments_to, "inferred" if one.inferred else "given"),
        moved_by=moved_by(one, policy),
        fees_paid=_cents(one.fees_paid),
        lifetime_billed=_cents(one.lifetime_billed),
        currency=one.currency,
        exit_fee_today=_cents(one.exit_fee_today),
        exit_fee_rule=fee_working(one, policy, as_of),
        alternatives=found,
        verdict=verdict,
        verdict_reasons=(*reasons.why(case, verdict, under, as_of), *([pays] if pays else [])),
        reply=reply,
        client_name=one.client_name,
        risk=risk,
        open_findings=len(case.findings),
        policy=policy.label,
        under=rules.name,
        stand_in=rules.stand_in,
        anchor_row=None if one.anchor_row == STATED_ROW else one.anchor_row,
        named_rows=stated.named_rows(one),
        anchor_on=one.anchor_on,
        reply_costs=_costs(one, verdict, reply, policy, as_of),
        told=one.told,
        fee_currency=policy.currency,
    )


def _blockers(case: Case, verdict: Verdict) -> tuple[str, ...]:
    one = case.standing
    named = (
        ("active_contract", one.active_contracts > 0),
        ("rows_set_aside", one.rows_aside > 0),
        ("file_refused", bool(case.refused)),
        ("erased_before", bool(case.erased)),
        ("rules_not_run", bool(case.not_run)),
        ("contracts_of_another_freelancer", bool(case.held_by)),
        ("origin_disputed", one.state is State.ORIGIN_DISPUTED),
        ("client_agreement", one.state is State.ENTERPRISE_AGREEMENT),
        ("no_messages_loaded", one.messages_to is None),
        ("open_findings", bool(case.weighty())),
        ("window_running", one.state is State.WAITING),
        ("no_contract_yet", one.state is State.NEVER_CONTRACTED),
    )
    return tuple(name for name, applies in named if applies)


def _reply(case: Case, verdict: Verdict, *, stands_in: bool) -> str:
    """The reply that fits: an ask is declined, an own offer taken back, a date named only while it decides."""
    is_open = verdict not in (Verdict.REPORT_AND_STOP, Verdict.FREE_TO_LEAVE)
    if is_open and case.own_offers() and (not case.asks() or case.spoke_last()):
        return "take_back"
    if verdict is Verdict.NO_RELATIONSHIP_YET and case.own_contacts() and not case.asks():
        return "take_back"
    if verdict is Verdict.FREE_TO_LEAVE and stands_in:
        # What the platform allows is not known: no letter says that it does.
        return KEEP
    if is_open and case.asks():
        return "decline_politely"
    if verdict is Verdict.WAIT and case.standing.eligible_on is not None:
        return "plan_for_later"
    return REPLIES.get(verdict, KEEP)


def _costs(one: Standing, verdict: Verdict, reply: str, policy: Policy, as_of: date) -> str:
    costs = restart(one, policy, as_of) if is_sent(verdict, reply) else ""
    unanswered = " A request can be reported and left without an answer; that moves nothing."
    return f"{costs}{unanswered}" if costs and reply in ("decline_politely", "report_and_move_on") else costs


def _whose_ask(case: Case) -> Actor | None:
    return Actor.CLIENT if case.asks() else Actor.FREELANCER if case.own_offers() else None


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else cents(amount)
