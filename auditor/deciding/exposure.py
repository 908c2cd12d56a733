"""What stands at risk: income of 12 months, how much of it hangs on whom, and when leaving could pay at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from auditor.deciding.standing import Standing
from auditor.deciding.words import day, money


@dataclass(frozen=True, slots=True)
class Exposure:
    """On-platform income of the 12 months before as-of in one currency, over all clients, and its dependence.

    `client_id` is the largest client. Shares are 0-1; `herfindahl` is the sum of squared client shares (1 = one client alone). `balance` is what lay on the
    platform, not withdrawn, by the last export that shows it.
    """

    currency: str
    is_converted: bool
    income: Decimal
    fees: Decimal
    clients: int
    herfindahl: float
    client_id: str
    largest_share: float
    platform: str
    platform_share: float
    new_client_months: int
    balance: Decimal | None = None
    balance_on: date | None = None


def exposures(frames: Mapping[str, pl.DataFrame]) -> tuple[Exposure, ...]:
    """One for each currency, and one of all converted where rates allow it and there are several."""
    frame = frames.get("dependence")
    if frame is None or frame.is_empty():
        return ()
    return tuple(Exposure(**row) for row in frame.iter_rows(named=True))


def sentence(one: Exposure, client: str | None = None) -> str:
    """Income at risk and dependence as one sentence; `client` is the name to show for the largest client."""
    converted = " (all currencies converted)" if one.is_converted else ""
    balance = ""
    if one.balance is not None and one.balance_on is not None:
        balance = f" and an unwithdrawn balance of {money(one.balance, one.currency)} on {day(one.balance_on)}"
    return (
        f"Income at risk{converted}: {money(one.income, one.currency)} of 12 months{balance}, from {one.clients} client(s); "
        f"the largest, {client or one.client_id}, brings {one.largest_share:.0%} (Herfindahl index {one.herfindahl:.2f}); "
        f"{one.platform_share:.0%} comes through {one.platform or 'one platform'}; months with income from new clients: {one.new_client_months}."
    )


def break_even(one: Standing, asked: bool, found: Sequence[Exposure], currency: str) -> str | None:
    """The most that leaving could save in a year, and at which probability of losing the account it is lost again.

    None where the client asked for nothing of the kind, or where income or fees are not known in the policy's currency.
    """
    total = next(
        (
            x
            for x in found
            if x.currency == currency and (x.is_converted or not any(other.is_converted for other in found))
        ),
        None,
    )
    if not asked or total is None or one.billed_now is None or not total.income:
        return None
    saved = one.fees_now if one.fees_now is not None else Decimal(0)
    at_risk = total.income + (total.balance or Decimal(0))
    share = saved / at_risk
    return (
        f"The client asked to leave or to pay outside: at most {money(saved, currency)} of fees a year could be saved, against "
        f"{money(at_risk, currency)} at risk; it does not pay once losing the account is likelier than {share:.1%}."
    )
