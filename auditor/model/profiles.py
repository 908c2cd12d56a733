"""What an export profile is: how the columns of one export format become columns of one canonical table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class How(StrEnum):
    """The ways in which a canonical value is made of an export's columns."""

    COPY = "copy"  # the text as it stands
    VALUE = "value"  # the same for every row
    MAP = "map"  # a table of words
    NUMBER = "number"  # decimal and thousands marks as the profile says
    NEGATED = "negated"  # the same with the sign turned
    CLOCK = "clock"  # date, time and zone name in up to three columns
    PERSON = "person"  # name and address as 'Name <address>'
    LAST_PARENTHESES = "last_parentheses"  # the id in the last parentheses
    BEFORE_PARENTHESES = "before_parentheses"  # the text before them
    ROW_DIGEST = "row_digest"  # an id derived from all columns and the occurrence


@dataclass(frozen=True, slots=True)
class Source:
    """Where a canonical column comes from: export columns `take`, read as `how`; `words` and `value` as that needs."""

    how: How
    take: tuple[str, ...] = ()
    value: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Apart:
    """A row that is no income and is kept apart with `reason`, first match wins.

    `test` is one of: contains (any of `words` in the column), not_in (the column is none of `words`), negative (a
    number below zero), empty (all columns are empty).
    """

    reason: str
    test: str
    columns: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """One export format. `key` names canonical columns, or is empty: then all columns and an occurrence number.

    `date_order` is "iso", "dmy", "mdy" or "column" (days above 12 decide, else the user). `client_given` is false where
    the profile has to take something else for the client. `wrapper` is the key of the object that is the row, in JSON.
    `digest` is that of the file of a profile of the user's own.
    """

    name: str
    title: str
    table: str
    columns: Mapping[str, Source]
    header: tuple[str, ...]
    key: tuple[str, ...] = ()
    platform: str = ""
    client_given: bool = True
    decimal: str = "."
    thousands: str = ""
    date_order: str = "iso"
    apart: tuple[Apart, ...] = ()
    note: str = ""
    wrapper: str = "node"
    digest: str = ""

    @property
    def identity(self) -> str:
        """What the ledger keeps: a file that was read by another version of the user's own profile is read again."""
        return f"{self.name}{OWN_MARK}{self.digest}" if self.digest else self.name

    @property
    def is_canonical(self) -> bool:
        """Whether this is one of the five tables themselves."""
        return self.name == CANONICAL

    @property
    def required(self) -> tuple[str, ...]:
        """Export columns without which a file is not of this format."""
        return self.header


def plain(name: str) -> str:
    """A column name as it is compared: case and outer blanks do not matter."""
    return name.strip().casefold()


CANONICAL = "canonical"
OWN_MARK = "@"
