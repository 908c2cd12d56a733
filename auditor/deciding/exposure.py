"""What stands at risk: income of 12 months, how much of it hangs on whom, and when leaving could pay at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money
from auditor.model.phrasing import count
from auditor.model.words import Actor

# The query of sql/report/ whose rows these are.
INCOME = "dependence"
# Below this share per cent would round to almost nothing.
SMALL_SHARE = Decimal("0.001")
ASKED = "The client asked to leave or to pay outside:"
# Who tells of one client has others, too.
OTHERS = " (beside all that other clients bring, which is not told)"
OFFERED = "You offered to leave or to be paid outside:"


@dataclass(frozen=True, slots=True)
class Exposure:
    """On-platform income of one freelancer of the 12 months before as-of in one currency, over all clients, and its dependence.

    Whoever loses an account loses the income of that account: incomes of several freelancers are never added up. `client_id` is the largest client. Shares are 0-1; `herfindahl` is the sum of squared client shares (1 = one client alone). `balance` is what lay on the
    platform, not withdrawn, by the last export that shows it. `income` is never below 0: `refunds_beyond` is what refunds gave back beyond it.
    """

    currency: str
    is_converted: bool
    income: Decimal
    fees: Decimal | None
    clients: int
    herfindahl: float
    client_id: str
    largest_share: float
    platform: str
    platform_share: float
    new_client_months: int
    balance: Decimal | None = None
    balance_on: date | None = None
    refunds_beyond: Decimal = Decimal(0)
    freelancer_id: str = ""


def exposures(frames: Mapping[str, pl.DataFrame]) -> tuple[Exposure, ...]:
    """One for each freelancer and currency, and one of all converted where rates allow it and there are several."""
    frame = frames.get(INCOME)
    if frame is None or frame.is_empty():
        return ()
    return tuple(Exposure(**row) for row in frame.iter_rows(named=True))


def by_freelancer(found: Sequence[Exposure]) -> dict[str, list[Exposure]]:
    """The same by the freelancer whose income it is."""
    sorted_out: dict[str, list[Exposure]] = {}
    for one in found:
        sorted_out.setdefault(one.freelancer_id, []).append(one)
    return sorted_out


def largest_first(found: Sequence[Exposure], currency: str, most: int) -> tuple[list[Exposure], int]:
    """What the freelancers with the most income in `currency` have at risk, of `most` of them, and how many more there are."""
    of_each = by_freelancer(found)
    ordered = sorted(of_each, key=lambda name: (-_income(of_each[name], currency), name))
    return [one for name in ordered[:most] for one in of_each[name]], max(0, len(ordered) - most)


def _income(own: Sequence[Exposure], currency: str) -> Decimal:
    total = _total(own, currency)
    return total.income if total else Decimal(0)


def sentence(one: Exposure, client: str | None = None, several: bool = False) -> str:
    """Income at risk and dependence as one sentence; `client` is the name to show for the largest client.

    Where there are `several` freelancers it says whose income it is.
    """
    converted = " (all currencies converted)" if one.is_converted else ""
    balance = ""
    if one.balance is not None and one.balance_on is not None:
        balance = f" and an unwithdrawn balance of {money(one.balance, one.currency)} on {day(one.balance_on)}"
    whose = f" of {one.freelancer_id or 'a freelancer without an id'}" if several else ""
    at_risk = f"Income at risk{whose}{converted}: {money(one.income, one.currency)} of 12 months{balance}"
    given_back = refunded(one)
    if not one.clients:
        return f"{at_risk}; {given_back}."
    return (
        f"{at_risk}, from {count(one.clients, 'client')}{f' ({given_back})' if given_back else ''}; "
        f"the largest, {client or one.client_id}, brings {one.largest_share:.0%} (Herfindahl index {one.herfindahl:.2f}); "
        f"{one.platform_share:.0%} comes through {one.platform or 'one platform'}; months with income from new clients: {one.new_client_months}."
    )


def refunded(one: Exposure) -> str:
    """That refunds leave nothing of the income, as part of a sentence; empty where something is left."""
    if one.refunds_beyond:
        return f"refunds outweigh the income of these months by {money(one.refunds_beyond, one.currency)}"
    return "" if one.income else "refunds gave back all income of these months"


def told_sentence(one: Exposure) -> str:
    """The same from facts of the command line: one client is told of, so that no share of anything is known."""
    given_back = f"; {refunded(one)}" if one.refunds_beyond else ""
    return f"Income at risk: {money(one.income, one.currency)} of 12 months from this client{OTHERS}{given_back}."


def break_even(one: Standing, asked: Actor | None, found: Sequence[Exposure], currency: str) -> str | None:
    """The most that leaving could save in a year, and at which probability of losing the account it is lost again.

    `asked` is who asked for it, `found` the income of the freelancer whose account would be lost. None where nobody did, or where income or fees are not known in the policy's currency.
    """
    total = _total(found, currency)
    if asked is None or total is None or one.billed_now is None or not total.income:
        return None
    at_risk = total.income + (total.balance or Decimal(0))
    if at_risk <= 0:
        return None
    said = OFFERED if asked is Actor.FREELANCER else ASKED
    if one.fees_now is None:
        fees = "are not told (--fees-year N)" if one.told else "are not in the data"
        return f"{said} what could be saved is not known, for the platform fees {fees}; {money(at_risk, currency)} would be at risk{OTHERS if one.told else ''}."
    return f"{said} {_weighed(one.fees_now, at_risk, currency, OTHERS if one.told else '')}."


def _total(own: Sequence[Exposure], currency: str) -> Exposure | None:
    """All income of one freelancer: of all currencies where they could be converted, else of that one."""
    converted = any(one.is_converted for one in own)
    return next((one for one in own if one.currency == currency and one.is_converted is converted), None)


def _weighed(saved: Decimal, at_risk: Decimal, currency: str, besides: str) -> str:
    """What could be saved beside what could be lost; a chance too small for per cent is said as one in so many."""
    against = f"against {money(at_risk, currency)} at risk{besides}"
    if saved <= 0:
        return f"the data show no fees of 12 months that could be saved, {against}; it does not pay, however unlikely it is to lose the account"
    text = f"at most {money(saved, currency)} of fees a year could be saved, {against}"
    if saved >= at_risk:
        return f"{text}: by money alone even a lost account would cost no more, but the rules forbid it all the same"
    chance = saved / at_risk
    likelier = f"{chance:.1%}" if chance >= SMALL_SHARE else f"one in {int(1 / chance):,}"
    return f"{text}; it does not pay once losing the account is likelier than {likelier}"
