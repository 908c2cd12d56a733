"""Matches a header with the export profiles."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from auditor.errors import InputFileError
from auditor.model.profiles import Profile
from auditor.model.profiles import plain as plain

RATES = frozenset({"date", "currency", "rate"})
SHOWN_CHARACTERS = 300
LONGEST_HEADER = 100_000
# U+0A0D is what a CR put before the line ends of UTF-16 makes.
STRANGE_LINE_ENDS = "\u0a0d\v\f\x1c\x1d\x1e\x85\u2028\u2029"


def match(header: Sequence[str], profiles: Sequence[Profile]) -> Profile | None:
    """The profile whose required columns all stand in the header; of several, the one that knows most of them."""
    names = {plain(name) for name in header}
    fitting = [profile for profile in profiles if _fits(profile, names)]
    return max(fitting, key=lambda profile: _known(profile, names), default=None)


def _fits(profile: Profile, names: set[str]) -> bool:
    allowed = {plain(column) for column in known_columns(profile)} | {""} if profile.closed else names
    told = not profile.one_of or any(plain(column) in names for column in profile.one_of)
    other = any(plain(column) in names for column in profile.but_not)
    return told and not other and names <= allowed and not missing_columns(profile, names)


def refuse_repeats(name: str, header: Sequence[str], profile: Profile, line: int) -> None:
    """Raises InputFileError when a column that the profile reads stands twice: nobody knows which of the two is meant."""
    names = [plain(column) for column in header]
    for column in known_columns(profile):
        if names.count(plain(column)) > 1:
            places = [str(place) for place, one in enumerate(names, 1) if one == plain(column)]
            problem = f"it stands more than once in the header (as columns {' and '.join(places)})"
            raise InputFileError(name, problem, "rename the one that is not meant", line, column, profile.table)


def refuse_strange_line_ends(name: str, header: Sequence[str], line: int) -> None:
    """Raises InputFileError when a mark that ends lines elsewhere stands in the header: rows would be taken for column names."""
    mark = next((mark for mark in STRANGE_LINE_ENDS if any(mark in column for column in header)), None)
    if mark:
        problem = f"the header holds U+{ord(mark):04X}, which ends no line here"
        raise InputFileError(name, problem, "export it again with LF or CR LF at the end of each line", line)


def refuse_other_header(name: str, header: Sequence[str], delimiter: str, rows: Iterable[tuple[int, str]]) -> None:
    """Raises InputFileError when one of the rows, as (line, text), names most columns of the header at other places."""
    names = [plain(column) for column in header]
    mark = names[0]
    for line, text in rows:
        if mark not in text.lower() or len(text) > LONGEST_HEADER:
            continue
        cells = [plain(cell) for cell in next(csv.reader([text], delimiter=delimiter), [])]
        told = [place for place, cell in enumerate(cells) if cell and cell in names]
        if 2 * len(told) > len(names) and any(cells[place] != names[place] for place in told if place < len(names)):
            problem = "another header stands here, with its columns in another order than the first"
            raise InputFileError(name, problem, "make a file of each part of it", line)


def is_side_data(name: str, header: Sequence[str]) -> bool:
    """Whether this is a file of exchange rates, which another step reads."""
    return {plain(column) for column in header if column.strip()} == RATES


def known_columns(profile: Profile) -> tuple[str, ...]:
    """All columns that the profile reads or asks for."""
    taken = (column for source in profile.columns.values() for column in source.take)
    return tuple(dict.fromkeys((*profile.header, *taken)))


def _known(profile: Profile, names: set[str]) -> int:
    return sum(plain(column) in names for column in known_columns(profile))


def missing_columns(profile: Profile, names: set[str]) -> list[str]:
    """The columns that a file of this format must have and these names lack."""
    return [column for column in profile.header if plain(column) not in names]


def shown(columns: Sequence[str]) -> str:
    """Names of columns as one line, without marks that no screen shows."""
    text = ", ".join(column.strip() for column in columns)
    visible = "".join(character if character.isprintable() else "?" for character in text)
    return visible if len(visible) <= SHOWN_CHARACTERS else visible[:SHOWN_CHARACTERS] + "…"
