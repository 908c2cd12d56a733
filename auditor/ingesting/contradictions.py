"""What one row says twice and not alike: SQL that gives the code of the rule it breaks, and these rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from auditor.ingesting.signs import signs
from auditor.model.profiles import How, Profile, plain
from auditor.model.tables import RowRule

SIGN, BOTH = "E313", "E314"
RULES = tuple(
    RowRule(code, column, problem, remedy, lambda code=code: pl.col("contradiction").ne_missing(pl.lit(code)))  # type: ignore[misc]
    for code, column, problem, remedy in (
        (
            SIGN,
            "currency",
            "the currency sign in an amount is not that of the row's currency",
            "correct the sign, or the currency",
        ),
        (BOTH, "amount", "money comes and goes in one row", "make a row of each, or leave out what is not meant"),
    )
)


def contradiction(
    profile: Profile, places: Mapping[str, str], numbers: Sequence[str], currency: str | None, params: dict[str, Any]
) -> str:
    """SQL of the code of the first rule that a row breaks, else NULL."""
    cases = [*_signs(numbers, currency, params), *_both(profile, places)]
    return f"CASE {' '.join(cases)} END" if cases else "CAST(NULL AS VARCHAR)"


def _signs(numbers: Sequence[str], currency: str | None, params: dict[str, Any]) -> Iterator[str]:
    if currency and numbers:
        code = f"upper(trim(CAST({currency} AS VARCHAR)))"
        for place, (sign, codes) in enumerate(signs().items()):
            params[f"signed_{place}"] = list(codes)
            signed = " OR ".join(f"contains({column}, '{sign}')" for column in numbers)
            yield f"WHEN ({signed}) AND {code} <> '' AND NOT list_contains($signed_{place}, {code}) THEN '{SIGN}'"


def _both(profile: Profile, places: Mapping[str, str]) -> Iterator[str]:
    for source in profile.columns.values():
        taken = [places[plain(name)] for name in source.take if plain(name) in places]
        if source.how is How.CREDIT_DEBIT and len(taken) == 2:
            filled = " AND ".join(f"regexp_matches({column}, '[1-9]')" for column in taken)
            yield f"WHEN {filled} THEN '{BOTH}'"
