"""A policy version: window, fee, contact rule, clauses, and what it sets of the rules' parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FeeRule:
    """How the exit fee is reckoned: `amount` less fees paid, nothing from `waived_from_fees_paid` on."""

    amount: Decimal
    waived_from_fees_paid: Decimal
    rule: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another anchor that the same text could mean, in months from that anchor."""

    anchor: str
    months: int


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one policy; `sha256` is that of its file, so that a report can prove which text governed."""

    name: str
    version: str
    title: str
    effective_from: date
    source: str
    tag: str
    currency: str
    window_months: int
    fee: FeeRule
    contact_rule: str
    others: tuple[OtherReading, ...]
    clauses: Mapping[str, str]
    parameters: Mapping[str, Mapping[str, float | int | str]]
    severities: Mapping[str, str]
    platform_domains: tuple[str, ...]
    sha256: str
