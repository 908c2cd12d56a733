"""Dates and clock times of statements: their order of day and month, and their zone names, as ISO 8601 in SQL."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting.recognising import plain
from auditor.model.profiles import OWN_MARK, How, Profile
from auditor.model.tables import ColumnType, Table

# Day and month in some order, the year in four digits or two, and perhaps a time of day behind it.
SLASHED = r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[T ]+(\d{1,2}:\d\d\S*))?\s*$"
NAMED = r"^\s*[A-Za-z]{3} \d{1,2}, \d{4}\s*$"
# 24-03-15 may be the 15th of March 2024.
YEAR_MAY_BE_FIRST = "length(year) = 2 AND b BETWEEN 1 AND 12 AND c BETWEEN 1 AND 31"
# Were the year first, nearly all rows would be of one day of the month, and of as many years.
FEW_YEARS, MANY_DAYS = 2, 5
CLOCK = r"^\s*(\d{1,2}):(\d\d)(?::(\d\d))?\s*$"
ZONE_NAMES = Path(__file__).with_name("zones.toml")


@cache
def zone_offsets() -> dict[str, str]:
    """Offsets of zone abbreviations, such as PDT: -07:00."""
    return dict(tomllib.loads(ZONE_NAMES.read_text(encoding="utf-8")))


def clock_columns(
    engine: Engine, profile: Profile, header: Sequence[str], wanted: str | None, name: str
) -> tuple[dict[str, str], dict[str, Any]]:
    """SQL texts of the profile's clock columns, with their parameters; `date_order` among these is what was decided.

    Raises InputFileError when the order of day and month can be read in two ways and the user has not said which.
    """
    places = {plain(column): f"c{index}" for index, column in reversed(list(enumerate(header)))}
    texts: dict[str, str] = {}
    params: dict[str, Any] = {}
    for column, source in profile.columns.items():
        if source.how is not How.CLOCK:
            continue
        taken = [places[plain(item)] for item in source.take]
        if profile.date_order == "named":
            texts[column] = _named(taken[0])
            continue
        if profile.date_order == "column":
            day_first = _day_first(engine, taken[0], wanted, name, source.take[0])
        else:
            day_first = profile.date_order == "dmy"
            # A profile of the user's own is the user's word.
            if OWN_MARK not in profile.identity and _is_contradicted(engine, taken[0], day_first):
                if wanted is None:
                    problem = "the days and months of its dates stand in another order than this kind of export has"
                    raise InputFileError(
                        name, problem, "say which with --date-order dmy or --date-order mdy", 0, source.take[0]
                    )
                day_first = wanted == "dmy"
        texts[column] = _iso(taken, day_first)
        params["date_order"] = "dmy" if day_first else "mdy"
        params |= _zone_params(engine, taken[2]) if len(taken) > 2 else {}
    return texts, params


def is_year_last(firsts: int, thirds: int) -> bool:
    """Whether the year of two digits can only stand last: by how many different numbers stand first, and how many last."""
    return thirds <= FEW_YEARS and firsts >= MANY_DAYS


def own_days(table: Table, places: Mapping[str, str], wanted: str | None) -> dict[str, str]:
    """SQL texts of the times of a table's own file, which a spreadsheet may have written anew, in the order that is `wanted`.

    ISO 8601 stays as it is; without a word of the user nothing else is read.
    """
    if wanted is None:
        return {}
    times = [one.name for one in table.columns if one.type is ColumnType.TIME and plain(one.name) in places]
    return {name: _iso([places[plain(name)]], wanted == "dmy") for name in times}


def _is_contradicted(engine: Engine, taken: str, day_first: bool) -> bool:
    """Whether some dates can only have the other order, and none can only have this one."""
    first, second = (f"TRY_CAST(regexp_extract({taken}, $form, {group}) AS INTEGER)" for group in (1, 2))
    ((days_first, months_first),) = engine.rows(
        f"""SELECT count(*) FILTER (WHERE {first} BETWEEN 13 AND 31 AND {second} BETWEEN 1 AND 12),
                   count(*) FILTER (WHERE {second} BETWEEN 13 AND 31 AND {first} BETWEEN 1 AND 12)
            FROM raw WHERE regexp_matches({taken}, $form)""",
        {"form": SLASHED},
    )
    return bool(not days_first and months_first) if day_first else bool(days_first and not months_first)


def _day_first(engine: Engine, taken: str, wanted: str | None, name: str, column: str) -> bool:
    parts = [f"TRY_CAST(regexp_extract({taken}, $form, {group}) AS INTEGER)" for group in (1, 2, 3)]
    ((day_first, month_first, either, year_first, year_last, firsts, thirds),) = engine.rows(
        f"""SELECT count(*) FILTER (WHERE a BETWEEN 13 AND 31 AND b BETWEEN 1 AND 12),
                   count(*) FILTER (WHERE b BETWEEN 13 AND 31 AND a BETWEEN 1 AND 12),
                   count(*) FILTER (WHERE a BETWEEN 1 AND 12 AND b BETWEEN 1 AND 12 AND a <> b),
                   count(*) FILTER (WHERE {YEAR_MAY_BE_FIRST}),
                   count(*) FILTER (WHERE NOT ({YEAR_MAY_BE_FIRST})),
                   count(DISTINCT a), count(DISTINCT c)
            FROM (SELECT {parts[0]} AS a, {parts[1]} AS b, {parts[2]} AS c, regexp_extract({taken}, $form, 3) AS year
                  FROM raw WHERE regexp_matches({taken}, $form))""",
        {"form": SLASHED},
    )
    if is_year_last(firsts, thirds):
        year_first = 0
    if wanted is not None and ((year_first and not year_last) or bool(day_first) == bool(month_first)):
        return wanted == "dmy"
    if year_first and not year_last:
        problem, remedy = "the year may stand first or last in its dates", "or write years with four digits"
        raise InputFileError(name, problem, f"say --date-order dmy or --date-order mdy, {remedy}", 0, column)
    if bool(day_first) != bool(month_first) or not (day_first or either):
        return bool(day_first)
    problem = "some dates have the day first and some the month" if day_first else "day and month cannot be told apart"
    raise InputFileError(name, problem, "say which with --date-order dmy or --date-order mdy", 0, column)


def _named(taken: str) -> str:
    # English names of months in three letters; what is no such date stays as it is, for the form to judge.
    day = f"strftime(try_strptime(trim({taken}), '%b %d, %Y'), '%Y-%m-%d')"
    return f"CASE WHEN regexp_matches({taken}, '{NAMED}') THEN coalesce({day}, {taken}) ELSE {taken} END"


def _iso(taken: list[str], day_first: bool) -> str:
    day, month = (1, 2) if day_first else (2, 1)
    parts = [f"lpad(regexp_extract({taken[0]}, '{SLASHED}', {group}), 2, '0')" for group in (month, day)]
    written = f"regexp_extract({taken[0]}, '{SLASHED}', 3)"
    # Of two digits, as POSIX reads them: 69 to 99 lie before 2000.
    century = f"CASE WHEN length({written}) = 4 THEN '' WHEN {written} >= '69' THEN '19' ELSE '20' END"
    year = f"{century} || {written}"
    behind = f"regexp_extract({taken[0]}, '{SLASHED}', 4)"
    hour = f"CASE WHEN {behind} LIKE '_:%' THEN 'T0' || {behind} WHEN {behind} <> '' THEN 'T' || {behind} ELSE '' END"
    slashed = f"{year} || '-' || {parts[0]} || '-' || {parts[1]} || {hour}"
    # What is no month stays as it is written, so that the row can be told what is wrong with it.
    is_month = f"TRY_CAST({parts[0]} AS INTEGER) BETWEEN 1 AND 12"
    date = f"CASE WHEN regexp_matches({taken[0]}, '{SLASHED}') AND {is_month} THEN {slashed} ELSE {taken[0]} END"
    if len(taken) == 1:
        return date
    time = _time(taken[1])
    if len(taken) == 2:
        return f"{date} || {time}"
    return _zoned(f"{date} || {time}", taken[2])


def _time(taken: str) -> str:
    hour = f"lpad(regexp_extract({taken}, '{CLOCK}', 1), 2, '0')"
    seconds = f"coalesce(nullif(regexp_extract({taken}, '{CLOCK}', 3), ''), '00')"
    iso = f"'T' || {hour} || ':' || regexp_extract({taken}, '{CLOCK}', 2) || ':' || {seconds}"
    return (
        f"CASE WHEN {taken} IS NULL THEN '' WHEN regexp_matches({taken}, '{CLOCK}') THEN {iso} ELSE ' ' || {taken} END"
    )


def _zoned(local: str, zone: str) -> str:
    # A zone of the database goes through its rules; an abbreviation says its offset itself; any other is unreadable.
    known = f"CASE WHEN list_contains($zones, trim({zone})) THEN trim({zone}) ELSE 'UTC' END"
    read = f"TRY_CAST({local} AS TIMESTAMP)"
    moved = f"(({read} AT TIME ZONE ({known})) AT TIME ZONE 'UTC')"
    # A time that summer time leaves out comes back as another one.
    exists = f"((({moved}) AT TIME ZONE 'UTC') AT TIME ZONE ({known})) = {read}"
    return f"""CASE WHEN {zone} IS NULL THEN {local}
        WHEN list_contains($offset_names, trim({zone})) THEN {local} || $offsets[list_position($offset_names, trim({zone}))]
        WHEN list_contains($zones, trim({zone})) THEN coalesce(CASE WHEN {exists} THEN strftime({moved}, '%Y-%m-%dT%H:%M:%SZ') END, '?' || {local})
        ELSE {local} || ' ' || {zone} END"""


def _zone_params(engine: Engine, zone: str) -> dict[str, Any]:
    offsets = zone_offsets()
    rows = engine.rows(
        f"SELECT name FROM pg_timezone_names() WHERE name IN (SELECT trim({zone}) FROM raw) ORDER BY name"
    )
    zones = [name for (name,) in rows if name not in offsets]
    return {"zones": zones, "offset_names": list(offsets), "offsets": list(offsets.values())}
