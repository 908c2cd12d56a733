"""Dates, amounts and findings as sentences write them."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal
from functools import lru_cache

from auditor.model.phrasing import cents
from auditor.model.policies import Anchor
from auditor.model.results import Finding

ANCHORS = {
    Anchor.LAST_PAYMENT: "the last payment on the platform",
    Anchor.CONTRACT_END: "the end of the last paid contract",
    Anchor.LAST_MESSAGE: "the last message",
    Anchor.FIRST_CONTACT: "the first contact on the platform",
    Anchor.FIRST_CONTRACT: "the start of the first contract",
    Anchor.UNBROKEN_CONTRACT: "the start of a contract open without a break",
    Anchor.ACCOUNT_END: "the day you left the platform",
}


@lru_cache(maxsize=20_000)
def day(value: date) -> str:
    """A date as people write it, without the locale's help: 5 January 2026."""
    return f"{value.day} {calendar.month_name[value.month]} {value.year}"


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency: $1,240.50, or 1,240.50 EUR; −$490.00 where it is below 0."""
    sign = "−" if amount < 0 else ""
    shown = f"{cents(abs(amount)):,.2f}"
    return f"{sign}${shown}" if currency == "USD" else f"{sign}{shown} {currency}"


def share(value: Decimal) -> str:
    """A share as per cent: 13.5 %."""
    return f"{(value * 100).normalize():f} %"


def months_after(start: date, months: int) -> date:
    """The calendar day so many months later, clamped to the month's last day (29 Feb 2024 + 24 = 28 Feb 2026)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def named(findings: list[Finding]) -> str:
    rules = sorted({finding.rule_id for finding in findings})
    latest = max(finding.occurred_at for finding in findings).date()
    count = "one finding" if len(findings) == 1 else f"{len(findings)} findings"
    return f"{count} of {', '.join(rules)} (latest on {day(latest)})"
