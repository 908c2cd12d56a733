"""Addresses and numbers that stand in the name of a payer, in the form that the scanner gives to contact values."""

from __future__ import annotations

import polars as pl

SCHEMA = {"counterparty": pl.String, "value": pl.String}
_MAIL = r"([^\s<>@(),;:]+@[^\s<>@(),;:]+\.[^\s<>@(),;:]+)"


def payer_values(counterparties: pl.Series) -> pl.DataFrame:
    """Columns counterparty, value: an e-mail address in it, the whole as a handle, its digits as a number or an account."""
    raw = pl.col("counterparty")
    compact = raw.str.to_lowercase().str.replace_all(r"[\s().\-/]", "")
    forms = pl.DataFrame({"counterparty": counterparties.drop_nulls().unique()}, schema={"counterparty": pl.String})
    every = [
        raw.str.to_lowercase().str.extract(_MAIL),
        # A handle stands alone: a word, with or without its sign.
        raw.str.to_lowercase().str.strip_chars().str.extract(r"^[@$]?([a-z0-9][a-z0-9._\-]{2,})$"),
        compact.str.extract(r"^(\+?\d{7,})$"),
        compact.str.to_uppercase().str.extract(r"^([A-Z]{2}\d{2}[A-Z0-9]{10,30})$"),
        raw.str.strip_chars().str.extract(r"^([A-Za-z0-9]{26,64})$"),
    ]
    values = [forms.select(raw, form.alias("value")) for form in every]
    return pl.concat(values).drop_nulls().unique().sort("counterparty", "value")
