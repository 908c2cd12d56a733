"""What a heuristic returns: the same columns always, in this order, and evidence from these tables."""

from __future__ import annotations

COLUMNS = (
    "platform",
    "client_id",
    "freelancer_id",
    "occurred_at",
    "actor",
    "confidence",
    "severity",
    "evidence",
    "facts",
)
ANCHORS = {"messages", "payments", "contracts", "relationships", "reports"}
