"""The keys of JSON rows as columns: a column that is read is found in any case, as in a header; all other keys stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from auditor.model.profiles import Profile, plain
from auditor.model.tables import Table

# Keys that are remembered; beyond, they are worked out again.
MOST_REMEMBERED = 10_000


class JsonKeys:
    """Which column a key belongs to. The first way in which it was written gives the name."""

    def __init__(self, header: Iterable[str], profile: Profile, table: Table) -> None:
        self._read = {plain(name) for name in _columns(profile, table)}
        self._first: dict[str, str] = {}
        self._columns: dict[str, str] = {}
        self.header = list(dict.fromkeys(map(self.column, header)))

    def column(self, key: str) -> str:
        """The column that the key belongs to."""
        known = self._columns.get(key)
        if known is None:
            compared = plain(key)
            known = self._first.setdefault(compared, key) if compared in self._read else key
            if len(self._columns) < MOST_REMEMBERED:
                self._columns[key] = known
        return known

    def by_column(self, values: dict[str, Any]) -> tuple[dict[str, Any], str]:
        """The values by column, and a key that means the same column as another one; "" where there is none."""
        named: dict[str, Any] = {}
        for key, value in values.items():
            column = self.column(key)
            if column in named:
                return named, key
            named[column] = value
        return named, ""


def _columns(profile: Profile, table: Table) -> Iterable[str]:
    yield from profile.header
    yield from profile.optional
    for source in (*profile.columns.values(), *profile.joints.values()):
        yield from source.take
    for rule in profile.apart:
        yield from rule.columns
    if profile.is_canonical:
        yield from (column.name for column in table.columns)
