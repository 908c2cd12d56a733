"""What earlier calendars of a store hold, and what has to be said of it in the next one: days withdrawn, entries anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.model.calendars import FIRST, MOST, NUMBERS_A_DAY, Entry, entry_number
from auditor.model.ordering import relationship_key
from auditor.model.results import Eligibility

KEPT = "SELECT platform, client_id, freelancer_id, free_on, number, withdrawn FROM calendar_entries"
SCHEMA = {
    "platform": pl.String, "client_id": pl.String, "freelancer_id": pl.String, "free_on": pl.Date, "number": pl.Int64,
    "withdrawn": pl.Boolean,
}  # fmt: skip
NEXT = """
INSERT INTO calendar_entries
SELECT
    e.platform, e.client_id, e.freelancer_id, e.eligible_on,
    greatest(
        least($first + least(date_diff('day', $as_of, e.eligible_on), $numbers - 1), $most), coalesce(n.number, 0)
    ),
    FALSE
FROM eligibility AS e
LEFT JOIN entries_noted AS n
    ON e.platform = n.platform AND e.client_id = n.client_id AND e.freelancer_id = n.freelancer_id AND NOT n.withdrawn
WHERE e.eligible_on > $as_of
UNION ALL
SELECT * FROM entries_noted WHERE withdrawn
"""


def noted(engine: Engine, rows: Sequence[Eligibility], as_of: date) -> tuple[Entry, ...]:
    """The entries of earlier calendars that no longer hold, and those whose number must be higher than their day alone
    makes it. Call it before the new run is kept.

    A day that has passed is history and stays; one that has not is withdrawn in every file until it has, or holds anew.
    """
    before = {tuple(row[:3]): Entry(*row) for row in engine.rows(KEPT)}
    if not before:
        return ()
    now = {relationship_key(row): row.eligible_on for row in rows}
    found = (_noted(one, now.get(key), as_of) for key, one in sorted(before.items()))
    return tuple(one for one in found if one)


def _noted(before: Entry, on: date | None, as_of: date) -> Entry | None:
    if on is not None and on > as_of:
        least = before.number + (before.withdrawn or before.free_on != on)
        return before.anew(on, min(least, MOST)) if least > entry_number(on, as_of) else None
    if before.free_on <= as_of:
        return None
    if before.withdrawn:
        return before
    return before.taken_back(min(max(before.number + 1, entry_number(as_of, as_of)), MOST))


def store(engine: Engine, entries: Sequence[Entry], as_of: date) -> None:
    """Keep what the calendar of this run says; call it when its eligibility is stored."""
    columns = {name: [getattr(one, name) for one in entries] for name in SCHEMA}
    engine.execute("CREATE OR REPLACE TEMP TABLE entries_noted AS SELECT * FROM calendar_entries WHERE FALSE")
    engine.append("entries_noted", pl.DataFrame(columns, schema=SCHEMA))
    engine.execute("DELETE FROM calendar_entries")
    days = max(0, (as_of - FIRST).days) * NUMBERS_A_DAY
    engine.execute(NEXT, {"first": days, "as_of": as_of, "numbers": NUMBERS_A_DAY, "most": MOST})
