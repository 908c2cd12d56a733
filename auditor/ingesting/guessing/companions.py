"""Columns that are none by themselves but belong to another one: time of day, time zone, e-mail address, money out, its side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from auditor.ingesting.guessing.looks import MOSTLY, Cells, is_address, is_clock, is_zone
from auditor.ingesting.guessing.marks import Marks
from auditor.ingesting.guessing.naming import ADDRESS, CLOCK_TIME, DEBIT, TIME_ZONE, is_left, says
from auditor.ingesting.guessing.sides import side_column

LEAST_NAME = 0.6


@dataclass(frozen=True, slots=True)
class Companions:
    """The places of such columns; None = there is none."""

    clock: int | None = None
    zone: int | None = None
    address: int | None = None
    debit: int | None = None
    side: int | None = None

    @property
    def all(self) -> frozenset[int]:
        """All places that are taken so, whatever the rows are."""
        places = (self.clock, self.zone, self.address, self.debit)
        return frozenset(place for place in places if place is not None)

    def of(self, table: str) -> frozenset[int]:
        """Those that are taken where the rows are of that table: a side is one of an account, or who wrote a message."""
        return self.all if self.side is None or table != "payments" else self.all | {self.side}


def companions_of(cells: Mapping[int, Cells], names: Mapping[int, str], marks: Marks) -> Companions:
    """Find them by name and values; a time zone counts only beside a time of day."""

    def first(role: str, holds: Callable[[str], bool], by_name: bool = True) -> int | None:
        found = [index for index, one in cells.items() if one.share(holds) >= MOSTLY]
        named = [index for index in found if says(names[index], role) >= LEAST_NAME and is_left(names[index]) < 1]
        return next(iter(named), None if by_name or len(found) != 1 else found[0])

    clock = first(CLOCK_TIME, is_clock, by_name=False)
    zone = first(TIME_ZONE, is_zone, by_name=False) if clock is not None else None
    return Companions(clock, zone, first(ADDRESS, is_address), first(DEBIT, marks.reads), side_column(cells, names))
