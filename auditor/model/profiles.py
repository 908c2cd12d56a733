"""What an export profile is: how the columns of one export format become columns of one canonical table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class How(StrEnum):
    """The ways in which a canonical value is made of an export's columns."""

    COPY = "copy"  # the text as it stands
    VALUE = "value"  # the same for every row
    MAP = "map"  # a table of words; "*" is every other word, and "" no value
    NUMBER = "number"  # decimal and thousands marks as the profile says
    NEGATED = "negated"  # the same with the sign turned
    CLOCK = "clock"  # date, time and zone name in up to three columns
    PERSON = "person"  # name and address as 'Name <address>', else the first of the columns that is not empty
    OTHER_PARTY = "other_party"  # the same of name, sender, receiver: the sender's address, and the receiver's where money went out
    LAST_PARENTHESES = "last_parentheses"  # the id in the last parentheses
    BEFORE_PARENTHESES = "before_parentheses"  # the text before them
    ROW_DIGEST = "row_digest"  # an id derived from all values, or those of `take`, and the occurrence
    TRANSACTION = "transaction"  # an id of the id taken, with kind, day and amount of the row and the occurrence
    ACCOUNTING = "accounting"  # a number whose minus may be written as parentheses
    HOURS = "hours"  # the hours of a sentence such as '40.00 hours x' or '14:20 hrs @'
    CREDIT_DEBIT = "credit_debit"  # the number of the first column, or that of the second with the sign turned
    FIRST = "first"  # the first of the columns that is not empty
    UTC = "utc"  # a time that is UTC though it does not say so
    EPOCH = "epoch"  # seconds since 1970, UTC
    OFX_TIME = "ofx_time"  # a time of Open Financial Exchange: 20250131120000.000[-8:PST]
    SIDE = "side"  # "freelancer" where the column is the user's --freelancer, else "client"
    OTHER_SIDE = "other_side"  # writer, thread (one or two columns; none = the whole file), organisation: who else writes there, if one
    OTHER_END = "other_end"  # writer, receiver: the one of both who is not the user's --freelancer
    STATED = "stated"  # the column if the file has it, else what the user says with the option `value`
    PATTERN = "pattern"  # what the first group of the regular expression `value` finds in the columns together


# Where the client is whoever is not the freelancer.
CLIENT_BY_SIDE = (How.OTHER_SIDE, How.OTHER_END)


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

    `test` is one of: contains (any of `words` in the column), begins (it begins with one of `words`, as whole words), in
    (the column is one of `words`), not_in (it is none of them), negative (a number below zero), empty (all columns are
    empty), filled (one is not), no_amount (empty or zero). A test whose columns a file does not have holds for no row. `role` is "fee" where the row is the
    platform's fee on a payment that has a row of its own. `spares_refunds` leaves rows alone whose kind is refund and whose amount is below zero.
    """

    reason: str
    test: str
    columns: tuple[str, ...]
    words: tuple[str, ...] = ()
    role: str = ""
    spares_refunds: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """One export format: a file of it has all columns of `header`, and perhaps those of `optional`.

    `key` names canonical columns, or is empty: then all columns and an occurrence number.

    `date_order` is "iso", "dmy", "mdy", "named" (Sep 25, 2026) or "column" (days above 12 decide, else the user).
    `decimal` "column" lets the numbers of a file tell their marks, where they can be read in one way only.
    `client_given` is false where the profile has to take something else for the client. `wrapper` is the key of the
    object that is the row, in JSON. `joints` are columns by which rows of exports find each other (JOINTS), `beats`
    names profiles that tell the same payments with fewer facts. `closed` means that a file with any other column is not
    of this format; of `one_of` it has at least one column, of `but_not` none. `form` is "json" or "ofx" where only such files are, else "". `digest` is that of the file of a profile of the user's own.
    """

    name: str
    title: str
    table: str
    columns: Mapping[str, Source]
    header: tuple[str, ...]
    optional: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    platform: str = ""
    client_given: bool = True
    decimal: str = "."
    thousands: str = ""
    date_order: str = "iso"
    apart: tuple[Apart, ...] = ()
    note: str = ""
    wrapper: str = "node"
    form: str = ""
    joints: Mapping[str, Source] = field(default_factory=dict)
    beats: tuple[str, ...] = ()
    closed: bool = False
    one_of: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
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


# Control characters but for those that end lines somewhere, soft hyphens, zero-width and direction marks.
INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


def plain(name: str) -> str:
    """A column name as it is compared: case, outer blanks and characters that no screen shows do not matter."""
    bare = name.strip()
    return (bare if bare.isprintable() else INVISIBLE.sub("", bare).strip()).casefold()


CANONICAL = "canonical"

# What joins rows, beside the canonical columns: the row's own reference, an id that it shares with others, the title of
# the job, the reference that its text names, the amount that a fee was worked out on, the first day of the week billed.
JOINTS = ("ref_id", "link_id", "job_title", "mentions", "basis", "period_from")
OWN_MARK = "@"
