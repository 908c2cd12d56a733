"""Gives each column of a table at most one export column, and no export column to two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from auditor.ingesting.guessing.fitting import Fit, fits
from auditor.ingesting.guessing.looks import Cells
from auditor.ingesting.guessing.marks import Marks
from auditor.ingesting.guessing.naming import is_left, says
from auditor.model.tables import Table

LEAST_CONFIDENCE = 0.33
CLEAR_MARGIN = 0.3
RIVAL_COST = 0.25


@dataclass(frozen=True, slots=True)
class Given:
    """An export column given to a column of a table; `rival` is another one that fits nearly as well (-1 = none)."""

    index: int
    fit: Fit
    confidence: float
    rival: int = -1


def assign(table: Table, cells: Mapping[int, Cells], names: Mapping[int, str], marks: Marks) -> dict[str, Given]:
    """The surest pair first, then the surest of what is left; in the order of the table where it makes no odds, and the fullest
    of columns that are equally sure."""
    wanted = {column.name: fits(table, column, cells, names, marks) for column in table.columns}
    pairs = [
        (round(fit.confidence, 1), -place, round(fit.confidence, 2), cells[index].filled, column, index)
        for place, (column, found) in enumerate(wanted.items())
        for index, fit in found.items()
        if fit.confidence >= LEAST_CONFIDENCE and not _is_none_of_ours(names[index], column, fit)
    ]
    given: dict[str, Given] = {}
    taken: set[int] = set()
    for *_, column, index in sorted(pairs, reverse=True):
        if column not in given and index not in taken:
            given[column] = Given(index, wanted[column][index], wanted[column][index].confidence)
            taken.add(index)
    return {column: _rivalled(one, wanted[column], taken, names) for column, one in given.items()}


def _is_none_of_ours(name: str, column: str, fit: Fit) -> bool:
    return is_left(name) > max(fit.name, 0.5) or (is_left(name) == 1.0 and says(name, column) < 1.0)


def _rivalled(one: Given, found: Mapping[int, Fit], taken: set[int], names: Mapping[int, str]) -> Given:
    """Less sure where an export column that nobody took would do nearly as well."""
    others = {
        index: fit.confidence for index, fit in found.items() if index not in taken and is_left(names[index]) < 0.8
    }
    rival = max(others, key=lambda index: others[index], default=-1)
    margin = one.confidence - others.get(rival, 0.0)
    if margin >= CLEAR_MARGIN:
        return one
    cost = RIVAL_COST * (1 - max(margin, 0.0) / CLEAR_MARGIN)
    return replace(one, confidence=one.confidence * (1 - cost), rival=rival)
