"""Invented audit results for the tests of exports, charts, report, redaction and publishing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from auditor.model.results import (
    Alternative,
    AuditResult,
    Coverage,
    Eligibility,
    Evidence,
    FileAccount,
    Finding,
    PolicyName,
    QuarantineRow,
)
from auditor.model.words import Actor, FindingStatus, Severity, State, Verdict

AS_OF = date(2025, 6, 30)
TITLES = (
    "Contact details during a contract", "The first job was bait", "Paid outside the platform in the window",
    "Contact details before a contract", "Billing fell while messages went on",
)  # fmt: skip
PAIR = ("platform", "client_id", "freelancer_id")

# state, verdict, eligible_on, days from as-of of the last payment, name
CASES: tuple[tuple[State, Verdict, date | None, int, str], ...] = (
    (State.WAITING, Verdict.REPORT_AND_STOP, date(2027, 6, 10), 20, "Quick Riches Media"),
    (State.BLOCKED_ACTIVE_CONTRACT, Verdict.STOP_AND_REVIEW, None, 4, "Harbour Maps"),
    (State.BLOCKED_ACTIVE_CONTRACT, Verdict.STAY_ON_PLATFORM, None, 9, "Fern & Sons Bakery"),
    (State.ORIGIN_DISPUTED, Verdict.CONFIRM_ORIGIN, date(2026, 2, 3), 512, "Old Mill Theatre"),
    (State.ENTERPRISE_AGREEMENT, Verdict.CONFIRM_TERMS, date(2025, 12, 1), 576, "Continental Freight"),
    (State.ELIGIBLE, Verdict.REPAIR_DATA, date(2025, 1, 9), 902, "Blue Door Clinic"),
    (State.ELIGIBLE, Verdict.CHECK_MESSAGES, date(2024, 11, 20), 952, "Paper Kite Press"),
    (State.ELIGIBLE, Verdict.CLEAR_FINDINGS_FIRST, date(2025, 3, 2), 850, "North Pier Hotel"),
    (State.ELIGIBLE, Verdict.FREE_TO_LEAVE, date(2024, 5, 14), 1142, "Green Lane School"),
    (State.NEVER_CONTRACTED, Verdict.NO_RELATIONSHIP_YET, None, 0, "Sundial Games"),
    (State.WAITING, Verdict.WAIT, date(2026, 1, 15), 531, "Tall Ship Coffee"),
    (State.FEE_PAID, Verdict.FREE_TO_LEAVE, date(2026, 9, 1), 302, "Marigold Apps"),
)


def relationship(number: int, **changes: Any) -> Eligibility:
    """The relationship of that number; numbers beyond the cases begin again with other ids."""
    state, verdict, eligible_on, paid_ago, name = CASES[number % len(CASES)]
    never = state is State.NEVER_CONTRACTED
    paid_on = None if never else AS_OF - timedelta(days=paid_ago)
    left = None if eligible_on is None else max(0, (eligible_on - AS_OF).days)
    row = Eligibility(
        platform="upwork",
        client_id=f"c-{number:03}",
        freelancer_id="f-ann",
        state=state,
        eligible_on=eligible_on,
        days_left=left,
        governing_anchor=None if eligible_on is None else "last_payment",
        last_paid_on=paid_on,
        last_message_on=AS_OF - timedelta(days=paid_ago + 3),
        first_contact_on=AS_OF - timedelta(days=paid_ago + 400),
        first_contract_on=None if never else AS_OF - timedelta(days=paid_ago + 380),
        active_contracts=int(state is State.BLOCKED_ACTIVE_CONTRACT),
        if_closed_today=date(2027, 6, 30) if state is State.BLOCKED_ACTIVE_CONTRACT else None,
        blockers=("active_contract",) if state is State.BLOCKED_ACTIVE_CONTRACT else (),
        coverage=Coverage(
            date(2021, 1, 4), date(2025, 6, 29), date(2025, 6, 28), "inferred" if number % 5 == 4 else "given"
        ),
        moved_by="A message by either side, a new contract or a payment on the platform starts the 24 months anew.",
        fees_paid=None if never else Decimal("8.00"),
        lifetime_billed=None if never else Decimal("80.00"),
        currency=None if never else "USD",
        exit_fee_today=None if never else Decimal("2991.00"),
        exit_fee_rule="$2,999.00 − $8.00 fees paid, never below 0",
        alternatives=(Alternative("upwork-guide (first_contract)", "first_contract", date(2025, 5, 26), Decimal("0")),),
        verdict=verdict,
        verdict_reasons=("The first reason names 14 June 2025 and message m-7.", "A second reason says more."),
        reply="decline_politely",
        client_name=name if number < len(CASES) else f"{name} {number}",
        risk=max(0.0, 90.0 - 8 * (number % len(CASES))),
        open_findings=2,
        anchor_on=None if eligible_on is None else paid_on,
    )
    return replace(row, **changes)


def finding(number: int, **changes: Any) -> Finding:
    """The finding of that number: severities and rules in turn."""
    rules = (
        "contact.during_contract",
        "scam.bait_and_switch",
        "payment.direct_in_window",
        "contact.before_contract",
        "behaviour.activity_drop",
    )
    severity = (Severity.INFO, Severity.CRITICAL, Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM)[number % 5]
    one = Finding(
        finding_id=f"f{number:015x}",
        rule_id=rules[number % 5],
        severity=severity,
        confidence=0.9 - 0.1 * (number % 4),
        platform="upwork",
        client_id=f"c-{number % 12:03}",
        freelancer_id="f-ann",
        occurred_at=datetime(2025, 1, 1, 9, 30) + timedelta(days=number % 150),
        actor=(Actor.CLIENT, Actor.FREELANCER, Actor.BOTH)[number % 3],
        title=TITLES[number % 5],
        explanation="An e-mail address was sent on 14 June 2025, 12 days before the first contract began.",
        policy_clause="No contact details before a contract exists.",
        evidence=(Evidence("messages", f"m-{number}", "write to me", "Please write to me about the job", 7, 18),),
        action="Ask the client to keep to the platform's messages until a contract is agreed.",
        reply="decline_politely",
        status=FindingStatus.NEW if number % 3 == 0 else FindingStatus.OPEN,
        first_seen_run="20250630T080000Z-0a1b2c",
    )
    return replace(one, **changes)


def account(number: int = 1, **changes: Any) -> FileAccount:
    """One file: 120 rows read, two of them set aside."""
    one = FileAccount(
        path=f"exports/payments-{number}.csv", sha256=f"{number:064x}", profile="canonical", table="payments",
        encoding="utf-8", physical_lines=121, rows_read=120, rows_loaded=100, rows_updated=8, rows_quarantined=2,
        rows_known=10, status="loaded",
    )  # fmt: skip
    return replace(one, **changes)


def fault(number: int = 1, **changes: Any) -> QuarantineRow:
    """One fault of one row that was set aside."""
    one = QuarantineRow(
        "exports/payments-1.csv",
        10 + number,
        "payments",
        "paid_at",
        "'31/31/2024' is no date",
        f"p-{number},c-1,31/31/2024",
    )
    return replace(one, **changes)


def frames(relationships: Sequence[Eligibility]) -> Mapping[str, pl.DataFrame]:
    """What sql/report would give for these relationships: two years of months, one contract each."""
    months = [date(2023 + place // 12, place % 12 + 1, 1) for place in range(30)]
    income = [
        {"month_on": month, "currency": "USD", "gross": Decimal(1200 + 90 * (place % 7)), "fees": Decimal(120),
         "outside": Decimal(300 if place % 9 == 4 else 0), "elsewhere": Decimal(0), "payments": 4}
        for place, month in enumerate(months)
    ]  # fmt: skip
    dated = [(one, one.last_paid_on) for one in relationships if one.last_paid_on]
    return {
        "income_by_month": pl.DataFrame(income, schema_overrides={"gross": pl.Decimal(18, 2)}),
        "income_by_year": pl.DataFrame(
            [
                {"year": 2024, "platform": "upwork", "client_id": one.client_id, "currency": "USD",
                 "gross": Decimal("80.00"), "fees": Decimal("8.00"), "net": Decimal("72.00"), "outside": Decimal("-5.50")}
                for one, _ in dated
            ],
            schema={"year": pl.Int32, "platform": pl.String, "client_id": pl.String, "currency": pl.String,
                    **dict.fromkeys(("gross", "fees", "net", "outside"), pl.Decimal(18, 2))},
        ),
        "contract_bars": _marks(
            [{**_pair(one), "contract_id": f"k-{one.client_id}", "started_on": day - timedelta(days=380),
              "ended_on": None if one.active_contracts else day, "inferred": False} for one, day in dated]
        ),
        "payment_marks": _marks(
            [{**_pair(one), "on_platform": ago != 60, "last_on": day - timedelta(days=ago), "payments": 1}
             for one, day in dated for ago in (0, 60, 150)]
        ),
        "message_marks": _marks(
            [{**_pair(one), "last_on": day - timedelta(days=30 * step), "messages": 3} for one, day in dated for step in range(9)]
        ),
        "after_as_of": pl.DataFrame({"table_name": ["messages"], "rows_later": [3]}),
    }  # fmt: skip


def _pair(one: Eligibility) -> dict[str, str]:
    return {"platform": one.platform, "client_id": one.client_id, "freelancer_id": one.freelancer_id}


def _marks(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows) if rows else pl.DataFrame(schema=dict.fromkeys(PAIR, pl.String))


def result(relationships: int = 12, findings: int = 24, /, **changes: Any) -> AuditResult:
    """An audit of that size."""
    rows = tuple(relationship(number) for number in range(relationships))
    found = tuple(finding(number) for number in range(findings))
    one = AuditResult(
        run_id="20250630T080000Z-0a1b2c",
        version="0.1.0",
        as_of=AS_OF,
        started_at=datetime(2025, 6, 30, 8, 0),
        policy=PolicyName("upwork-guide", "2025-10-01", "ab" * 32, "a reading, not legal advice"),
        files=(account(1), account(2, table="messages", path="exports/messages.csv", rows_quarantined=0, rows_known=12)),
        quarantine=(fault(1), fault(2)),
        warnings=("exports/payments-1.csv: 3 rows name a contract that no contract row has",),
        findings=found,
        eligibility=rows,
        resolved=("00000000000000ff",),
        replies={(row.platform, row.client_id, row.freelancer_id): f"Hi {row.client_name},\n\nthank you for asking. I keep our work on the platform." for row in rows},
        exit_status=0,
        reasons=(),
        clock={"ingest": 0.412, "scan": 0.087},
        peak_memory_bytes=123_456_789,
        frames=frames(rows),
        contributions=pl.DataFrame(
            [{**_pair(row), "rule_id": "scam.bait_and_switch", "finding_id": "1" * 16, "weight": 0.8, "confidence": 0.8, "part": 0.64, "points": 64.0} for row in rows],
            schema={**dict.fromkeys((*PAIR, "rule_id", "finding_id"), pl.String), **dict.fromkeys(("weight", "confidence", "part", "points"), pl.Float64)},
        ),
    )  # fmt: skip
    return replace(one, **changes)


def nothing() -> AuditResult:
    """An audit that found nothing at all: no file, no relationship, no frame."""
    empty = result(0, 0)
    return replace(
        empty, files=(), quarantine=(), warnings=(), resolved=(), frames={}, contributions=pl.DataFrame(), clock={}
    )
