"""What stands around the messages that a finding rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditor.engines.duckdb import Engine
from auditor.model.results import Finding

BEFORE_AND_AFTER = 2
# Who "says" a payment, in the place of a sender.
PAYMENT = "payment"
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

# A payment that names no client is shown where the finding rests on it.
PAID = """
WITH
paid AS (
    SELECT
        payment_id, paid_at, amount, currency, kind, channel, counterparty, description,
        row_number() OVER (ORDER BY paid_at, payment_id) AS place
    FROM payments
    WHERE (client_id = $client AND freelancer_id = $freelancer) OR list_contains($ids::VARCHAR[], payment_id)
),
shown AS (SELECT place FROM paid WHERE list_contains($ids::VARCHAR[], payment_id))
SELECT
    p.paid_at,
    concat_ws(', ', p.amount::DECIMAL(18, 2)::VARCHAR || ' ' || p.currency, p.kind, p.channel, p.counterparty, p.description) AS told,
    list_contains($ids::VARCHAR[], p.payment_id) AS is_evidence
FROM paid AS p
WHERE EXISTS (SELECT 1 FROM shown AS s WHERE p.place BETWEEN s.place - $reach AND s.place + $reach)
ORDER BY p.place
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One message or payment: when (UTC), by whom, its text (cut when long), and whether the finding rests on it."""

    sent_at: datetime | None
    sender: str
    text: str
    is_evidence: bool


def around(engine: Engine, one: Finding) -> tuple[Said, ...]:
    """The finding's messages and payments with up to two before and two after each, in the order of time."""
    wanted = {"client": one.client_id, "freelancer": one.freelancer_id, "reach": BEFORE_AND_AFTER}
    found = [
        Said(sent_at, sender or "unknown", _cut(body or ""), is_evidence)
        for sent_at, sender, body, is_evidence in engine.rows(AROUND, {**wanted, "ids": _ids(one, "messages")})
    ]
    found += [
        Said(paid_at, PAYMENT, _cut(told), is_evidence)
        for paid_at, told, is_evidence in engine.rows(PAID, {**wanted, "ids": _ids(one, "payments")})
    ]
    return tuple(sorted(found, key=lambda line: line.sent_at or datetime.min))


def _ids(one: Finding, table: str) -> list[str]:
    return [item.id for item in one.evidence if item.table == table]


def _cut(body: str) -> str:
    text = " ".join(body.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
