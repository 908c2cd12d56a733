"""Objects of a JSON document that stand in no list: each may be a row, or tell something of the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from auditor.ingesting.json_cells import JsonRow
from auditor.ingesting.json_resyncing import bracket_end
from auditor.ingesting.json_text import JsonText
from auditor.ingesting.json_values import ID_KEY, JsonValue, read_value, strictly

# A row by itself is no longer than this; an object that is, holds lists and is read piece by piece.
REACH = 1 << 16
PAGES = ("data", "result")


def lone_value(text: JsonText) -> JsonValue | None:
    """The sound object at `text.at`, which is passed, when it is short, says something itself and holds no rows."""
    reach = len(text.ahead(REACH))
    end, closed = bracket_end(text.held, text.at, text.at + reach)
    value = strictly(text.held[text.at : end]) if closed else None
    if not isinstance(value, dict) or not any(not isinstance(one, (dict, list)) for one in value.values()):
        return None
    return None if _holds_rows(value) else read_value(text)


def short_value(text: JsonText) -> JsonValue | None:
    """The sound object at `text.at`, which is not passed, when it is no longer than a row by itself."""
    reach = len(text.ahead(REACH))
    end, closed = bracket_end(text.held, text.at, text.at + reach)
    raw = text.held[text.at : end]
    value = strictly(raw) if closed else None
    return JsonValue(text.line, raw, value) if isinstance(value, dict) else None


def page_row(value: JsonValue | None) -> JsonRow | None:
    """The one row that a page of an answer is about, or a fault where it holds none; None for a page that holds lists of rows.

    Such a page stands where each value is a row, so that it must not be passed over as telling of the document.
    """
    if value is None or not isinstance(value.value, dict) or _holds_rows(value.value):
        return None
    inner: dict[str, Any] = next((value.value[name] for name in PAGES if isinstance(value.value.get(name), dict)), {})
    while len(inner) == 1 and isinstance(only := next(iter(inner.values())), dict):
        inner = only
    if not inner:
        return JsonRow(None, replace(value, faults=(("E131", "the answer holds no row"),)))
    if any(isinstance(one, dict) for one in inner.values()) and not any(map(_is_plain, inner.values())):
        return None
    return JsonRow("", replace(value, value=inner))


def _is_plain(value: object) -> bool:
    return not isinstance(value, (dict, list))


def _holds_rows(value: object) -> bool:
    if isinstance(value, list):
        return any(isinstance(one, dict) or _holds_rows(one) for one in value)
    if not isinstance(value, dict):
        return False
    inner = {key: one for key, one in value.items() if isinstance(one, dict) and one}
    keyed = any(ID_KEY.fullmatch(key) for key in inner)
    alike = any(_alike(frozenset(one), frozenset(other)) for one, other in combinations(list(inner.values())[:8], 2))
    return keyed or alike or any(map(_holds_rows, value.values()))


def _alike(keys: frozenset[str], others: frozenset[str]) -> bool:
    return len(keys & others) >= 2 and 2 * len(keys & others) >= max(len(keys), len(others))


class Siblings:
    """Objects that are members of the object at `path`: those with the same keys are rows of one list, keyed by name."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self._path = path
        self._keys: frozenset[str] = frozenset()
        self._is_list = False
        self._waiting: tuple[str, JsonValue] | None = None

    def row(self, value: JsonValue, name: str) -> JsonRow:
        """A member whose name is an id."""
        self._keys, self._is_list = self._keys or _keys(value.value), True
        return JsonRow(".".join(self._path), value, name)

    def lone(self, value: JsonValue, name: str) -> Iterator[JsonRow]:
        """A member with another name; it waits for one that is like it."""
        keys = _keys(value.value)
        waiting, self._waiting = self._waiting, None
        if not self._keys and waiting and _alike(keys, _keys(waiting[1].value)):
            self._keys = keys
            yield self._keyed(*waiting)
            waiting = None
        if self._keys and _alike(keys, self._keys):
            yield self._keyed(name, value)
        else:
            self._waiting = name, value
        if waiting:
            yield self._single(*waiting)

    def rest(self) -> Iterator[JsonRow]:
        """The member that no other was like."""
        if self._waiting:
            yield self._single(*self._waiting)

    def _keyed(self, name: str, value: JsonValue) -> JsonRow:
        return JsonRow(".".join(self._path), value, name, lone=not self._is_list)

    def _single(self, name: str, value: JsonValue) -> JsonRow:
        return JsonRow(".".join((*self._path, name)), value, lone=True)


def _keys(value: Any) -> frozenset[str]:
    return frozenset(value) if isinstance(value, dict) else frozenset()
