"""Contracts: who works for whom, from when to when, at what price."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from auditor.model.tables import Column, ColumnType, RowRule, Table, no_earlier

ZERO = Decimal(0)
ABSURD = Decimal(10_000_000)


def _stars(name: str, meaning: str) -> Column:
    bounds = Decimal("1.0"), Decimal("5.0")
    return Column(name, ColumnType.NUMBER, meaning, low=bounds[0], high=bounds[1], digits=4, decimals=2)


TABLE = Table(
    name="contracts",
    meaning="One contract of one client with one freelancer.",
    key=("contract_id",),
    columns=(
        Column("contract_id", ColumnType.ID, "The platform's id of the contract.", required=True),
        Column("client_id", ColumnType.ID, "Who hires.", required=True),
        Column("freelancer_id", ColumnType.ID, "Who works; filled by --freelancer where the export names nobody."),
        Column("title", ColumnType.TEXT, "Title of the job."),
        Column("kind", ColumnType.ENUM, "How it is paid.", allowed=("hourly", "fixed")),
        Column("status", ColumnType.ENUM, "As the platform says; dates decide.", allowed=("active", "paused", "ended")),
        Column("started_at", ColumnType.TIME, "Start, the first moment of work.", required=True),
        Column("ended_at", ColumnType.TIME, "End; empty while open."),
        Column("hourly_rate", ColumnType.MONEY, "Price of an hour.", low=ZERO, high=ABSURD),
        Column("agreed_amount", ColumnType.MONEY, "Price of the whole, for fixed prices.", low=ZERO, high=ABSURD),
        Column("currency", ColumnType.CURRENCY, "ISO 4217 code of both prices."),
        _stars("client_feedback", "What the client gave, 1.0-5.0."),
        _stars("freelancer_feedback", "What the freelancer gave, 1.0-5.0."),
        Column("platform", ColumnType.TEXT, "Where the contract was made."),
    ),
    rules=(
        RowRule(
            "E320",
            "ended_at",
            "the contract ends before it starts",
            "correct started_at or ended_at",
            lambda: no_earlier("ended_at", "started_at"),
        ),
        RowRule(
            "E321",
            "ended_at",
            "ended without an end: status is 'ended', ended_at is empty",
            "add ended_at, or correct status",
            lambda: (pl.col("status") != "ended") | pl.col("ended_at").is_not_null() | pl.col("ended_at_unread"),
        ),
    ),
)
