"""One row of `standing` as a frozen value, so that verdicts and sentences name fields and not columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from auditor.model.words import State

# In place of the id of a row that dates a relationship: the user stated its day.
STATED_ROW = "stated"
# Fields that hold the id of a row.
ROWS = (
    "anchor_row",
    "first_row",
    "fee_row",
    "early_row",
    "restart_contract",
    "restart_payment",
    "unpaid_row",
    "letter_row",
    "fee_payment",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A relationship on as-of before its verdict; see sql/eligibility/standing.sql for the meaning of each field."""

    platform: str
    client_id: str
    freelancer_id: str
    last_paid_on: date | None
    last_message_on: date | None
    first_contact_on: date | None
    first_contract_on: date | None
    active_contracts: int
    inferred: bool
    anchor_on: date | None
    governing_anchor: str | None
    anchor_row: str | None
    fees_paid: Decimal | None
    currency: str | None
    lifetime_billed: Decimal | None
    other_billed: str | None
    messages_from: date | None
    messages_to: date | None
    payments_to: date | None
    rows_aside: int
    client_name: str | None
    origin: str | None
    first_met_on: date | None
    contact_precedes_meeting: bool
    fee_paid_on: date | None
    state: State
    eligible_on: date | None
    if_closed_today: date | None
    exit_fee_today: Decimal | None
    window_end_on: date | None = None
    resets: int = 0
    without_messages_on: date | None = None
    freed_on: date | None = None
    restarted_on: date | None = None
    restart_contract: str | None = None
    restart_payment: str | None = None
    unpaid_end_on: date | None = None
    unpaid_row: str | None = None
    anchor_unpaid: bool = False
    letter_contract_on: date | None = None
    letter_row: str | None = None
    letter_on: date | None = None
    letter_anchor_on: date | None = None
    letter_anchor: str | None = None
    early_payments: int = 0
    early_row: str | None = None
    rows_perhaps: int = 0
    aside_file: str | None = None
    aside_line: int | None = None
    highest_rate: Decimal | None = None
    last_rate: Decimal | None = None
    highest_unrated: bool = False
    last_unrated: bool = False
    paid_to: date | None = None
    billed_year: Decimal | None = None
    fees_year: Decimal | None = None
    billed_now: Decimal | None = None
    fees_now: Decimal | None = None
    service_fees: Decimal | None = None
    fees_known: Decimal | None = None
    fees_untold: int = 0
    fee_part_on: date | None = None
    fee_part: Decimal | None = None
    fee_due: Decimal | None = None
    fee_payment_on: date | None = None
    fee_payment: str | None = None
    fee_credit: Decimal | None = None
    fee_stated: bool = False
    exempt: bool = False
    begun_on: date | None = None
    begun_known: bool = True
    first_table: str | None = None
    first_row: str | None = None
    fee_told_on: date | None = None
    fee_row_on: date | None = None
    fee_row: str | None = None
    left_told_on: date | None = None
    stated_later: Sequence[Mapping[str, Any]] | None = None
    # What fees are reckoned from in another currency than the policy's, where all amounts stand in that one.
    native: Mapping[str, Any] | None = None
    governing_no: int | None = 0
    others: Sequence[Mapping[str, Any]] = ()
    # The facts were told on the command line: what is missing is an option, and no row has an id that anybody knows.
    told: bool = False
    # What sums over this relationship stand in: the currency of the policy that was asked for (empty: that of any).
    base_currency: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.platform, self.client_id, self.freelancer_id)

    def reckoned_in(self, currency: str) -> Standing:
        """The relationship in that currency, where all of its amounts stand in it; else as it is."""
        if self.base_currency == currency or self.native is None or self.native["currency"] != currency:
            return self
        amounts = {name: value for name, value in self.native.items() if name != "currency"}
        return replace(self, **amounts, base_currency=currency, highest_unrated=False, last_unrated=False)

    @property
    def is_exempt(self) -> bool:
        """Whether the origin lets it go: now, or as soon as the open contract has ended."""
        return self.state is State.EXEMPT_ORIGIN or (self.exempt and self.state is State.BLOCKED_ACTIVE_CONTRACT)

    @property
    def free_by_all(self) -> bool:
        """Whether every reading lets it go: by its origin, or because the platform is stated to have settled the fee."""
        return self.is_exempt or (self.state is State.FEE_PAID and self.fee_stated)

    def is_over_in_dispute(self, as_of: date) -> bool:
        """Whether a disputed origin no longer matters: without it, too, the period has passed."""
        return self.state is State.ORIGIN_DISPUTED and self.window_end_on is not None and self.window_end_on <= as_of

    @property
    def would_be_free(self) -> bool:
        return self.state in (State.ELIGIBLE, State.EXEMPT_ORIGIN, State.FEE_PAID)


def from_frame(frame: pl.DataFrame, told: bool = False, base_currency: str = "") -> list[Standing]:
    """Turn the frame of `standing` into values; columns that no verdict needs are left behind. `told` and
    `base_currency` as in Standing.
    """
    names = [field.name for field in fields(Standing) if field.name not in ("told", "base_currency")]
    return [
        _standing(row | {"base_currency": base_currency}, told) for row in frame.select(names).iter_rows(named=True)
    ]


def _standing(row: dict[str, Any], told: bool) -> Standing:
    row["state"] = State(row["state"])
    if told:
        row |= {name: STATED_ROW if row[name] == STATED_ROW else None for name in ROWS} | {"told": True}
    row["others"] = sorted(row["others"] or (), key=_number)
    return Standing(**row)


def _number(other: Mapping[str, Any]) -> int:
    return int(other["reading_no"])
