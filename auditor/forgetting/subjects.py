"""Who is to be erased: a client by id or name, or everybody without a trace since a day."""

from __future__ import annotations

from datetime import date

from auditor.engines.duckdb import Engine
from auditor.model.clients import one_client

NAMED = """
SELECT DISTINCT client_id FROM (
    SELECT client_id FROM contracts UNION ALL SELECT client_id FROM payments UNION ALL SELECT client_id FROM messages
    UNION ALL SELECT client_id FROM relationships UNION ALL SELECT client_id FROM reports
    UNION ALL SELECT client_id FROM links UNION ALL SELECT client_id FROM twins UNION ALL SELECT client_id FROM quarantine
    UNION ALL SELECT client_id FROM run_verdicts UNION ALL SELECT client_id FROM known_findings
    UNION ALL SELECT client_id FROM findings UNION ALL SELECT client_id FROM calendar_entries
)
WHERE client_id = $client
"""
CALLED = "SELECT client_id, client_name FROM relationships WHERE client_name = $client"
# An open contract is a trace of today; a row without a time says nothing about when.
QUIET = """
WITH traces AS (
    SELECT client_id, CASE WHEN ended_at IS NULL AND coalesce(status, '') <> 'ended' THEN $as_of::TIMESTAMP
        ELSE coalesce(ended_at, started_at) END AS seen_at
    FROM contracts
    UNION ALL SELECT client_id, paid_at FROM payments
    UNION ALL SELECT client_id, sent_at FROM messages
    UNION ALL SELECT client_id, greatest(first_met_at, exit_fee_paid_on, left_on, last_contact_at) FROM relationships
    UNION ALL SELECT client_id, reported_at FROM reports
)
SELECT client_id FROM traces WHERE client_id IS NOT NULL
GROUP BY client_id HAVING max(seen_at) < $older_than ORDER BY client_id
"""


def named(engine: Engine, client: str) -> list[str]:
    """The id of the client of that id, else of that stated name; none when the store knows nobody so called.

    Raises UsageError that lists the ids when several clients have the name: who is erased is never guessed.
    """
    ids = [row[0] for row in engine.rows(NAMED, {"client": client})]
    if ids:
        return ids
    meant = one_client(client, ((row[0], row[1]) for row in engine.rows(CALLED, {"client": client})), client)
    return [] if meant is None else [meant]


def older_than(engine: Engine, day: date, as_of: date) -> list[str]:
    """Ids of the clients of whom nothing is dated on that day or later, with no contract open."""
    return [row[0] for row in engine.rows(QUIET, {"older_than": day, "as_of": as_of})]
