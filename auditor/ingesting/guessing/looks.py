"""What the cells of a column look like, by the same forms that the loading uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from auditor.ingesting import clocks
from auditor.ingesting.casting import BASIC_DAY, BASIC_FORM, DAY_FORM, LOCAL_FORM, OFFSET_FORM, UTC_FORM
from auditor.ingesting.validating import currencies

ISO = re.compile(f"(?:{DAY_FORM})|(?:{LOCAL_FORM})|(?:{UTC_FORM})|(?:{OFFSET_FORM})|(?:{BASIC_FORM})")
DAY_ONLY = re.compile(f"(?:{DAY_FORM})|(?:{BASIC_DAY})")
ORDERED = re.compile(clocks.SLASHED)
NAMED = re.compile(clocks.NAMED)
# Seconds since 1970, from 2000 to 2100: a number is a time only where its name says so too.
EPOCH = re.compile(r"(9[4-9]\d|[1-3]\d{3}|40\d\d)\d{6}(\.\d{1,6})?")
CLOCK = re.compile(clocks.CLOCK)
ZONE = re.compile(r"[A-Z][A-Za-z]+(/[A-Za-z_+\-]+)+")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
ID = re.compile(r"\S{1,80}")
LONG_CHARACTERS = 25
MOSTLY = 0.9


@dataclass(frozen=True, slots=True)
class Cells:
    """The filled cells of one column, out of `rows` rows."""

    texts: tuple[str, ...]
    rows: int

    def share(self, holds: Callable[[str], object]) -> float:
        """The share of filled cells for which something holds; 0 when there is none."""
        return sum(1 for text in self.texts if holds(text)) / len(self.texts) if self.texts else 0.0

    @property
    def filled(self) -> float:
        """The share of rows with anything in the column."""
        return len(self.texts) / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> float:
        """The share of different texts among the filled ones."""
        return len(set(self.texts)) / len(self.texts) if self.texts else 0.0

    @property
    def mean_characters(self) -> float:
        """The mean length of a filled cell."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0

    @property
    def unlike(self) -> frozenset[str]:
        """The different texts, as words are compared."""
        return frozenset(text.lower() for text in self.texts)


def is_time(text: str) -> bool:
    """Whether this is a date or time that can be read: ISO 8601, day and month in either order, or Sep 25, 2026."""
    return bool(ISO.fullmatch(text) or ORDERED.fullmatch(text) or NAMED.fullmatch(text))


def is_named(text: str) -> bool:
    """Whether this is a date with the name of its month."""
    return bool(NAMED.fullmatch(text))


def is_epoch(text: str) -> bool:
    """Whether this may be a time in seconds since 1970."""
    return bool(EPOCH.fullmatch(text))


def is_iso(text: str) -> bool:
    """Whether this is a date or time in the form of ISO 8601."""
    return bool(ISO.fullmatch(text))


def is_ordered(text: str) -> bool:
    """Whether this is a date whose day and month must be told apart."""
    return bool(ORDERED.fullmatch(text))


def is_clock(text: str) -> bool:
    """Whether this is a time of day."""
    return bool(CLOCK.fullmatch(text))


def is_zone(text: str) -> bool:
    """Whether this is the name of a time zone."""
    return text in clocks.zone_offsets() or bool(ZONE.fullmatch(text))


def is_currency(text: str) -> bool:
    """Whether this is a currency code."""
    return text.upper() in _codes()


def is_address(text: str) -> bool:
    """Whether this is an e-mail address."""
    return bool(ADDRESS.fullmatch(text))


def is_id(text: str) -> bool:
    """Whether this can be an id: no blanks in it, and not long."""
    return bool(ID.fullmatch(text))


@cache
def _codes() -> frozenset[str]:
    return frozenset(currencies())


def may_begin_with_year(text: str) -> bool:
    """Whether this is a date such as 24-03-15, with a year of two digits that may stand first."""
    match = ORDERED.fullmatch(text)
    return match is not None and len(match[3]) == 2 and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31


def days_and_months(texts: Iterable[str]) -> tuple[int, int]:
    """Among dates such as 03/04/2025: how many can only have the day first, and how many only the month."""
    found = [(int(match[1]), int(match[2])) for text in texts if (match := ORDERED.fullmatch(text))]
    days_first = sum(12 < one <= 31 and 1 <= two <= 12 for one, two in found)
    return days_first, sum(12 < two <= 31 and 1 <= one <= 12 for one, two in found)


def firsts_and_thirds(texts: Iterable[str]) -> tuple[int, int]:
    """Among dates such as 03/04/25: how many different numbers stand first, and how many last."""
    found = [(int(match[1]), int(match[3])) for text in texts if (match := ORDERED.fullmatch(text))]
    return len({one for one, _ in found}), len({three for _, three in found})
