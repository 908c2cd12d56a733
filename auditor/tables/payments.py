"""Payments: money received, on the platform or outside it."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from auditor.model.tables import Column, ColumnType, RowRule, Table

KINDS = ("hourly", "fixed", "milestone", "bonus", "expense", "refund", "conversion_fee")
ZERO = Decimal(0)
ABSURD = Decimal(10_000_000)


def _is_refund() -> pl.Expr:
    return pl.col("kind").eq_missing(pl.lit("refund"))


TABLE = Table(
    name="payments",
    meaning="One payment of one client or counterparty.",
    key=("payment_id",),
    columns=(
        Column("payment_id", ColumnType.ID, "The platform's or provider's id of the payment.", required=True),
        Column("client_id", ColumnType.ID, "Who paid; without one, counterparty must say who."),
        Column("freelancer_id", ColumnType.ID, "Who was paid; filled by --freelancer where the export names nobody."),
        Column("contract_id", ColumnType.ID, "The contract it belongs to."),
        Column("paid_at", ColumnType.TIME, "When it was paid.", required=True),
        Column("amount", ColumnType.MONEY, "Gross amount; refunds negative.", True, low=-ABSURD, high=ABSURD),
        Column("currency", ColumnType.CURRENCY, "ISO 4217 code of amount and fee.", required=True),
        Column("fee", ColumnType.MONEY, "The platform's or provider's fee on it.", low=-ABSURD, high=ABSURD),
        Column("hours", ColumnType.NUMBER, "Hours paid.", low=ZERO, high=Decimal(100_000), decimals=8),
        Column("kind", ColumnType.ENUM, "What was paid.", allowed=KINDS),
        Column("channel", ColumnType.TEXT, "Empty or 'platform' = on the platform; else how it was paid outside."),
        Column("counterparty", ColumnType.TEXT, "Who paid, as the statement says; 'Name <address>' where both stand."),
        Column("description", ColumnType.TEXT, "What the statement says of it."),
    ),
    rules=(
        RowRule(
            "E110",
            "client_id",
            "neither client_id nor counterparty says who paid",
            "fill one of them",
            lambda: pl.col("client_id") | pl.col("counterparty"),
        ),
        RowRule(
            "E310",
            "amount",
            "a negative amount that is no refund",
            "set kind to 'refund', or correct the sign",
            lambda: (pl.col("amount") >= 0) | _is_refund(),
        ),
        RowRule(
            "E311",
            "amount",
            "a refund with a positive amount",
            "refunds are negative: correct the sign or the kind",
            lambda: (pl.col("amount") <= 0) | ~_is_refund(),
        ),
        RowRule(
            "E312",
            "fee",
            "a negative fee",
            "fees are positive (only a refund's fee is negative): correct the sign",
            lambda: (pl.col("fee") >= 0) | _is_refund(),
        ),
    ),
)
