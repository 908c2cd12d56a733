"""What a canonical table is: columns with type, meaning and bounds, and the rules that a row of it must keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import polars as pl


class ColumnType(StrEnum):
    """How the text of an export becomes a value. `ID` is kept byte for byte, `MONEY` and `NUMBER` are decimals."""

    TEXT = "text"
    ID = "id"
    TIME = "time"
    MONEY = "money"
    NUMBER = "number"
    CURRENCY = "currency"
    ENUM = "enum"
    BOOL = "bool"

    @property
    def is_text(self) -> bool:
        """Text stays inside the database; a check sees only whether there is any."""
        return self in (ColumnType.TEXT, ColumnType.ID)

    @property
    def has_form(self) -> bool:
        """Whether a text can fail to be such a value."""
        return self in (ColumnType.TIME, ColumnType.MONEY, ColumnType.NUMBER, ColumnType.BOOL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `digits` and `decimals` are those of its DECIMAL, `low` and `high` its inclusive bounds."""

    name: str
    type: ColumnType
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    digits: int = 18
    decimals: int = 4


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule over a typed row: `holds` gives true where the row keeps it (null counts as kept).

    `code` is E1xx for a missing value, E2xx for an unreadable one, E3xx for one that cannot be, E4xx for a reference.
    `problem` says what is wrong, `remedy` what to do; `column` is where the person should look.
    """

    code: str
    column: str
    problem: str
    remedy: str
    holds: Callable[[], pl.Expr]

    @property
    def reason(self) -> str:
        """The reason as quarantine shows it."""
        return f"{self.code} {self.problem} -> {self.remedy}"


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table. `key` names the columns that identify a row; `rules` are those beyond single columns.

    `marks` are the columns by which a file of it is known where the required ones are not enough; such a file has no
    columns but those of the table, and at least one of `one_of`, and a later version of it replaces all that the earlier one said. `stated` is a table
    whose files a person writes: what an earlier version of a file had broken is repaired or taken out in the later one.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rules: tuple[RowRule, ...] = ()
    marks: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    stated: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in the order of the contract."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which a file is not this table."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def times(self) -> tuple[str, ...]:
        """Columns that hold a time; each has a `<name>_precision` beside it."""
        return tuple(column.name for column in self.columns if column.type is ColumnType.TIME)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def no_earlier(later: str, earlier: str) -> pl.Expr:
    """True where `later` is not before `earlier`; days are compared where either has day precision."""
    by_day = pl.col(later).dt.date() >= pl.col(earlier).dt.date()
    either_day = (pl.col(f"{later}_precision") == "day") | (pl.col(f"{earlier}_precision") == "day")
    return pl.when(either_day).then(by_day).otherwise(pl.col(later) >= pl.col(earlier))
