"""What stands around the messages that a finding rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditor.engines.duckdb import Engine
from auditor.model.results import Finding

BEFORE_AND_AFTER = 2
LONGEST = 300
AROUND = """
WITH
talk AS (
    SELECT
        message_id, sent_at, sender, body,
        row_number() OVER (ORDER BY sent_at, message_id) AS place
    FROM messages WHERE client_id = $client AND freelancer_id = $freelancer
),
shown AS (SELECT place FROM talk WHERE list_contains($ids::VARCHAR[], message_id))
SELECT t.sent_at, t.sender, t.body, list_contains($ids::VARCHAR[], t.message_id) AS is_evidence
FROM talk AS t
WHERE EXISTS (SELECT 1 FROM shown AS s WHERE t.place BETWEEN s.place - $reach AND s.place + $reach)
ORDER BY t.place
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One message: when (UTC), by whom, its text (cut when long), and whether the finding rests on it."""

    sent_at: datetime | None
    sender: str
    text: str
    is_evidence: bool


def around(engine: Engine, one: Finding) -> tuple[Said, ...]:
    """The finding's messages with up to two before and two after each, in the order of time."""
    ids = [item.id for item in one.evidence if item.table == "messages"]
    if not ids:
        return ()
    wanted = {"client": one.client_id, "freelancer": one.freelancer_id, "ids": ids, "reach": BEFORE_AND_AFTER}
    return tuple(
        Said(sent_at, sender or "unknown", _cut(body or ""), is_evidence)
        for sent_at, sender, body, is_evidence in engine.rows(AROUND, wanted)
    )


def _cut(body: str) -> str:
    text = " ".join(body.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
