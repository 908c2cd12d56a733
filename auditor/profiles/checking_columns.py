"""What is wrong with the [columns] of a profile: unknown names, unknown ways of reading, columns that no header has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.model.profiles import JOINTS, How, plain
from auditor.model.tables import Column, ColumnType, Table
from auditor.profiles.problems import Problem, shown

SPEC_KEYS = ("how", "take", "value", "words")
WITHOUT_TAKE = (How.VALUE, How.ROW_DIGEST, How.STATED)
NUMBERS = (How.NUMBER, How.NEGATED, How.CREDIT_DEBIT, How.ACCOUNTING)
SINGLE = (How.COPY, How.MAP, How.NUMBER, How.NEGATED, How.ACCOUNTING, How.UTC, How.EPOCH, How.OFX_TIME)
MOST_TAKEN: Mapping[How, int] = {
    How.CLOCK: 3,
    How.PERSON: 3,
    How.OTHER_PARTY: 3,
    How.CREDIT_DEBIT: 2,
    How.OTHER_END: 2,
    **dict.fromkeys(SINGLE, 1),
}
# What a user can say on the command line where a file does not.
STATED = ("currency", "freelancer")
# Tables in which the whole row can stand for an id.
DIGESTED = ("payments", "messages", "reports")
# Without one of these nobody can say whose payment it is.
EITHER: Mapping[str, tuple[str, ...]] = {"payments": ("client_id", "counterparty")}


def column_problems(columns: Mapping[str, Any], header: Sequence[str], table: Table) -> Iterator[Problem]:
    """All problems of the lines below [columns]."""
    names = {plain(name) for name in header}
    for name, spec in columns.items():
        place = f"columns.{name}"
        if name not in table.names:
            known = ", ".join(table.names)
            yield Problem(place, f"there is no column {shown(name)} in {table.name}", f"use one of {known}")
        elif not isinstance(spec, dict):
            yield Problem(place, "this is no table", 'write it as { take = ["…"] }')
        else:
            yield from _spec(place, spec, names, table.column(name))
    yield from _missing(columns, table)


def joint_problems(joints: object, header: Sequence[str]) -> Iterator[Problem]:
    """All problems of the lines below [joints]."""
    if not isinstance(joints, dict):
        yield Problem("joints", "joints is no section", "begin it with [joints]")
        return
    names = {plain(name) for name in header}
    for name, spec in joints.items():
        if name not in JOINTS:
            yield Problem(f"joints.{name}", f"there is no joint {shown(name)}", f"use one of {', '.join(JOINTS)}")
        elif not isinstance(spec, dict):
            yield Problem(f"joints.{name}", "this is no table", 'write it as { take = ["…"] }')
        else:
            yield from _spec(f"joints.{name}", spec, names, Column(name, ColumnType.MONEY, ""))


def clock_problems(columns: Mapping[str, Any], header: Sequence[str]) -> Iterator[Problem]:
    """Date, time and zone of a clock must stand in every file."""
    names = {plain(name) for name in header}
    for column, spec in columns.items():
        if not isinstance(spec, dict) or spec.get("how") != How.CLOCK.value or not isinstance(spec.get("take"), list):
            continue
        for name in spec["take"]:
            if isinstance(name, str) and plain(name) not in names:
                problem = f"{shown(name)} is read by a clock and is only optional"
                yield Problem(f"columns.{column}.take", problem, "move it from optional to header")


def _missing(columns: Mapping[str, Any], table: Table) -> Iterator[Problem]:
    for name in table.required:
        if name not in columns:
            yield Problem("columns", f"missing: {name}; every row needs it", f"add {line_for(table, name)}")
    either = EITHER.get(table.name, ())
    if either and not any(name in columns for name in either):
        wanted = " or ".join(either)
        yield Problem("columns", f"missing: {wanted}; every row needs one of them", "add a line for one of them")


def line_for(table: Table, name: str) -> str:
    """The line of a profile that fills a column of the table, as it is most often written."""
    taken = f'{name} = {{ take = ["…"] }}'
    if name == table.key[0] and table.name in DIGESTED:
        return f'{taken}, or {name} = {{ how = "row_digest" }} where the export has no id'
    if table.column(name).type is ColumnType.CURRENCY:
        return f'{taken}, or {name} = {{ how = "value", value = "EUR" }} where no column says it'
    if name == "client_id":
        return f'{taken}, or {name} = {{ how = "value", value = "…" }} where the whole file is about one client'
    return taken


def _spec(place: str, spec: Mapping[str, Any], header: set[str], column: Column) -> Iterator[Problem]:
    for key in spec:
        if key not in SPEC_KEYS:
            yield Problem(f"{place}.{key}", f"there is no such key as {shown(key)}", f"use {', '.join(SPEC_KEYS)}")
    said = spec.get("how", How.COPY.value)
    if said not in [how.value for how in How]:
        known = ", ".join(how.value for how in How)
        yield Problem(f"{place}.how", f"there is no such way of reading as {shown(said)}", f"use one of {known}")
        return
    how = How(said)
    yield from _take(place, how, spec.get("take", []), header)
    yield from _value(place, how, spec.get("value"))
    if how in NUMBERS and column.type not in (ColumnType.MONEY, ColumnType.NUMBER):
        yield Problem(f"{place}.how", f"{column.name} is no number", "read it in another way, or leave how out")
    yield from _words(place, how, spec.get("words", {}), column)


def _value(place: str, how: How, value: object) -> Iterator[Problem]:
    if value is not None and not isinstance(value, str):
        yield Problem(f"{place}.value", "value is no text", 'write it as value = "…"')
    elif how in (How.VALUE, How.PATTERN) and value is None:
        yield Problem(f"{place}.value", "value is missing", 'add value = "…"')
    elif how is How.STATED and value not in STATED:
        yield Problem(f"{place}.value", f"the user cannot say {shown(value)}", f"name one of {', '.join(STATED)}")
    elif how is How.PATTERN and not _is_pattern(str(value)):
        problem = f"{shown(value)} is no regular expression with a group"
        yield Problem(f"{place}.value", problem, "put what is to be found in parentheses")


def _is_pattern(value: str) -> bool:
    try:
        return re.compile(value).groups > 0
    except re.error:
        return False


def _take(place: str, how: How, take: object, header: set[str]) -> Iterator[Problem]:
    if not isinstance(take, list) or not all(isinstance(name, str) for name in take):
        yield Problem(f"{place}.take", "take is no list of names", 'write it as take = ["…"]')
        return
    if not take and how not in WITHOUT_TAKE:
        yield Problem(f"{place}.take", "no export column is named", 'add take = ["…"]')
    most = MOST_TAKEN.get(how, len(take))
    if len(take) > most:
        yield Problem(f"{place}.take", f"{len(take)} columns are taken, {most} can be", "leave the others out")
    for name in take:
        if plain(name) not in header:
            yield Problem(
                f"{place}.take",
                f"{shown(name)} does not stand in header",
                "correct it, or add it to header (to optional, where only some files have it)",
            )


def _words(place: str, how: How, words: object, column: Column) -> Iterator[Problem]:
    if not isinstance(words, dict) or not all(isinstance(meaning, str) for meaning in words.values()):
        yield Problem(f"{place}.words", "words is no table of texts", 'write it as words = { "theirs" = "ours" }')
        return
    if how is How.MAP and not words:
        yield Problem(f"{place}.words", "no word is translated", 'add words = { "theirs" = "ours" }')
    if column.type is ColumnType.ENUM:
        for meaning in dict.fromkeys(words.values()):
            if meaning not in column.allowed and meaning:
                allowed = ", ".join(column.allowed)
                yield Problem(
                    f"{place}.words", f"{shown(meaning)} is no word of {column.name}", f"use one of {allowed}"
                )
