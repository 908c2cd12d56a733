"""What statements of banks and payment providers say in texts: two columns for one amount, times that are UTC. All SQL."""

from __future__ import annotations

from collections.abc import Sequence


def credit_or_debit(credit: str, debit: str, credit_text: str) -> str:
    """The credit where there is one that is not zero, else the debit."""
    return f"CASE WHEN regexp_full_match(trim(coalesce({credit_text}, '')), '[0.,]*') THEN {debit} ELSE {credit} END"


def first_filled(taken: Sequence[str]) -> str:
    """The first of the texts that is not empty."""
    return "coalesce(" + ", ".join(f"nullif(trim({column}), '')" for column in taken) + ", NULL)"


def as_utc(taken: str) -> str:
    """A time of day without an offset, said to be UTC; a date alone stays a date."""
    return f"CASE WHEN regexp_matches({taken}, ':[0-9]{{2}}\\s*$|:[0-9]{{2}}[.,][0-9]+\\s*$') THEN trim({taken}) || 'Z' ELSE {taken} END"


def from_epoch(taken: str) -> str:
    """Seconds since 1970 as a time in UTC; what is no such number stays as it is, for the form to judge."""
    seconds = f"TRY_CAST(regexp_extract(trim({taken}), '^([0-9]{{9,10}})(?:[.]0+)?$', 1) AS BIGINT)"
    return f"coalesce(strftime(make_timestamp({seconds} * 1000000), '%Y-%m-%dT%H:%M:%SZ'), {taken})"
