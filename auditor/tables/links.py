"""Links: which client stands behind a name, a payment or a contract id that the exports do not explain."""

from __future__ import annotations

import polars as pl

from auditor.model.tables import Column, ColumnType, RowRule, Table

TABLE = Table(
    name="links",
    meaning="One statement of the user: this counterparty, payment or contract is that client's.",
    key=("counterparty", "payment_id", "contract_id", "platform", "freelancer_id"),
    marks=("client_id",),
    one_of=("counterparty", "payment_id", "contract_id"),
    stated=True,
    columns=(
        Column("client_id", ColumnType.ID, "The client.", required=True),
        Column(
            "counterparty", ColumnType.TEXT, "A payer as statements name it: the name, the e-mail address, or both."
        ),
        Column("platform", ColumnType.TEXT, "Only for payments of that platform."),
        Column("freelancer_id", ColumnType.ID, "Only for payments to that freelancer."),
        Column("contract_id", ColumnType.ID, "The contract paid; without counterparty and payment_id: whose it is."),
        Column("payment_id", ColumnType.ID, "That one payment."),
        Column("note", ColumnType.TEXT, "Why, for people."),
    ),
    rules=(
        RowRule(
            "E111",
            "counterparty",
            "neither counterparty, payment_id nor contract_id says what is linked",
            "fill one of them",
            lambda: pl.col("counterparty") | pl.col("payment_id") | pl.col("contract_id"),
        ),
    ),
)
