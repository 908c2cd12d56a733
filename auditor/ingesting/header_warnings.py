"""Warnings on the names of columns: those that hold characters no screen shows, and those that are a slip away from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.recognising import known_columns, shown
from auditor.ingesting.unread_lists import is_unread
from auditor.model.profiles import plain
from auditor.model.tables import Table

# Among shorter names, those of two different things are often one letter apart.
SHORTEST_NAME, LONGEST_NAME = 4, 80


def header_warnings(file: PlannedFile, table: Table, header: Sequence[str]) -> Iterator[str]:
    """What a person should know of the names in the header of a file, or the keys of its rows."""
    if is_unread(file.profile):
        return
    own = table.names if file.profile.is_canonical else (*file.profile.optional, *known_columns(file.profile))
    known = {plain(column): column for column in own}
    names = {plain(name): name for name in header}
    for name in header:
        if plain(name) in known and plain(name) != name.strip().casefold():
            yield (
                f"{file.name}: column {known[plain(name)]}: its name holds characters that no screen shows, which are passed over"
                " -> nothing is to be done"
            )
    for absent, column in known.items():
        if absent in names or len(absent) < SHORTEST_NAME:
            continue
        near = [name for one, name in names.items() if one not in known and _is_near(one, absent)]
        if near:
            whose = ""
            if column == "freelancer_id":
                whose = (
                    "; until then its rows belong to the freelancer of --freelancer, the only one of the store, or me"
                )
            yield (
                f"{file.name}: the column “{shown(near[:1])}” is not read, and no column is called {column}"
                f" -> if that is meant, call it so{whose}"
            )


def _is_near(name: str, column: str) -> bool:
    return len(name) <= LONGEST_NAME and OSA.distance(name, column, score_cutoff=1) <= 1
