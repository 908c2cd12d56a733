"""The error of a file that no profile fits: the profile that comes nearest, and which of its columns may be called otherwise."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from auditor.errors import InputFileError
from auditor.ingesting.guessing.naming import MAIN_ID, MAIN_TIME, is_known, is_left, normal, says
from auditor.ingesting.headers import Heading
from auditor.ingesting.recognising import known_columns, missing_columns, shown
from auditor.model.profiles import Profile, plain

# A name that speaks less for a column than this is another one.
LEAST_LIKENESS = 0.6
LEAST_RATIO = 0.8
MOST_COLUMNS, LONGEST_NAME = 60, 80
# A column under another name counts for less than one under its own.
PERHAPS_COUNTS = 0.5
STRAIGHT = str.maketrans("“”", '""')


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a profile comes: the columns it misses, those that the file has, and which may stand for a missing one."""

    profile: Profile
    missing: tuple[str, ...]
    common: int
    perhaps: Mapping[str, str]

    @property
    def share(self) -> float:
        """Which part of the columns that must be there was found, under whatever name."""
        return (len(self.profile.header) - len(self.missing) + PERHAPS_COUNTS * len(self.perhaps)) / len(
            self.profile.header
        )


def likely_header(headings: Sequence[Heading], profiles: Sequence[Profile]) -> Heading:
    """Of the lines at the start of a file that no profile fits, the one with most names of columns; else the first of them."""
    known = {plain(column) for profile in profiles for column in known_columns(profile)}

    def names(heading: Heading) -> tuple[int, int, int]:
        short = [one for one in heading.names[:MOST_COLUMNS] if one.strip() and len(one) <= LONGEST_NAME]
        told = sum(plain(one) in known or is_known(one) for one in short)
        return told, -heading.lines_above, len(heading.names)

    return max(headings, key=names)


def mismatch(name: str, header: Sequence[str], profiles: Sequence[Profile], line: int = 1) -> InputFileError:
    """The error of a file that no profile fits: its header, in this line, the nearest profile, the columns that differ."""
    # Files of OFX are known by their marks, and have no header.
    open_to_more = [profile for profile in profiles if not (profile.closed or profile.form == "ofx")] or list(profiles)
    near = [_nearness(profile, header) for profile in open_to_more]
    nearest = max(near, key=lambda one: (one.share, one.common + len(one.perhaps), -len(one.missing)))
    known = {plain(column) for column in known_columns(nearest.profile)}
    extra = [column.strip() for column in header if column.strip() and plain(column) not in known]
    told = [
        f"{one} (perhaps {_quoted([nearest.perhaps[one]])})" if one in nearest.perhaps else one
        for one in nearest.missing
    ]
    strange = "" if nearest.common or nearest.perhaps else "no column of it is known; "
    problem = f"no profile fits the header ({_quoted(header)}); {strange}the nearest is {nearest.profile.title}: "
    problem += f"{_listed('missing', told)}, not known there {_quoted(extra) if extra else 'none'}"
    remedy = f"rename or add these columns, choose with --profile, or let 'auditor profiles guess {shlex.quote(name)}' propose a profile"
    # A header with most columns of a table is that table misspelt; one with few of them is another matter.
    table = nearest.profile.table if nearest.common > len(nearest.missing) else ""
    return InputFileError(name, problem, remedy, line, nearest.missing[0] if nearest.missing else "", table)


def _nearness(profile: Profile, header: Sequence[str]) -> Nearness:
    names = {plain(column) for column in header}
    missing = tuple(missing_columns(profile, names))
    known = {plain(column) for column in known_columns(profile)}
    named = [column.strip() for column in header[:MOST_COLUMNS] if len(column) <= LONGEST_NAME]
    others = [column for column in named if column and plain(column) not in known]
    perhaps: dict[str, str] = {}
    for one in missing:
        likeness = {other: _likeness(profile, one, other) for other in others if other not in perhaps.values()}
        best = max(likeness, key=lambda other: likeness[other], default="")
        if best and likeness[best] >= LEAST_LIKENESS:
            perhaps[one] = best
    return Nearness(profile, missing, sum(plain(column) in names for column in known_columns(profile)), perhaps)


def _likeness(profile: Profile, column: str, other: str) -> float:
    """How much the name of a column speaks for another one, 0-1; for those of the tables in many languages."""
    if not profile.is_canonical:
        ratio = fuzz.ratio(normal(other), normal(column)) / 100
        return ratio if ratio >= LEAST_RATIO else 0.0
    roles = [column]
    if column == f"{profile.table.removesuffix('s')}_id":
        roles.append(MAIN_ID)
    if column.endswith("_at"):
        roles.append(MAIN_TIME)
    said = max(says(other, role) for role in roles)
    return said if said > is_left(other) else 0.0


def _listed(title: str, columns: Sequence[str]) -> str:
    return f"{title} {shown(columns)}" if columns else f"{title} none"


def _quoted(columns: Sequence[str]) -> str:
    """Names from the file in marks of their own: a file without a header has data there, which redaction leaves out."""
    return f"“{shown(columns).translate(STRAIGHT)}”"
