"""The id of a row with too many or too few fields, where it can be told for certain; else such a row has none.

Which of its fields is cut nobody knows. But where a time of the row stands in its own column, all fields before it stand in
theirs: a lacking or surplus field lies behind it. An id among these is the row's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.ingesting.raw_rows import BadRow, RawRows
from auditor.model.profiles import How, Profile, plain
from auditor.model.tables import Table

COUNTED = {"E120", "E121"}
TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?")
KeyOf = Callable[[BadRow], str | None]


def key_teller(table: Table, profile: Profile, raw: RawRows, delimiter: str) -> KeyOf:
    """What tells the key of a row that could not be taken apart, or None."""
    labels = [plain(name) for name in raw.header]
    place = _place(profile, table.key[0], labels)
    times = [found for name in table.times if (found := _place(profile, name, labels)) is not None]
    if not delimiter or len(table.key) > 1 or (profile.key or table.key) != table.key or place is None:
        return lambda row: None
    behind = [time for time in times if time > place]

    def told(row: BadRow) -> str | None:
        if not {code for code, _ in row.reasons} <= COUNTED:
            return None
        fields = row.raw.split(delimiter)
        for time in behind:
            head = fields[: time + 1]
            # A quote may hold a delimiter; then places are not what they seem.
            if len(head) > time and '"' not in "".join(head) and TIME.fullmatch(head[time].strip()):
                return head[place] or None
        return None

    return told


def _place(profile: Profile, column: str, labels: list[str]) -> int | None:
    """Where the column of the table stands in the header, if the export has it as it is, and once."""
    source = profile.columns.get(column)
    if source is None or source.how is not How.COPY or len(source.take) != 1:
        return None
    name = plain(source.take[0])
    return labels.index(name) if labels.count(name) == 1 else None
