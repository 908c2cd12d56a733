"""A policy version: window, fee, contact rule, clauses, and what it sets of the rules' parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# The contact rule of platforms that keep all contact to themselves, during a contract as well.
ALWAYS = "always"


class Anchor(StrEnum):
    """An event that the period counts from."""

    LAST_PAYMENT = "last_payment"
    CONTRACT_END = "contract_end"
    LAST_MESSAGE = "last_message"
    FIRST_CONTACT = "first_contact"
    FIRST_CONTRACT = "first_contract"
    UNBROKEN_CONTRACT = "unbroken_contract"
    ACCOUNT_END = "account_end"

    @property
    def moves(self) -> bool:
        """True for events that can happen again and then move the date."""
        return self in (Anchor.LAST_PAYMENT, Anchor.CONTRACT_END, Anchor.LAST_MESSAGE)


@dataclass(frozen=True, slots=True)
class Window:
    """The period: `months` None = no end of it is known; no anchors = what it counts from is not known.

    `resets` are what starts a new window once freedom was reached: "contract", "payment"; None = not known.
    """

    months: int | None
    anchors: tuple[Anchor, ...]
    resets: tuple[str, ...] | None

    @property
    def moves(self) -> bool:
        return any(anchor.moves for anchor in self.anchors)


@dataclass(frozen=True, slots=True)
class FeeRule:
    """How the exit fee is reckoned: the greatest of its known parts, within floor and cap, `after` once free.

    Parts: `amount` (less the fees paid, where `less_fees_paid`); `share` × `hours` × a rate ("highest" or "last");
    `billed_share` of what was billed in 12 months; the service fees of `service_fee_months`. With `estimates`, `share` of
    what was billed stands in where no rate is known. None = no such part; `kind` "unknown" = nothing is known of a fee.
    """

    kind: str
    rule: str
    amount: Decimal | None = None
    less_fees_paid: bool = False
    waived_from_fees_paid: Decimal | None = None
    share: Decimal | None = None
    hours: int | None = None
    rate: str = "highest"
    estimates: bool = False
    billed_share: Decimal | None = None
    service_fee_months: int | None = None
    floor: Decimal | None = None
    cap: Decimal | None = None
    after: Decimal | None = Decimal(0)
    interest: Decimal | None = None
    unknown: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return self.kind != "unknown"


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another anchor that the same text could mean, in months from that anchor."""

    anchor: Anchor
    months: int


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one policy; `sha256` is that of its file and of those that it extends, so that a report can prove
    which text governed.

    `effective_from` None = the day is not known; `in_force_by` is then a day on which it applied, if one is known.
    `pinned` means that this very version was asked for, whatever the dates of a relationship.
    """

    name: str
    version: str
    title: str
    effective_from: date | None
    in_force_by: date | None
    source: str
    tag: str
    currency: str
    platforms: tuple[str, ...]
    window: Window
    fee: FeeRule
    contact_rule: str | None
    exemptions: tuple[str, ...]
    penalty: str | None
    others: tuple[OtherReading, ...]
    clauses: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, float | int | str]]
    severities: Mapping[str, str]
    platform_domains: tuple[str, ...]
    sha256: str
    extends: str | None = None
    pinned: bool = False
    own_contacts: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def window_months(self) -> int | None:
        return self.window.months

    @property
    def unknown(self) -> tuple[str, ...]:
        """What this version leaves unknown, in words; every output says so."""
        parts = (
            ("from which day it applies", self.effective_from is None),
            ("the end of the period", self.window.months is None),
            ("what the period counts from", not self.window.anchors),
            ("what starts it anew", self.window.resets is None),
            ("the exit fee", not self.fee.is_known),
            ("the fee after the period", self.fee.is_known and self.fee.after is None),
            ("the rule on contact details", self.contact_rule is None),
        )
        return (*(text for text, applies in parts if applies), *self.fee.unknown)
