"""What statements of banks and payment providers say in texts: two columns for one amount, times that are UTC. All SQL."""

from __future__ import annotations

from collections.abc import Sequence

# An amount of nothing, as statements write it: empty, a dash, 0.00, $0.
NO_AMOUNT = "[-$0., ]*"


def credit_or_debit(credit: str, debit: str, credit_text: str) -> str:
    """The credit where there is one that is not zero, else the debit."""
    return (
        f"CASE WHEN regexp_full_match(trim(coalesce({credit_text}, '')), '{NO_AMOUNT}') THEN {debit} ELSE {credit} END"
    )


def first_filled(taken: Sequence[str]) -> str:
    """The first of the texts that is not empty."""
    return "coalesce(" + ", ".join(f"nullif(trim({column}), '')" for column in taken) + ", NULL)"


def as_utc(taken: str) -> str:
    """A time of day without an offset, said to be UTC; a date alone stays a date."""
    return f"CASE WHEN regexp_matches({taken}, ':[0-9]{{2}}\\s*$|:[0-9]{{2}}[.,][0-9]+\\s*$') THEN trim({taken}) || 'Z' ELSE {taken} END"


def from_epoch(taken: str) -> str:
    """Seconds since 1970 as a time in UTC, to the second; what is no such number stays as it is, for the form to judge."""
    seconds = f"TRY_CAST(regexp_extract(trim({taken}), '^([0-9]{{9,10}})(?:[.][0-9]{{1,6}})?$', 1) AS BIGINT)"
    return f"coalesce(strftime(make_timestamp({seconds} * 1000000), '%Y-%m-%dT%H:%M:%SZ'), {taken})"


def from_ofx(taken: str) -> str:
    """YYYYMMDD[HHMMSS[.mmm]][[offset:zone]] as ISO 8601; without an offset it is UTC, as the standard says."""
    form = (
        r"^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?(?:\.\d+)?)?(?:\[([+-]?)(\d{1,2})(?:[.](\d+))?(?::[A-Za-z]*)?\])?$"
    )
    group = [f"regexp_extract(trim({taken}), '{form}', {number})" for number in range(10)]
    day = f"{group[1]} || '-' || {group[2]} || '-' || {group[3]}"
    time = f"'T' || {group[4]} || ':' || {group[5]} || ':' || coalesce(nullif({group[6]}, ''), '00')"
    minutes = (
        f"CASE {group[9]} WHEN '5' THEN '30' WHEN '50' THEN '30' WHEN '75' THEN '45' WHEN '25' THEN '15' ELSE '00' END"
    )
    offset = f"CASE WHEN {group[7]} = '-' THEN '-' ELSE '+' END || lpad({group[8]}, 2, '0') || ':' || {minutes}"
    zone = f"CASE WHEN {group[8]} = '' THEN 'Z' ELSE {offset} END"
    whole = f"CASE WHEN {group[4]} = '' THEN {day} ELSE {day} || {time} || {zone} END"
    return f"CASE WHEN regexp_matches(trim({taken}), '{form}') THEN {whole} ELSE {taken} END"
