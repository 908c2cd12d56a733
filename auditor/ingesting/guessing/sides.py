"""A column that says on which side of an account an amount stands: rows of the side that went are no income."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from auditor.ingesting.guessing.looks import Cells
from auditor.ingesting.guessing.naming import normal

SIDES = Path(__file__).with_name("sides.toml")


def side_column(cells: Mapping[int, Cells], names: Mapping[int, str]) -> int | None:
    """The place of such a column, None = there is none. One word alone counts where the name of the column says as much."""
    for index, one in cells.items():
        found = {text.strip() for text in one.unlike}
        pairs = [pair for pair in _pairs() if found and found <= set(pair)]
        if pairs and (len(found) > 1 or _is_side(names[index])):
            return index
    return None


def went(cells: Cells) -> tuple[str, ...]:
    """The words of a side column for what went, in lower case, and those that would stand beside its words for what came."""
    found = {text.strip() for text in cells.unlike}
    return tuple(sorted({out for came, out in _pairs() if found <= {came, out}}))


def _is_side(name: str) -> bool:
    words = set(normal(name).split())
    return normal(name) in _columns() or any(words == {normal(came), normal(out)} for came, out in _pairs())


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    pairs: list[list[str]] = _told()["pairs"]
    return tuple((came, out) for came, out in pairs)


@cache
def _columns() -> frozenset[str]:
    names: list[str] = _told()["columns"]
    return frozenset(map(normal, names))


def _told() -> dict[str, Any]:
    return tomllib.loads(SIDES.read_text(encoding="utf-8"))
