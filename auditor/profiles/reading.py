"""The one reader of profile files, and of the five tables as profiles of themselves."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from auditor import rooms
from auditor.errors import RoomError
from auditor.model.profiles import CANONICAL, JOINTS, Apart, How, Profile, Source
from auditor.model.tables import Table

HOME = Path(__file__).parent
TESTS = ("contains", "begins", "in", "not_in", "negative", "empty", "filled", "no_amount")
OPTIONAL = ("platform", "client_given", "decimal", "thousands", "date_order", "note", "wrapper", "form")


def all_profiles(tables: dict[str, Table]) -> tuple[Profile, ...]:
    """The canonical tables first, then the profiles of this folder in the order of names. Raises RoomError."""
    return (*(canonical(table) for table in tables.values()), *(_read(path) for path in _files().values()))


def canonical(table: Table) -> Profile:
    """A table as the profile of its own files: each column is copied."""
    columns = {name: Source(How.COPY, (name,)) for name in table.names}
    header = table.marks or table.required
    closed, title = bool(table.marks), f"canonical: {table.name}"
    return Profile(CANONICAL, title, table.name, columns, header, key=table.key, closed=closed, one_of=table.one_of)


def _files() -> dict[str, Path]:
    return dict(rooms.files(HOME, ".toml"))


def _read(path: Path) -> Profile:
    try:
        return profile_of(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError) as error:
        raise RoomError(f"{path}: this profile cannot be read ({error}) -> compare it with its neighbours") from error


def profile_of(name: str, data: dict[str, Any]) -> Profile:
    """The profile that the content of a TOML file describes. Raises KeyError, ValueError or TypeError for a broken one."""
    return Profile(
        name=name,
        title=data["title"],
        table=data["table"],
        columns={column: _source(spec) for column, spec in data["columns"].items()},
        header=tuple(data["header"]),
        optional=tuple(data.get("optional", ())),
        key=tuple(data.get("key", ())),
        apart=tuple(_apart(spec) for spec in data.get("apart", ())),
        joints=_joints(data.get("joints", {})),
        beats=tuple(data.get("beats", ())),
        but_not=tuple(data.get("but_not", ())),
        **{field: data[field] for field in OPTIONAL if field in data and field != "platform"},
        # One spelling of a platform's name, as policies and the contracts' own have it.
        platform=str(data.get("platform", "")).strip().lower(),
    )


def _source(spec: dict[str, Any]) -> Source:
    how = How(spec.get("how", How.COPY))
    return Source(how, tuple(spec.get("take", ())), spec.get("value", ""), dict(spec.get("words", {})))


def _joints(data: dict[str, Any]) -> dict[str, Source]:
    if set(data) - set(JOINTS):
        raise ValueError(f"unknown joints {sorted(set(data) - set(JOINTS))}")
    return {name: _source(spec) for name, spec in data.items()}


def _apart(spec: dict[str, Any]) -> Apart:
    if spec["test"] not in TESTS:
        raise ValueError(f"unknown test {spec['test']}")
    words = tuple(spec.get("words", ()))
    spared = bool(spec.get("spares_refunds", False))
    return Apart(spec["reason"], spec["test"], tuple(spec["columns"]), words, spec.get("role", ""), spared)
