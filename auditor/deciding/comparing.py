"""Three ways on with a client, each with its cost over 24 months: leave now for the fee, wait until the date, stay.

All figures are the client's own billing of the 12 months to the last payment, less refunds up to as-of, carried on, and all ways
are reckoned over the same 24 months; what the data do not give is said, never guessed. Every reading of the rules that could apply is reckoned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from auditor.deciding.fees import owed, working_in
from auditor.deciding.others import Book
from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money
from auditor.model.phrasing import cents
from auditor.model.words import State

SPAN_MONTHS = 24
DAYS_A_MONTH = Decimal("30.436875")
GIVEN_BACK = "refunds gave back all that the client paid in those 12 months"
UNKNOWN = "what the client paid in 12 months, and at which fee, is not known"
FEES_UNKNOWN = "the platform fees of those 12 months are not known"


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: its cost over SPAN_MONTHS in `currency` (None = not known), and how it comes about."""

    name: str
    cost: Decimal | None
    working: str
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Compared:
    """The three ways under one reading of the rules; `cheapest` is None where a cost is not known."""

    reading: str
    ways: tuple[Way, ...]
    cheapest: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The three ways under the governing reading, and under each other one that could apply (`others`).

    `break_even_months`: after how many months the exit fee has paid for itself against staying (None = never, or not
    known). `cheapest` is named only where all readings agree on it.
    """

    ways: tuple[Way, ...]
    break_even_months: int | None
    cheapest: str | None
    sentences: tuple[str, ...]
    others: tuple[Compared, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reading says: the day of freedom, the exit fee, how the fee comes about, whether work moves the day, the fee
    afterwards, whether the client is free by it already, and the currency of its amounts."""

    reading: str
    free_on: date | None
    fee: Decimal | None
    fee_rule: str
    moves: bool
    after: Decimal
    is_free: bool
    currency: str


@dataclass(frozen=True, slots=True)
class Billing:
    """The client's billing in a month, the share of it that the platform takes (None = not known), their currency, and why
    there is no billing to carry on."""

    monthly: Decimal | None
    fee_share: Decimal | None
    currency: str
    missing: str = UNKNOWN


def compare(one: Standing, book: Book, as_of: date) -> Comparison:
    """What leaving now, waiting and staying cost with this client."""
    billing = _billing(one, book.asked.currency)
    reckoned = list(_terms(one, book, as_of))
    own, *others = (_compared(one, terms, billing, as_of) for terms in reckoned)
    winners = {other.cheapest for other in (own, *others)}
    fee = reckoned[0].fee
    months = _break_even(fee, billing)
    sentences = (*_sentences(one, billing, months if fee else None, book.told), *_verdict(own, others, winners))
    return Comparison(own.ways, months, own.cheapest if len(winners) == 1 else None, sentences, tuple(others))


def _billing(one: Standing, currency: str) -> Billing:
    if one.billed_year is None or one.billed_year <= 0:
        return Billing(None, None, currency, UNKNOWN if one.billed_year is None else GIVEN_BACK)
    return Billing(one.billed_year / 12, None if one.fees_year is None else one.fees_year / one.billed_year, currency)


def _terms(one: Standing, book: Book, as_of: date) -> Iterator[Terms]:
    """The governing reading first, then those of the same platform."""
    policy = book.governing(one)
    on = one.eligible_on or one.if_closed_today
    after = Decimal(0) if one.free_by_all or one.state is State.FEE_PAID else policy.fee.after or Decimal(0)
    fee = one.exit_fee_today
    if one.is_over_in_dispute(as_of):
        # A day that has come is free for who states another origin in vain, too.
        fee = policy.fee.after
    elif one.is_exempt:
        # Whoever met elsewhere leaves for nothing, once an open contract has ended.
        fee = Decimal("0.00")
    yield Terms(book.name(one), on, fee, working_in(one, policy, book.asked.currency), policy.window.moves, after, one.would_be_free, policy.currency)  # fmt: skip
    if one.free_by_all or one.state in (State.NEVER_CONTRACTED, State.ENTERPRISE_AGREEMENT):
        return
    for other in one.others:
        reading = book.readings[other["reading_no"]]
        if policy.platforms and not set(policy.platforms) & set(reading.policy.platforms):
            continue
        rules = reading.policy
        yield Terms(reading.label, other["eligible_on"], other["fee"], working_in(one, rules, book.asked.currency), reading.window.moves, rules.fee.after or Decimal(0), one.state is State.FEE_PAID and other["fee"] == 0, rules.currency)  # fmt: skip


def _compared(one: Standing, terms: Terms, billing: Billing, as_of: date) -> Compared:
    ways = (_leave(one, terms), _wait(one, terms, billing, as_of), _stay(billing))
    known = [way for way in ways if way.cost is not None]
    cheapest = (
        min(known, key=lambda way: way.cost or Decimal(0)).name
        if len(known) == len(ways) and len({way.currency for way in ways}) == 1
        else None
    )
    return Compared(terms.reading, ways, cheapest)


def _leave(one: Standing, terms: Terms) -> Way:
    if one.state is State.NEVER_CONTRACTED:
        return Way("leave now", None, "no fee: there is no contract to leave", terms.currency)
    if one.state is State.ENTERPRISE_AGREEMENT:
        return Way("leave now", None, "the exit fee is not known", terms.currency)
    if terms.fee is None:
        return Way("leave now", None, f"the exit fee is {terms.fee_rule.removeprefix('the ')}", terms.currency)
    first = "not before the open contract has ended; then " if one.active_contracts else ""
    due = f"the exit fee of {owed(terms.fee, terms.currency, terms.fee_rule)}" if terms.fee else "nothing to pay"
    text = f"{first}{due}, no platform fees afterwards"
    return Way("leave now", terms.fee, text, terms.currency)


def _wait(one: Standing, terms: Terms, billing: Billing, as_of: date) -> Way:
    if terms.free_on is None:
        return Way("wait", None, "there is no day to wait for", terms.currency)
    if terms.is_free or terms.free_on <= as_of:
        due = f", for {money(terms.after, terms.currency)}" if terms.after else ""
        text = f"the day has come already{due}" + (
            "; the open contract has to end first" if one.active_contracts else ""
        )
        return Way("wait", terms.after, text, terms.currency)
    if billing.monthly is None or billing.fee_share is None:
        return Way("wait", None, _unknown(billing), terms.currency)
    months = min(Decimal(SPAN_MONTHS), Decimal((terms.free_on - as_of).days) / DAYS_A_MONTH).quantize(Decimal("0.1"))
    if terms.moves:
        net = billing.monthly * (1 - billing.fee_share)
        first = "the open contract ended today, then " if one.active_contracts else ""
        text = f"{first}{months} months until {day(terms.free_on)} without work for this client: {money(net, billing.currency)} a month after fees not earned (less what other work brings)"
        return Way("wait", cents(net * months), text, billing.currency)
    if terms.after and terms.currency != billing.currency:
        return Way(
            "wait",
            None,
            f"{months} months of platform fees in {billing.currency}, then {money(terms.after, terms.currency)}",
            billing.currency,
        )
    cost = cents(billing.monthly * billing.fee_share * months + terms.after)
    text = f"{months} months of platform fees until {day(terms.free_on)}, then {money(terms.after, terms.currency)}"
    return Way("wait", cost, text, billing.currency)


def _stay(billing: Billing) -> Way:
    if billing.monthly is None or billing.fee_share is None:
        return Way("stay", None, _unknown(billing), billing.currency)
    cost = cents(billing.monthly * billing.fee_share * SPAN_MONTHS)
    text = f"{billing.fee_share * 100:.1f} % platform fee on {money(billing.monthly, billing.currency)} a month for {SPAN_MONTHS} months"
    return Way("stay", cost, text, billing.currency)


def _unknown(billing: Billing) -> str:
    return billing.missing if billing.monthly is None else FEES_UNKNOWN


def _break_even(fee: Decimal | None, billing: Billing) -> int | None:
    if fee is None or not billing.monthly or not billing.fee_share:
        return None
    return int((fee / (billing.monthly * billing.fee_share)).to_integral_value(ROUND_CEILING))


def _sentences(one: Standing, billing: Billing, months: int | None, told: bool) -> Iterator[str]:
    if one.active_contracts:
        yield "A contract is active: until it has ended the work and its payment stay on the platform, whichever way is cheaper."
    if billing.monthly is None and told:
        yield f"Not compared in full: give --billed N and --fees-year N, what was billed in the 12 months to the last payment{'' if one.paid_to else ' (--last-paid DATE)'} and the platform fees on that."
        return
    if billing.missing == GIVEN_BACK and one.paid_to is not None:
        yield f"Not compared in full: of the 12 months to {day(one.paid_to)} no billing is left that could be carried on; {GIVEN_BACK}."
        return
    if billing.monthly is None or one.paid_to is None or one.billed_year is None:
        yield f"Not compared in full: the data hold no billing of this client in {billing.currency}, or that can be converted to it (--rates)."
        return
    less = "" if told else " (less refunds)"
    rests = f"Rests on {money(one.billed_year, billing.currency)} billed{less} in the 12 months to {day(one.paid_to)}"
    yield f"{rests}." if billing.fee_share is None else f"{rests}, and on the platform fees of those same 12 months."
    if billing.fee_share is None:
        give = ": give --fees-year N" if told else ""
        yield f"Not compared in full: the platform fees of those 12 months are not known{give}."
    if months is not None:
        late = f", later than the {SPAN_MONTHS} months compared" if months > SPAN_MONTHS else ""
        yield f"The exit fee is earned back by saved platform fees after {months} months at that billing{late}."


def _verdict(own: Compared, others: list[Compared], winners: set[str | None]) -> Iterator[str]:
    """Which way costs least, where the readings agree; else which under which."""
    if len(winners) == 1:
        return
    told = [f"under {one.reading} {one.cheapest or 'that is not known'}" for one in (own, *others)]
    yield f"Which way costs least depends on the reading: {', '.join(told)}."
