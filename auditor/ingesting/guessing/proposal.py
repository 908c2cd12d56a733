"""What a guess consists of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.model.profiles import Profile, Source

# Where nothing else is said, this object inside of an element is the row (as in connections of GraphQL).
USUAL_WRAPPER = "node"


class Because(StrEnum):
    """What a proposed column rests on."""

    NAME = "name"
    VALUES = "values"
    BOTH = "name and values"
    NONE = "no column"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One canonical column: how it is read, how sure that is (0-1), why, and what a person should check ("" = nothing)."""

    column: str
    source: Source
    confidence: float
    because: Because
    check: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A canonical column that every row needs and no export column was found for, and the line to add."""

    column: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal for one file. `runner_up` is the table that fits next best; `date_order_by` is what the
    order of day and month rests on, `undecided` names what only a person can say."""

    file: str
    profile: Profile
    table_confidence: float
    runner_up: str
    columns: tuple[Proposed, ...]
    missing: tuple[Missing, ...]
    left: tuple[str, ...]
    delimiter: str
    encoding: str
    lines_above: int
    rows_looked_at: int
    date_order_by: str
    undecided: tuple[str, ...]
