"""Three ways on with a client, each with its cost over 24 months: leave now for the fee, wait until the date, stay.

All figures are the client's own billing of the 12 months to the last payment, carried on; what the data do not give is
said, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money
from auditor.model.policies import Policy
from auditor.model.words import State

SPAN_MONTHS = 24
DAYS_A_MONTH = Decimal("30.436875")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: its cost over SPAN_MONTHS in the policy's currency (None = not known), and how it comes about."""

    name: str
    cost: Decimal | None
    working: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The three ways, and after how many months the exit fee has paid for itself against staying (None = never, or not known)."""

    ways: tuple[Way, ...]
    break_even_months: int | None
    cheapest: str | None
    sentences: tuple[str, ...]


def compare(one: Standing, policy: Policy, as_of: date) -> Comparison:
    """What leaving now, waiting and staying cost with this client."""
    currency = policy.currency
    monthly = None if one.billed_year is None or one.billed_year <= 0 else one.billed_year / 12
    fee_share = one.fees_year / one.billed_year if monthly and one.fees_year is not None and one.billed_year else None
    ways = (_leave(one, currency), _wait(one, policy, monthly, fee_share, as_of), _stay(monthly, fee_share, currency))
    known = [way for way in ways if way.cost is not None]
    cheapest = min(known, key=lambda way: way.cost or Decimal(0)).name if len(known) == len(ways) else None
    months = _break_even(one.exit_fee_today, monthly, fee_share)
    return Comparison(ways, months, cheapest, tuple(_sentences(one, monthly, fee_share, months, currency)))


def _leave(one: Standing, currency: str) -> Way:
    if one.state in (State.NEVER_CONTRACTED, State.ENTERPRISE_AGREEMENT) or one.exit_fee_today is None:
        return Way("leave now", None, "the exit fee is not known")
    return Way(
        "leave now",
        one.exit_fee_today,
        f"the exit fee of {money(one.exit_fee_today, currency)}, no platform fees afterwards",
    )


def _wait(one: Standing, policy: Policy, monthly: Decimal | None, fee_share: Decimal | None, as_of: date) -> Way:
    on = one.eligible_on or one.if_closed_today
    if on is None:
        return Way("wait", None, "there is no day to wait for")
    if one.would_be_free or on <= as_of:
        return Way("wait", Decimal(0), "the day has come already")
    if monthly is None or fee_share is None:
        return Way("wait", None, "what the client paid in 12 months, and at which fee, is not known")
    months = min(Decimal(SPAN_MONTHS), Decimal((on - as_of).days) / DAYS_A_MONTH).quantize(Decimal("0.1"))
    if policy.window.moves:
        lost = (monthly * (1 - fee_share) * months).quantize(CENT)
        text = f"{months} months until {day(on)} without work for this client: {money(monthly * (1 - fee_share), policy.currency)} a month after fees not earned (less what other work brings)"
        return Way("wait", lost, text)
    after = policy.fee.after or Decimal(0)
    cost = (monthly * fee_share * months + after).quantize(CENT)
    return Way("wait", cost, f"{months} months of platform fees until {day(on)}, then {money(after, policy.currency)}")


def _stay(monthly: Decimal | None, fee_share: Decimal | None, currency: str) -> Way:
    if monthly is None or fee_share is None:
        return Way("stay", None, "what the client paid in 12 months, and at which fee, is not known")
    cost = (monthly * fee_share * SPAN_MONTHS).quantize(CENT)
    text = f"{fee_share * 100:.1f} % platform fee on {money(monthly, currency)} a month for {SPAN_MONTHS} months"
    return Way("stay", cost, text)


def _break_even(fee: Decimal | None, monthly: Decimal | None, fee_share: Decimal | None) -> int | None:
    if fee is None or not monthly or not fee_share:
        return None
    return int((fee / (monthly * fee_share)).to_integral_value(ROUND_CEILING))


def _sentences(
    one: Standing, monthly: Decimal | None, fee_share: Decimal | None, months: int | None, currency: str
) -> list[str]:
    if monthly is None or fee_share is None or one.paid_to is None or one.billed_year is None:
        return ["Not compared in full: the data hold no billing of this client with its fees in one currency."]
    said = [f"Rests on {money(one.billed_year, currency)} billed in the 12 months to {day(one.paid_to)}."]
    if months is not None and one.exit_fee_today:
        said.append(
            f"The exit fee is earned back by saved platform fees after {months} months at that billing"
            + (f", later than the {SPAN_MONTHS} months compared." if months > SPAN_MONTHS else ".")
        )
    return said
