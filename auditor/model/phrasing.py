"""Numbers, dates and money as people write them, without the locale's help."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT, TENTH = Decimal("0.01"), Decimal("0.1")


def cents(amount: Decimal) -> Decimal:
    """An amount to the cent, halves away from 0: as the engine rounds, so that all outputs show the same."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def tenth(points: float) -> str:
    """Points of a risk as they are shown everywhere, to a tenth, halves up: 96.5, and 90 for 90.0.

    What floats add behind the ninth digit is no half.
    """
    shown = Decimal(repr(round(points, 9))).quantize(TENTH, ROUND_HALF_UP)
    return f"{shown.to_integral_value() if shown == shown.to_integral_value() else shown}"


def tenths(points: Sequence[float], whole: float) -> list[str]:
    """Parts in points as they are shown beside their sum: each to a tenth, so that the figures add up to the sum's own.

    Tenths that rounding leaves over or takes too many are given or taken where they matter least.
    """
    exact = [Decimal(repr(round(one, 9))) * 10 for one in points]
    shown = [int(one.quantize(Decimal(1), ROUND_HALF_UP)) for one in exact]
    left = int(Decimal(tenth(whole)) * 10) - sum(shown)
    step = 1 if left > 0 else -1
    nearest = sorted(range(len(shown)), key=lambda at: (step * (shown[at] - exact[at]), at))
    for at in nearest[: abs(left)]:
        shown[at] += step
    return [tenth(one / 10) for one in shown]


def count(number: int, noun: str, plural: str = "") -> str:
    """A number and its noun: 1 file, 1,200 files."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def long_day(day: date) -> str:
    """15 January 2026."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def short_day(day: date) -> str:
    """15 Jan 2026."""
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def amount(value: Decimal, currency: str | None) -> str:
    """$1,240.50, or 1,240.50 EUR."""
    if currency == "USD":
        return f"−${cents(-value):,.2f}" if value < 0 else f"${cents(value):,.2f}"
    return f"{cents(value):,.2f} {currency or ''}".strip()


def listed(names: Sequence[str], word: str = "and") -> str:
    """a, b and c."""
    return f" {word} ".join((*([", ".join(names[:-1])] if len(names) > 1 else []), *names[-1:]))


def public_addresses(number: int, users: int) -> str:
    """What many accounts use, in words: so many values, the most used of them by so many accounts; "" for none."""
    if not number:
        return ""
    if number == 1:
        return f"a public address that {users} accounts use"
    return f"{number} public addresses that up to {users} accounts use"
