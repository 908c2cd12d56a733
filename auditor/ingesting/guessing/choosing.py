"""Which table an export is: the one whose required columns are found most surely, and that leaves least over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.ingesting.guessing.assigning import Given, assign
from auditor.ingesting.guessing.companions import Companions
from auditor.ingesting.guessing.looks import Cells
from auditor.ingesting.guessing.marks import Marks
from auditor.model.tables import Table
from auditor.profiles.checking_columns import DIGESTED, EITHER

REQUIRED_WEIGHT = 0.6
CLEAR_MARGIN = 0.3
DERIVED = 0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """A table, what was given to its columns, how sure it is that the file is this table, and the next best table."""

    table: Table
    given: Mapping[str, Given]
    confidence: float
    runner_up: str


def choose(
    tables: Mapping[str, Table],
    found: Mapping[int, Cells],
    names: Mapping[int, str],
    marks: Marks,
    companions: Companions,
    wanted: str | None,
) -> Choice:
    """The table that fits best, or the one that is `wanted`."""
    cells = {name: {index: one for index, one in found.items() if index not in companions.of(name)} for name in tables}
    given = {name: assign(table, cells[name], names, marks) for name, table in tables.items()}
    worth = {name: _worth(table, given[name], len(cells[name])) for name, table in tables.items()}
    order = sorted(worth, key=lambda name: worth[name], reverse=True)
    best = wanted or order[0]
    second = next(name for name in order if name != best)
    margin = max(worth[best] - worth[second], 0.0)
    confidence = min(1.0, _required(tables[best], given[best])) * (0.5 + 0.5 * min(1.0, margin / CLEAR_MARGIN))
    return Choice(tables[best], given[best], 1.0 if wanted else confidence, second)


def _worth(table: Table, given: Mapping[str, Given], columns: int) -> float:
    covered = sum(one.confidence for one in given.values()) / max(columns, 1)
    return REQUIRED_WEIGHT * _required(table, given) + (1 - REQUIRED_WEIGHT) * min(covered, 1.0)


def _required(table: Table, given: Mapping[str, Given]) -> float:
    """The mean confidence of what each row must have; an id that could be derived counts for a part."""
    found = [_found(table, name, given) for name in table.required]
    if table.name in EITHER:
        found.append(max(_found(table, name, given) for name in EITHER[table.name]))
    return sum(found) / len(found)


def _found(table: Table, name: str, given: Mapping[str, Given]) -> float:
    if name in given:
        return given[name].confidence
    return DERIVED if is_derivable(table, name) else 0.0


def is_derivable(table: Table, column: str) -> bool:
    """Whether an id can be made of the whole row, where an export has none."""
    return table.name in DIGESTED and column == table.key[0]
