"""A row of a JSON file, and its members as the cells of a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor.ingesting.json_values import JsonValue, NumberText

WRAPPERS = ("node", "thread")
BESIDE_A_NODE = frozenset({*WRAPPERS, "cursor", "__typename"})


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One element of the list at `part` ("data.contracts.edges"; "" for the document itself), or what is no row there.

    `key` is the name of a row whose list is an object keyed by id. Text that belongs to no list has the part None. A row is
    `lone` when it stands in no list, but as an object by itself: it may be a row, or say something of the document.
    """

    part: str | None
    value: JsonValue
    key: str = ""
    lone: bool = False

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """All that speaks against the row; none when it is one."""
        if self.value.faults:
            return self.value.faults
        if not isinstance(self.value.value, dict):
            return (("E131", "this is no JSON object"),)
        if _is_null_node(self.value.value):
            return (("E131", "the node of this connection is null, so that there is no row"),)
        return () if self.value.value else (("E131", "the object is empty"),)


def _is_null_node(value: Mapping[str, Any]) -> bool:
    return any(name in value and value[name] is None for name in WRAPPERS) and value.keys() <= BESIDE_A_NODE


def cell(value: object) -> str | None:
    """A JSON value as the text of a cell: null and "" are empty, numbers stay as written, the rest is JSON."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return str(value)
    return written(value)


def written(value: object) -> str:
    """A decoded value as JSON again, numbers as they were."""
    if isinstance(value, NumberText):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {written(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def wrapper_of(row: Mapping[str, Any]) -> str:
    """The key of the object that is the row, where it is wrapped in another one; else ""."""
    return next((name for name in WRAPPERS if isinstance(row.get(name), dict)), "")


def flat(row: dict[str, Any], wrapper: str = "") -> dict[str, Any]:
    """A row with nested objects as dotted names, lists as they are; `wrapper` is the key of the object that is the row."""
    inner = row.get(wrapper)
    flattened: dict[str, Any] = {}
    for key, value in (inner if isinstance(inner, dict) else row).items():
        if isinstance(value, dict) and value:
            flattened.update({f"{key}.{name}": item for name, item in flat(value).items()})
        else:
            flattened[key] = value
    return flattened


def collision(row: dict[str, Any]) -> str:
    """A dotted name that two values of the row would have; "" where there is none."""
    dotted = [key for key in row if "." in key]
    return next((key for key in dotted if key in flat({name: row[name] for name in row if name != key})), "")
