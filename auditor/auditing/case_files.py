"""Reads the cases of a rule, and says what is wrong with the form of one before any of its rows is used."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from auditor.errors import RoomError
from auditor.model.results import Finding

TABLES = ("contracts", "payments", "messages", "relationships", "reports", "links", "detections")
KEYS = frozenset((*TABLES, "name", "as_of", "finds", "weeks", "weeks_from", "with_hours"))
WANTED = frozenset((*(field.name for field in fields(Finding)), "says"))


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a rule. Raises RoomError for a file that is missing, no TOML, without cases of both kinds or with one
    of the wrong form."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
    except OSError as error:
        raise RoomError(f"{path}: {error.strerror} -> write the cases of the rule there") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise RoomError(f"{path}: no cases can be read ({error}) -> see 'auditor rules new'") from error
    if not _are_tables(found):
        raise RoomError(f"{path}: 'case' is no list of tables -> begin each case with [[case]]")
    for number, case in enumerate(found, 1):
        for wrong in _faults(case):
            raise RoomError(f"{path}: case {number} ({case.get('name', 'without a name')}): {wrong}")
    names = [str(case["name"]) for case in found]
    for kind in ("speaks: ", "silent: "):
        if not any(name.startswith(kind) for name in names):
            raise RoomError(f"{path}: no case begins with '{kind}' -> add one")
    return list(found)


def _faults(case: Mapping[str, Any]) -> Iterator[str]:
    """What of a case is not of the form of cases, each with what to do."""
    for key in sorted(case.keys() - KEYS):
        yield f"unknown key '{key}' -> a case has {', '.join(sorted(KEYS))}"
    if not isinstance(case.get("name"), str):
        yield "its name is no text -> name = 'speaks: …' or 'silent: …'"
    if not _is_day(case.get("as_of")):
        yield "as_of is no day -> write it as '2026-01-31'"
    for table in TABLES:
        if not _are_tables(case.get(table, [])):
            yield f"{table} is no list of rows -> {table} = [{{ … }}]"
    if not isinstance(case.get("with_hours", True), bool):
        yield "with_hours is neither true nor false"
    if "weeks" in case or "weeks_from" in case:
        yield from _of_weeks(case)
    yield from _of_finds(case.get("finds", []))


def _of_weeks(case: Mapping[str, Any]) -> Iterator[str]:
    if not _is_day(case.get("weeks_from")):
        yield "weeks_from is no day -> weeks need the Monday of their first one, like '2026-01-05'"
    weeks = case.get("weeks")
    if not isinstance(weeks, list) or not all(map(_is_week, weeks)):
        yield "weeks is no list of [hours, messages] -> weeks = [[20, 4], ['8.5', 2]]"


def _of_finds(finds: object) -> Iterator[str]:
    if not _are_tables(finds):
        yield "finds is no list of tables -> finds = [{ severity = 'high' }]"
        return
    assert isinstance(finds, list)
    for want in finds:
        for key in sorted(want.keys() - WANTED):
            yield f"finds has an unknown key '{key}' -> use {', '.join(sorted(WANTED))}"
        for key in ("says", "evidence"):
            texts = want.get(key, [])
            if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
                yield f"{key} of finds is no list of texts -> {key} = ['…']"


def _are_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _is_day(value: object) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


def _is_week(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[1], int) or value[1] < 0:
        return False
    try:
        return Decimal(value[0]).is_finite() if isinstance(value[0], int | str | Decimal) else False
    except InvalidOperation:
        return False
