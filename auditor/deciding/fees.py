"""How an exit fee comes about, with its working shown; what is not known is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money, share
from auditor.model.phrasing import count
from auditor.model.policies import FeeRule, Policy
from auditor.model.words import State

# How a working begins whose amount is only a bound, because parts of a greatest are not known.
LEAST = "at least "
NO_FEE = "no fee"


def owed(amount: Decimal, currency: str, working: str) -> str:
    """An exit fee as sentences name it: a bound where its working is one."""
    return f"{LEAST if working.startswith(LEAST) else ''}{money(amount, currency)}"


def fee_working(one: Standing, policy: Policy, as_of: date) -> str:
    """How today's exit fee under the governing `policy` comes about."""
    if one.state is State.NEVER_CONTRACTED:
        return f"{NO_FEE}: there is no contract"
    if one.state is State.ENTERPRISE_AGREEMENT:
        return "not known: the client's own agreement governs"
    if one.state in (State.EXEMPT_ORIGIN, State.FEE_PAID):
        return "nothing to pay: the relationship is free"
    if one.state is State.ELIGIBLE or _is_over(one, policy, as_of):
        return afterwards(policy)
    if one.is_over_in_dispute(as_of) and one.window_end_on:
        # The amount is that of the formula, for who has to argue about the origin; the day makes it moot.
        return f"{full_working(one, policy)}; but the period has passed since {day(one.window_end_on)}: {afterwards(policy)}"
    return f"{full_working(one, policy)}{_met(one)}"


def _met(one: Standing) -> str:
    """While a contract blocks, the amount is that of the formula; whoever met elsewhere has to pay none of it once it has ended."""
    return (
        "; nothing to pay once the open contract has ended: you met elsewhere"
        if one.is_exempt and one.active_contracts
        else ""
    )


def _is_over(one: Standing, policy: Policy, as_of: date) -> bool:
    """A period that counts from one day passes while a contract is open or the origin in dispute."""
    return not policy.window.moves and one.window_end_on is not None and one.window_end_on <= as_of


def other_working(one: Standing, policy: Policy, as_of: date, is_over: bool, currency: str) -> str:
    """The same for another version that could apply; `is_over` says whether its period has passed, `currency` is that of the data."""
    is_blocked = one.state is State.BLOCKED_ACTIVE_CONTRACT
    if (one.free_by_all and not is_blocked) or one.state in (State.NEVER_CONTRACTED, State.ENTERPRISE_AGREEMENT):
        return fee_working(one, policy, as_of)
    return afterwards(policy) if is_over else f"{working_in(one, policy, currency)}{_met(one)}"


def _of_another(one: Standing, policy: Policy, currency: str) -> str:
    known = f"what is known of this client stands in {currency}"
    if one.other_billed:
        known = "the amounts of this client stand in several currencies"
    elif one.currency is None and not one.told:
        known = "no payment of this client is known"
    return f"not known: {policy.label} reckons in {policy.currency}, and {known}"


def working_in(one: Standing, policy: Policy, currency: str) -> str:
    """The formula, where it can be reckoned from data that stand in `currency`, or all in that of the policy."""
    own = one.reckoned_in(policy.currency)
    if policy.fee.is_known and policy.currency != (own.base_currency if own is not one else currency):
        return _of_another(one, policy, one.currency or currency)
    return full_working(own, policy)


def afterwards(policy: Policy) -> str:
    """What is to be paid once the period has passed."""
    after = policy.fee.after
    if after is None:
        return "not known: what is due after the period is not stated"
    return f"{money(after, policy.currency)} after the period" if after else "nothing to pay: the relationship is free"


def full_working(one: Standing, policy: Policy) -> str:
    """The formula with this relationship's figures, inside the period."""
    fee, currency = policy.fee, policy.currency
    if not fee.is_known:
        return f"not known: {fee.rule}"
    one = one.reckoned_in(currency)
    if one.base_currency not in ("", currency):
        # SQL reckons no fee then: amounts of two currencies are never taken for one.
        return _of_another(one, policy, one.currency or one.base_currency)
    if fee.less_fees_paid and fee.amount is not None:
        return _less_fees_paid(one, fee, fee.amount, currency)
    parts = list(_parts(one, fee, currency))
    if not any(amount is not None for _, amount in parts):
        return "not known: " + "; ".join(text for text, _ in parts)
    shown = "; ".join(text for text, _ in parts)
    most = max(amount for _, amount in parts if amount is not None)
    is_bound = bool(fee.unknown) or any(amount is None for _, amount in parts)
    least = LEAST if is_bound and (fee.cap is None or most < fee.cap) else ""
    text = f"{least}{'the greatest of: ' if len(parts) > 1 else ''}{shown}"
    if fee.cap is not None and most > fee.cap:
        text += f", at most {money(fee.cap, currency)}"
    if fee.floor is not None and most < fee.floor:
        text += f", at least {money(fee.floor, currency)}"
    if one.fee_credit:
        text += f"; less {money(one.fee_credit, currency)} of the exit fee paid, never below 0"
    if fee.interest is not None:
        text += f"; {share(fee.interest)} interest a year is not reckoned"
    return text + "".join(f"; not known: {what}" for what in fee.unknown)


def _less_fees_paid(one: Standing, fee: FeeRule, amount: Decimal, currency: str) -> str:
    if one.fees_paid is None and one.fees_known is not None:
        return _less_untold(one, fee, amount, currency)
    if one.fees_paid is None:
        return f"not known: fees were paid in another currency than {currency}; give --rates to convert them, with a rate on or before the day of each payment"
    paid, limit = money(one.fees_paid, currency), fee.waived_from_fees_paid
    if limit is not None and one.fees_paid >= limit:
        return f"$0: {paid} fees paid reach {money(limit, currency)}"
    part = f" − {money(one.fee_credit, currency)} of the exit fee paid" if one.fee_credit else ""
    if one.fees_paid < 0:
        return f"{money(amount, currency)} + {money(-one.fees_paid, currency)} fees given back in excess{part}, never below 0"
    return f"{money(amount, currency)} − {paid} fees paid{part}, never below 0"


def _less_untold(one: Standing, fee: FeeRule, amount: Decimal, currency: str) -> str:
    """Fees that no export tells: what is known of them bounds the exit fee."""
    assert one.fees_known is not None
    limit = fee.waived_from_fees_paid
    if limit is not None and one.fees_known >= limit:
        return f"$0: {money(one.fees_known, currency)} fees paid reach {money(limit, currency)}, and more were paid"
    of = f" of {count(one.fees_untold, 'payment')}" if one.fees_untold else " paid"
    untold = (
        "the platform fees paid are not told (--fees-paid N)" if one.told else f"the platform fees{of} are not given"
    )
    most = money(max(amount - one.fees_known, Decimal(0)), currency)
    known = f" − {money(one.fees_known, currency)} of fees known" if one.fees_known else ""
    return f"not known: {untold}; {money(amount, currency)}{known} − those fees, so at most {most}"


def _parts(one: Standing, fee: FeeRule, currency: str) -> Iterator[tuple[str, Decimal | None]]:
    """Each part as (working, amount); the amount is None where the data do not give it."""
    if fee.amount is not None:
        yield money(fee.amount, currency), fee.amount
    if fee.share is not None and fee.hours is not None:
        yield _hours(one, fee, fee.share, fee.hours, currency)
    if fee.billed_share is not None:
        yield _billed(one, fee.billed_share, currency)
    if fee.service_fee_months is not None:
        known = None if one.service_fees is None else money(one.service_fees, currency)
        yield f"service fees of {fee.service_fee_months} months: {known or 'not known'}", one.service_fees


def _hours(one: Standing, fee: FeeRule, part: Decimal, hours: int, currency: str) -> tuple[str, Decimal | None]:
    rate = one.last_rate if fee.rate == "last" else one.highest_rate
    if rate is not None:
        amount = part * hours * rate
        which = "last" if fee.rate == "last" else "highest"
        return (
            f"{share(part)} × {hours:,} h × {money(rate, currency)} ({which} rate) = {money(amount, currency)}",
            amount,
        )
    if one.last_unrated if fee.rate == "last" else one.highest_unrated:
        return (
            f"{share(part)} × {hours:,} h × a rate that is not known: part was charged in another currency than {currency}; give --rates to convert it, with a rate on or before the day of each payment and contract",
            None,
        )
    if fee.estimates:
        return _billed(one, part, currency)
    missing = "a rate that is not told (--rate N)" if one.told else f"a rate that the data do not give in {currency}"
    return f"{share(part)} × {hours:,} h × {missing}", None


def _billed(one: Standing, part: Decimal, currency: str) -> tuple[str, Decimal | None]:
    if one.billed_year is None or one.paid_to is None:
        missing = "are not told (--billed N)" if one.told else f"the data do not give in {currency}"
        return f"{share(part)} of a year's earnings, which {missing}", None
    amount = part * one.billed_year
    billed = f"{money(one.billed_year, currency)} billed in the 12 months to {day(one.paid_to)}"
    return f"{share(part)} × {billed} = {money(amount, currency)}", amount
