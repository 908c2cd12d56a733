"""Profiles in words and as data, for people who want to know what can be read and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.errors import UsageError
from auditor.ingesting.planning import tables
from auditor.model.profiles import Apart, How, Profile, Source
from auditor.model.tables import Table
from auditor.profiles.own import is_file, own_profile
from auditor.profiles.reading import all_profiles

ORDERS = {
    "iso": "ISO 8601 (2025-03-31)",
    "dmy": "the day first (31/03/2025)",
    "mdy": "the month first (03/31/2025)",
    "named": "with the name of the month (Sep 25, 2026)",
    "column": "as the days above 12 of a file show, else --date-order decides; never guessed",
}


def profile_lines() -> tuple[str, ...]:
    """One line per profile: name, the table it fills, title."""
    return tuple(f"{profile.name:28} {profile.table:14} {profile.title}" for profile in all_profiles(tables()))


def profile_records() -> list[dict[str, Any]]:
    """All profiles as data for programs."""
    return [_record(profile) for profile in all_profiles(tables())]


def describe(name: str) -> tuple[str, ...]:
    """The profile of that name or in that file, line by line. Raises UsageError when there is none."""
    return tuple(line for profile in _chosen(name) for line in _lines(profile, tables()[profile.table]))


def described_records(name: str) -> list[dict[str, Any]]:
    """The same as data; the name canonical stands for five."""
    return [_record(profile) for profile in _chosen(name)]


def _chosen(name: str) -> tuple[Profile, ...]:
    known = all_profiles(tables())
    chosen = tuple(profile for profile in known if profile.name == name) or tuple(
        profile for profile in known if profile.is_canonical and profile.table == name
    )
    if not chosen and is_file(name):
        return (own_profile(Path(name), tables()),)
    if not chosen:
        names = ", ".join(dict.fromkeys(profile.name for profile in known))
        raise UsageError(
            f"{name}: there is no such profile -> choose one of {names}, or name a file that ends in .toml"
        )
    return chosen


def _record(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "title": profile.title,
        "table": profile.table,
        "platform": profile.platform,
        "header": list(profile.header),
        "optional": list(profile.optional),
        "but_not": list(profile.but_not),
        "key": list(profile.key),
        "date_order": profile.date_order,
        "decimal": profile.decimal,
        "thousands": profile.thousands,
        "columns": {name: source_record(source) for name, source in profile.columns.items()},
        "apart": [{"reason": rule.reason, "where": _where(rule)} for rule in profile.apart],
        "note": profile.note,
    }


def source_record(source: Source) -> dict[str, Any]:
    """How a column is read, as data."""
    return {"how": source.how.value, "take": list(source.take), "value": source.value, "words": dict(source.words)}


def _lines(profile: Profile, table: Table) -> Iterator[str]:
    yield f"{profile.title} -> {table.name} ({table.meaning})"
    if profile.note:
        yield f"  {profile.note}"
    if profile.is_canonical:
        yield from (f"  {_column(table, name)}" for name in table.names)
        return
    yield f"  header: {', '.join(profile.header)}"
    if profile.optional:
        yield f"  some files also have: {', '.join(profile.optional)}"
    if profile.but_not:
        yield f"  a file with one of these is none of them: {', '.join(profile.but_not)}"
    if profile.platform:
        yield f"  platform: {profile.platform}"
    yield f"  dates: {ORDERS.get(profile.date_order, profile.date_order)}"
    between = f"'{profile.thousands}' between thousands" if profile.thousands else "no mark between thousands"
    marks = f"'{profile.decimal}' before decimals, {between}"
    yield f"  numbers: {'as the numbers of a file show' if profile.decimal == 'column' else marks}"
    yield f"  a row is known by: {', '.join(profile.key or table.key)}"
    yield from (f"  {name:16} {_source(source)}" for name, source in profile.columns.items())
    yield from (f"  kept apart: {rule.reason}, where {_where(rule)}" for rule in profile.apart)


def _column(table: Table, name: str) -> str:
    column = table.column(name)
    allowed = f" ({', '.join(column.allowed)})" if column.allowed else ""
    return f"{name + ('*' if column.required else ''):22} {column.type.value:9} {column.meaning}{allowed}"


def _source(source: Source) -> str:
    if not source.take:
        return {How.VALUE: f"always '{source.value}'", How.STATED: f"as --{source.value} says"}.get(
            source.how, "made of the whole row"
        )
    said = f"{source.how.value.replace('_', ' ')} of {', '.join(source.take)}"
    words = ", ".join(f"{_quoted(word)} = {meaning or 'none'}" for word, meaning in source.words.items())
    return f"{said} ({words})" if words else said


def _quoted(word: str) -> str:
    return "any other" if word == "*" else f"'{word}'"


def _where(rule: Apart) -> str:
    spared = ", and is no refund below zero" if rule.spares_refunds else ""
    return f"{_condition(rule)}{spared}"


def _condition(rule: Apart) -> str:
    columns, words = " and ".join(rule.columns), ", ".join(f"'{word}'" for word in rule.words)
    match rule.test:
        case "contains":
            return f"{columns} holds one of {words}"
        case "begins":
            return f"{columns} begins with one of {words}"
        case "not_in":
            return f"{columns} is none of {words}"
        case "in":
            return f"{columns} is one of {words}"
        case "filled" | "empty" | "negative":
            return f"{columns} is {rule.test}"
        case _:
            return f"{columns} is empty or zero"
