"""How well one export column fits one column of a table: by its name, by its values, by both.

The confidence is that of two witnesses: 1 - (1 - name) x (1 - values), times the share of cells that can be read so.
A name that is known in full weighs 0.88. What values weigh depends on how rarely such values are anything else (a
currency code is telling, a text is not), shared among all columns of the file that look the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from auditor.ingesting.guessing.looks import (
    LONG_CHARACTERS,
    Cells,
    is_address,
    is_clock,
    is_currency,
    is_epoch,
    is_id,
    is_time,
)
from auditor.ingesting.guessing.marks import Marks
from auditor.ingesting.guessing.naming import MAIN_ID, MAIN_TIME, says
from auditor.ingesting.guessing.proposal import Because
from auditor.ingesting.guessing.words import known_words
from auditor.model.tables import Column, ColumnType, Table

NAME_WEIGHT = 0.88
LEAST_SHARE = 0.6
LEAST_DISTINCT = 0.5
# How much values of a form tell, when a single column of the file has it.
TELLING: Mapping[ColumnType, float] = {
    ColumnType.TIME: 0.55,
    ColumnType.MONEY: 0.4,
    ColumnType.NUMBER: 0.15,
    ColumnType.CURRENCY: 0.9,
    ColumnType.ENUM: 0.7,
    ColumnType.BOOL: 0.3,
    ColumnType.ID: 0.1,
    ColumnType.TEXT: 0.1,
}
KEY_TELLING = 0.4
BODY_TELLING = 0.6
LONG_TEXTS = frozenset({"body", "reason"})


@dataclass(frozen=True, slots=True)
class Fit:
    """What speaks for a pair: each witness 0-1, the share of cells that can be read, and the confidence of it all."""

    name: float
    values: float
    share: float

    @property
    def confidence(self) -> float:
        """The sureness of the pair, 0-1."""
        return (1 - (1 - NAME_WEIGHT * self.name) * (1 - self.values)) * self.share

    @property
    def because(self) -> Because:
        """Which witness carries it."""
        if self.name >= 0.3 and self.values >= 0.1:
            return Because.BOTH
        return Because.NAME if self.name > self.values else Because.VALUES


NOTHING = Fit(0.0, 0.0, 0.0)


def fits(
    table: Table, column: Column, cells: Mapping[int, Cells], names: Mapping[int, str], marks: Marks
) -> dict[int, Fit]:
    """The fit of each export column; those that cannot be it are left out."""
    shares = {index: _share(table, column, cells[index], marks) for index in cells}
    possible = {index: share for index, share in shares.items() if share >= LEAST_SHARE}
    alike = sum(1 for index in possible if cells[index].texts) or 1
    found = {}
    for index, share in possible.items():
        telling = _telling(table, column, cells[index]) / alike if cells[index].texts else 0.0
        found[index] = Fit(_named(table, column, names[index]), telling, share)
    return found


def _named(table: Table, column: Column, name: str) -> float:
    best = says(name, column.name)
    if _is_own_id(table, column):
        best = max(best, says(name, MAIN_ID))
    if column.name == main_time(table):
        best = max(best, says(name, MAIN_TIME))
    return best


def _is_own_id(table: Table, column: Column) -> bool:
    """Whether each row of the table has an id of its own, and this is it."""
    return column.type is ColumnType.ID and column.name == table.key[0] and table.name != "relationships"


def main_time(table: Table) -> str:
    """The time that a row of the table is about."""
    return next((column.name for column in table.columns if column.type is ColumnType.TIME), "")


def _share(table: Table, column: Column, cells: Cells, marks: Marks) -> float:
    """The share of cells that can be such a value; an empty column can be anything that need not be there."""
    if not cells.texts:
        return 0.0 if column.required else 1.0
    # What stands in most rows again is a word of a list, however it is called.
    if _is_own_id(table, column) and cells.distinct < LEAST_DISTINCT:
        return 0.0
    return cells.share(_test(table, column, cells, marks))


def _test(table: Table, column: Column, cells: Cells, marks: Marks) -> Callable[[str], bool]:
    if column.type is ColumnType.TIME:
        return is_epoch if cells.share(is_epoch) == 1 else is_time
    if column.type in (ColumnType.MONEY, ColumnType.NUMBER):
        return lambda text: marks.reads(text) and not is_time(text) and _in_bounds(column, marks, text)
    if column.type is ColumnType.CURRENCY:
        return is_currency
    if column.type is ColumnType.BOOL:
        return lambda text: text.lower() in ("true", "false")
    if column.type is ColumnType.ENUM:
        known = {*known_words(table.name, column.name), *column.allowed}
        return lambda text: text.lower() in known
    if column.type is ColumnType.ID:
        whole = _is_own_id(table, column)
        return lambda text: not is_time(text) and not is_clock(text) and (is_id(text) or not whole)
    return lambda text: not (marks.reads(text) or is_time(text) or is_clock(text) or is_address(text))


def _in_bounds(column: Column, marks: Marks, text: str) -> bool:
    if column.low is None or column.high is None:
        return True
    return float(column.low) <= float(marks.value(text)) <= float(column.high)


def _telling(table: Table, column: Column, cells: Cells) -> float:
    if column.type is ColumnType.TIME and cells.share(is_epoch) == 1:
        return 0.0
    if _is_own_id(table, column):
        return KEY_TELLING if cells.distinct == 1 and cells.filled == 1 and cells.rows > 1 else 0.0
    if column.name in LONG_TEXTS:
        return BODY_TELLING if cells.mean_characters >= LONG_CHARACTERS else 0.1
    if column.required and cells.filled < LEAST_SHARE and column.type is not ColumnType.MONEY:
        return 0.0
    return TELLING[column.type]
