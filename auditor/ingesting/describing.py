"""Profiles in words, for people who want to know what can be read."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.errors import UsageError
from auditor.ingesting.planning import tables
from auditor.model.profiles import Profile, Source
from auditor.model.tables import Table
from auditor.profiles.reading import all_profiles


def profile_lines() -> tuple[str, ...]:
    """One line per profile: name, the table it fills, title."""
    return tuple(f"{profile.name:28} {profile.table:14} {profile.title}" for profile in all_profiles(tables()))


def describe(name: str) -> tuple[str, ...]:
    """The profile of that name, line by line. Raises UsageError when there is none."""
    chosen = [profile for profile in all_profiles(tables()) if profile.name == name]
    if not chosen:
        known = ", ".join(dict.fromkeys(profile.name for profile in all_profiles(tables())))
        raise UsageError(f"{name}: there is no such profile -> choose one of {known}")
    return tuple(line for profile in chosen for line in _lines(profile, tables()[profile.table]))


def _lines(profile: Profile, table: Table) -> Iterator[str]:
    yield f"{profile.title} -> {table.name} ({table.meaning})"
    if profile.note:
        yield f"  {profile.note}"
    if profile.is_canonical:
        yield from (f"  {_column(table, name)}" for name in table.names)
        return
    yield f"  header: {', '.join(profile.header)}"
    yield from (f"  {name:16} {_source(source)}" for name, source in profile.columns.items())
    yield from (f"  kept apart: {rule.reason}" for rule in profile.apart)


def _column(table: Table, name: str) -> str:
    column = table.column(name)
    allowed = f" ({', '.join(column.allowed)})" if column.allowed else ""
    return f"{name + ('*' if column.required else ''):22} {column.type.value:9} {column.meaning}{allowed}"


def _source(source: Source) -> str:
    if not source.take:
        return f"always '{source.value}'" if source.value else "derived from the whole row"
    return f"{source.how.value.replace('_', ' ')} of {', '.join(source.take)}"
