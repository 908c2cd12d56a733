"""Why there is no answer about a client: nobody of that id, another freelancer's client, one of a later day, or one in quarantine alone."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.auditing.supposing import ONE_ACCOUNT
from auditor.engines.duckdb import Engine
from auditor.settings import Settings

# A row that could not be taken apart belongs to every client whose id stands in its text as a word of its own.
SET_ASIDE = r"""SELECT file, line FROM quarantine
    WHERE client_id = $client OR (client_id IS NULL AND list_contains(regexp_extract_all(raw, '[\w.@+-]+'), $client))
    GROUP BY file_no, file, line ORDER BY file, line, file_no"""
FIRST_DAY = """SELECT min(day_on) FROM (
    SELECT cast(started_at AS DATE) AS day_on FROM contracts WHERE client_id = $client
    UNION ALL SELECT cast(paid_at AS DATE) FROM payments WHERE client_id = $client
    UNION ALL SELECT cast(sent_at AS DATE) FROM messages WHERE client_id = $client)"""


def why_nobody(
    engine: Engine, client: str, freelancer: str | None, freelancers: Sequence[str], settings: Settings
) -> str:
    """The error in words; `freelancers` are those who have a relationship with that client, other than the one asked for."""
    if ONE_ACCOUNT in freelancers:
        return f"{client}: there, but with --as-one-account all freelancers are one, and {freelancer} is none by itself -> leave --freelancer out"
    if freelancers:
        named = ", ".join(sorted(set(freelancers)))
        return f"{client}: there, but not as a client of {freelancer}, only of {named} -> give one of these as --freelancer, or leave it out"
    ((first,),) = engine.rows(FIRST_DAY, {"client": client})
    if first is not None and first > settings.as_of:
        return f"{client}: nothing of this client until {settings.as_of}, the first row is of {first} -> give a later --as-of"
    aside = engine.rows(SET_ASIDE, {"client": client})
    if aside:
        file, line = aside[0]
        rows = "the only row of this client is" if len(aside) == 1 else f"all {len(aside)} rows of this client are"
        place = f"{file}:{line}" if len(aside) == 1 else f"the first is {file}:{line}"
        return f"{client}: {rows} set aside as broken ({place}), so nothing is known -> repair {'it' if len(aside) == 1 else 'them'} (private/quarantine.csv has the reasons) and read the file again"
    return f"{client}: no such client in {settings.db} -> 'auditor eligibility' lists them all"
