"""Entries of a calendar: the same relationship keeps its entry, and a higher number makes calendar programs take it as news."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

FIRST = date(1970, 1, 1)
# Entries of one audit day have numbers of their own, more than any period has days.
NUMBERS_A_DAY = 50_000
MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What calendars of earlier audits hold of a relationship: the day of freedom, the number that the entry has at
    least, and whether the day was withdrawn."""

    platform: str
    client_id: str
    freelancer_id: str
    free_on: date
    number: int
    withdrawn: bool = False

    def anew(self, on: date, number: int) -> Entry:
        """The entry for a day that holds (again)."""
        return replace(self, free_on=on, number=number, withdrawn=False)

    def taken_back(self, number: int) -> Entry:
        """The entry for a day that does not hold any more."""
        return replace(self, number=number, withdrawn=True)


def entry_number(on: date, as_of: date) -> int:
    """Calendar programs take an entry of the same UID as news only when its number is higher: it is on every later day of
    audit, and on the same one where the day moved on."""
    number = max(0, (as_of - FIRST).days) * NUMBERS_A_DAY + min((on - as_of).days, NUMBERS_A_DAY - 1)
    return min(number, MOST)
