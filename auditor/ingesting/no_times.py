"""Why a text that was not read as a time is none: what a person has to correct is another thing each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auditor.ingesting.clocks import NAMED, SLASHED

ISO = "write it as 2025-03-31 or 2025-03-31T14:05:00Z"
YEAR_FIRST = r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([Tt ].*)?$"
ISO_DAY_AND_MORE = r"^\d{4}-\d\d-\d\d[Tt ]"


@dataclass(frozen=True, slots=True)
class NoTime:
    """What is wrong with a text that should be a time, and what to do about it."""

    problem: str
    remedy: str


BASIC = r"^(\d{4})(\d\d)(\d\d)([Tt].*)?$"
# Days without marks of other centuries, by their number in the year, and by weeks.
OTHER_ISO = r"^\d{4}(\d{4}|-?\d{3}|-?W\d\d(-?\d)?)(T.*)?$"
ORDER, OTHER_ORDER, DAY, HOUR, GAP, OTHER, FORM = "order", "other_order", "day", "hour", "gap", "other", "form"
# By the text of the column `<time>_no_time`.
KINDS: Mapping[str, NoTime] = MappingProxyType(
    {
        ORDER: NoTime(
            "is written in another way than ISO 8601",
            f"{ISO}; for days such as 31/03/2025 say --date-order dmy or mdy",
        ),
        OTHER_ORDER: NoTime(
            "has day and month in another order than the days of this file",
            "write it as 2025-03-31, or in the order of the other rows",
        ),
        DAY: NoTime(
            "names a day that does not exist in any order of day and month",
            "correct its day, month or year, and write it as 2025-03-31",
        ),
        HOUR: NoTime(
            "has a time of day, an offset or a zone that cannot be read",
            "write it as 2025-03-31T14:05:00Z or 2025-03-31T14:05:00+02:00, with hours up to 23, with minutes and at most six decimals",
        ),
        GAP: NoTime(
            "is a time that never was, because clocks were put forward over it",
            "correct the hour, or write the offset behind it, as in 2025-03-30T02:30:00+01:00",
        ),
        OTHER: NoTime("is written in a form of ISO 8601 that is not read here, or is no time at all", ISO),
        FORM: NoTime("is written in another way than ISO 8601, or is no time at all", ISO),
    }
)


def why_sql(unread: str, source: str, local_form: str, is_own_table: bool) -> str:
    """SQL of the kind of fault, NULL where `unread` is false. `source` is the text that was to be read.

    The order of days in a table's own file is the user's word; that of an export is decided with the file.
    """
    text = f"ltrim(trim({source}), '?')"
    first, second, year = (f"regexp_extract({text}, '{SLASHED}', {group})" for group in (1, 2, 3))
    # Only the 29th of February depends on the year, and 1969 to 1999 leap as 2069 to 2099 do.
    full = f"CASE WHEN length({year}) = 2 THEN '20' ELSE '' END || {year}"
    either = f"coalesce({_day(full, first, second)}, {_day(full, second, first)})"
    whole = _day(*(f"regexp_extract({text}, '{YEAR_FIRST}', {group})" for group in (1, 2, 3)))
    unmarked = _day(*(f"regexp_extract({text}, '{BASIC}', {group})" for group in (1, 2, 3)))
    order = ORDER if is_own_table else OTHER_ORDER
    return f"""CASE WHEN {unread} THEN CASE
        WHEN regexp_matches({text}, '{SLASHED}') THEN CASE WHEN {either} IS NULL THEN '{DAY}' ELSE '{order}' END
        WHEN regexp_matches({text}, '{YEAR_FIRST}') THEN CASE
            WHEN {whole} IS NULL THEN '{DAY}'
            WHEN regexp_full_match({text}, '{local_form}') THEN '{GAP}'
            WHEN regexp_matches({text}, '{ISO_DAY_AND_MORE}') THEN '{HOUR}'
            ELSE '{FORM}' END
        WHEN regexp_matches({text}, '{BASIC}') AND {unmarked} IS NULL THEN '{DAY}'
        WHEN regexp_matches({text}, '{OTHER_ISO}') THEN '{OTHER}'
        WHEN regexp_matches({text}, '{NAMED}') AND try_strptime({text}, '%b %d, %Y') IS NULL THEN '{DAY}'
        ELSE '{FORM}' END END"""


def _day(year: str, month: str, day: str) -> str:
    return f"TRY_CAST({year} || '-' || lpad({month}, 2, '0') || '-' || lpad({day}, 2, '0') AS DATE)"
