"""Verdicts in the order of the rules, their reasons as sentences, and the reply texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from auditor import policies
from auditor.deciding import reasons, words
from auditor.deciding.others import Book
from auditor.deciding.replies import FOLDER, fill_replies
from auditor.deciding.standing import Standing
from auditor.deciding.verdicts import REPLIES, Case, eligibility_row, verdict_of
from auditor.model.replying import CALL, is_answered
from auditor.model.results import Finding
from auditor.model.words import Actor, FindingStatus, Severity, State, Verdict

POLICY = policies.find("upwork-guide")
AS_OF = date(2024, 8, 1)
BOOK = Book(policies.readings(POLICY, AS_OF))
UNDER = reasons.Under(POLICY, POLICY.name)
FREE = Standing(
    platform="upwork",
    client_id="c1",
    freelancer_id="fl",
    last_paid_on=date(2021, 5, 20),
    last_message_on=None,
    first_contact_on=date(2021, 1, 10),
    first_contract_on=date(2021, 1, 10),
    active_contracts=0,
    inferred=False,
    anchor_on=date(2021, 6, 1),
    governing_anchor="contract_end",
    anchor_row="k1",
    fees_paid=Decimal("8"),
    currency="USD",
    lifetime_billed=Decimal("80"),
    other_billed=None,
    messages_from=date(2021, 1, 9),
    messages_to=date(2024, 7, 30),
    payments_to=date(2024, 7, 30),
    rows_aside=0,
    client_name=None,
    origin=None,
    first_met_on=None,
    contact_precedes_meeting=False,
    fee_paid_on=None,
    state=State.ELIGIBLE,
    eligible_on=date(2023, 6, 1),
    if_closed_today=None,
    exit_fee_today=Decimal("0"),
)
WAITING = replace(
    FREE,
    state=State.WAITING,
    eligible_on=date(2026, 1, 15),
    exit_fee_today=Decimal("2991"),
    anchor_on=date(2024, 1, 15),
)
BLOCKED = replace(
    WAITING, state=State.BLOCKED_ACTIVE_CONTRACT, active_contracts=1, eligible_on=None, if_closed_today=date(2026, 8, 1)
)


def finding(rule_id: str, severity: Severity, actor: Actor = Actor.CLIENT) -> Finding:
    return Finding(
        finding_id="f" * 16,
        rule_id=rule_id,
        severity=severity,
        confidence=0.9,
        platform="upwork",
        client_id="c1",
        freelancer_id="fl",
        occurred_at=datetime(2024, 7, 1, 9, 0),
        actor=actor,
        title="t",
        explanation="e",
        policy_clause="p",
        evidence=(),
        action="a",
        reply=None,
        status=FindingStatus.NEW,
        first_seen_run="r1",
    )


SCAM = finding("scam.bait_and_switch", Severity.CRITICAL)
SCAM_NOTE = finding("scam.new_client_pressure", Severity.INFO)
OWN = finding("payment.direct_in_window", Severity.CRITICAL, Actor.BOTH)
ASK = finding("payment.off_platform_offer", Severity.CRITICAL, Actor.CLIENT)

ORDER = [
    ("a scam above info comes before everything", BLOCKED, (SCAM, OWN), (), Verdict.REPORT_AND_STOP),
    ("a scam note at info does not report", FREE, (SCAM_NOTE,), (), Verdict.FREE_TO_LEAVE),
    ("an own critical finding stops, also when the contract is active", BLOCKED, (OWN,), (), Verdict.STOP_AND_REVIEW),
    (
        "an ask by the client alone is declined while the contract goes on",
        BLOCKED,
        (ASK,),
        (),
        Verdict.STAY_ON_PLATFORM,
    ),
    ("an ask by the client alone does not stop the waiting", WAITING, (ASK,), (), Verdict.WAIT),
    ("a disputed origin is confirmed", replace(WAITING, state=State.ORIGIN_DISPUTED), (), (), Verdict.CONFIRM_ORIGIN),
    (
        "an enterprise agreement is confirmed",
        replace(WAITING, state=State.ENTERPRISE_AGREEMENT),
        (),
        (),
        Verdict.CONFIRM_TERMS,
    ),
    ("rows in quarantine hold back freedom", replace(FREE, rows_aside=1), (ASK,), (), Verdict.REPAIR_DATA),
    ("a refused file holds back freedom", FREE, (), ("messages.csv",), Verdict.REPAIR_DATA),
    ("rows in quarantine do not change waiting", replace(WAITING, rows_aside=1), (), (), Verdict.WAIT),
    (
        "freedom without any message loaded is checked",
        replace(FREE, messages_to=None),
        (ASK,),
        (),
        Verdict.CHECK_MESSAGES,
    ),
    ("an open high finding is cleared first", FREE, (ASK,), (), Verdict.CLEAR_FINDINGS_FIRST),
    (
        "a medium finding does not hold back freedom",
        FREE,
        (finding("x.y", Severity.MEDIUM),),
        (),
        Verdict.FREE_TO_LEAVE,
    ),
    (
        "no contract is no relationship yet",
        replace(FREE, state=State.NEVER_CONTRACTED),
        (),
        (),
        Verdict.NO_RELATIONSHIP_YET,
    ),
    ("else one waits", WAITING, (), (), Verdict.WAIT),
]


@pytest.mark.parametrize(("one", "found", "refused", "wanted"), [c[1:] for c in ORDER], ids=[c[0] for c in ORDER])
def test_the_first_verdict_that_applies_wins(
    one: Standing, found: tuple[Finding, ...], refused: tuple[str, ...], wanted: Verdict
) -> None:
    assert verdict_of(Case(one, found, refused)) is wanted


def test_waiting_names_date_days_anchor_and_fee_with_its_working() -> None:
    text = next(reasons.why(Case(WAITING, (), ()), Verdict.WAIT, UNDER, AS_OF))
    assert "15 January 2026 (532 days)" in text
    assert "15 January 2024 (k1)" in text
    assert "$2,991.00 ($2,999.00 − $8.00 fees paid" in text


def test_freedom_names_its_policy_and_the_readings_that_differ() -> None:
    first = next(number for number, one in enumerate(BOOK.readings) if one.label == "upwork-guide (first_contract)")
    said = {"reading_no": first, "anchor_rank": None, "eligible_on": date(2023, 6, 1), "fee": Decimal(0)}
    agreeing = replace(FREE, window_end_on=FREE.eligible_on, others=[said])
    text = eligibility_row(Case(agreeing, (), ()), 0.0, BOOK, AS_OF).verdict_reasons[0]
    assert text.startswith("Free under upwork-guide since 1 June 2023") and "differ" not in text
    later = replace(agreeing, others=[{**said, "eligible_on": date(2025, 1, 1), "fee": Decimal("2991")}])
    text = eligibility_row(Case(later, (), ()), 0.0, BOOK, AS_OF).verdict_reasons[0]
    assert "other readings differ: upwork-guide (first_contract) from 1 January 2025 (exit fee $2,991.00)" in text


def test_an_ask_in_an_active_contract_names_the_duty_to_report() -> None:
    text = next(reasons.why(Case(BLOCKED, (ASK,), ()), Verdict.STAY_ON_PLATFORM, UNDER, AS_OF))
    assert "decline politely" in text and "report" in text and "payment.off_platform_offer" in text


@pytest.mark.parametrize(
    ("start", "wanted"),
    [
        ("2024-02-29", "2026-02-28"),
        ("2024-01-31", "2026-01-31"),
        ("2023-12-31", "2025-12-31"),
        ("2022-02-28", "2024-02-28"),
    ],
)
def test_calendar_months_are_clamped_to_the_end_of_the_month(start: str, wanted: str) -> None:
    assert words.months_after(date.fromisoformat(start), 24) == date.fromisoformat(wanted)


OFFER = replace(ASK, finding_id="own", actor=Actor.FREELANCER, severity=Severity.HIGH)
YES = replace(ASK, finding_id="yes", occurred_at=OFFER.occurred_at + timedelta(days=7))
AGREED = replace(OFFER, finding_id="agreed", occurred_at=ASK.occurred_at + timedelta(days=1))
LATER = replace(ASK, finding_id="later", occurred_at=OFFER.occurred_at + timedelta(days=8))
KEEP = "decline_offer_value"
# What goes with the answer, and whether it is to be sent.
REPLIED = [
    ("waiting names the date that decides", WAITING, (), "plan_for_later", True),
    ("an ask while waiting is declined", WAITING, (ASK,), "decline_politely", True),
    ("an ask during a contract is declined", BLOCKED, (ASK,), "decline_politely", True),
    ("nothing is sent before grave findings are settled", FREE, (ASK,), "decline_politely", False),
    ("what the freelancer did thanks for no ask", WAITING, (OWN,), KEEP, False),
    ("an own offer is taken back", BLOCKED, (OFFER,), "take_back", True),
    ("a yes to what the client asked is taken back", WAITING, (ASK, AGREED), "take_back", True),
    ("a yes to an own offer is no ask", BLOCKED, (OFFER, YES), "take_back", True),
    ("what the client says later of itself is one", BLOCKED, (OFFER, LATER), "decline_politely", True),
    ("where rows are missing nothing is sent", replace(FREE, rows_aside=1), (), KEEP, False),
    ("where no message is loaded nothing is sent", replace(FREE, messages_to=None), (), KEEP, False),
    ("a disputed origin has no date", replace(WAITING, state=State.ORIGIN_DISPUTED), (), KEEP, False),
    ("the client's own terms have no date", replace(WAITING, state=State.ENTERPRISE_AGREEMENT), (), KEEP, False),
    ("waiting for a day that nothing dates names none", replace(WAITING, eligible_on=None), (), KEEP, False),
    ("a fraud is reported, and the answer says so", WAITING, (SCAM, ASK), "report_and_move_on", True),
    ("work under a contract goes on", BLOCKED, (), KEEP, True),
    ("the free are welcome", FREE, (), "welcome_direct", True),
]


@pytest.mark.parametrize(
    ("standing", "findings", "reply", "sent"), [one[1:] for one in REPLIED], ids=[one[0] for one in REPLIED]
)
def test_the_reply_fits_the_answer(standing: Standing, findings: tuple[Finding, ...], reply: str, sent: bool) -> None:
    row = eligibility_row(Case(standing, findings, ()), 0.0, BOOK, AS_OF)
    assert (row.reply, is_answered(row)) == (reply, sent)


def test_every_reply_has_a_template_that_fills() -> None:
    row = replace(eligibility_row(Case(WAITING, (), ()), 0.0, BOOK, AS_OF), client_name="Ada")
    named = {CALL, *REPLIES.values(), *(reply for *_, reply, _ in REPLIED)}
    assert named == {path.stem for path in (FOLDER / "en").glob("*.txt")}
    for reply in sorted(named):
        text = fill_replies([replace(row, reply=reply, verdict=Verdict.STAY_ON_PLATFORM)])["upwork", "c1", "fl"]
        assert "$client" not in text and "$platform" not in text
        assert "Upwork" in text


COSTS = {
    "a reply to a waiting client moves the day": (WAITING, (ASK,), "from 15 January 2026 to 1 August 2026."),
    "one during a contract moves nothing": (BLOCKED, (ASK,), ""),
    "one to who is reported moves it too, and need not be sent": (WAITING, (SCAM,), "left without an answer"),
}


@pytest.mark.parametrize("case", COSTS)
def test_what_sending_the_reply_would_do_to_the_day_is_said(case: str) -> None:
    standing, findings, costs = COSTS[case]
    row = eligibility_row(Case(standing, findings, ()), 0.0, BOOK, AS_OF)
    assert (costs in row.reply_costs) if costs else row.reply_costs == ""


def test_an_own_offer_is_told_as_the_freelancers() -> None:
    text = next(reasons.why(Case(BLOCKED, (OFFER, YES), ()), Verdict.STAY_ON_PLATFORM, UNDER, AS_OF))
    assert "You offered otherwise yourself" in text and "take it back in writing" in text and "client asked" not in text
