"""Whether somebody who was erased is back, because an export that still has them was read again."""

from __future__ import annotations

from collections import Counter

from auditor.engines.duckdb import Engine
from auditor.model.phrasing import count as counted

DIGESTS = "SELECT sha256($salt || client_id) AS subject FROM gone_clients ORDER BY subject"
BACK = """
WITH
salted AS (SELECT DISTINCT salt FROM erasures),
here AS (
    SELECT client_id, source_file FROM contracts UNION SELECT client_id, source_file FROM payments
    UNION SELECT client_id, source_file FROM messages UNION SELECT client_id, source_file FROM relationships
    UNION SELECT client_id, source_file FROM reports
)
SELECT DISTINCT h.client_id, coalesce(h.source_file, '') AS source_file
FROM here AS h, salted AS s
WHERE sha256(s.salt || h.client_id) IN (SELECT subject FROM erasures)
ORDER BY source_file, client_id
"""


def digests(engine: Engine, salt: str) -> tuple[str, ...]:
    """The digests of the clients that are being erased."""
    return tuple(row[0] for row in engine.rows(DIGESTS, {"salt": salt}))


def back_from(engine: Engine) -> dict[str, tuple[str, ...]]:
    """The clients who were erased and are back, each with the exports that brought them."""
    found: dict[str, tuple[str, ...]] = {}
    for client, path in _back(engine):
        found[client] = (*found.get(client, ()), path)
    return found


def back_again(engine: Engine) -> tuple[str, ...]:
    """A sentence for each export that brought back somebody who was erased."""
    clients = Counter(path for _, path in _back(engine))
    return tuple(
        f"{path}: erased, and back again: {counted(count, 'client')} -> take them out of the export, then run 'auditor forget' again"
        for path, count in clients.items()
    )


def _back(engine: Engine) -> list[tuple[str, str]]:
    if not engine.rows("SELECT 1 FROM erasures LIMIT 1"):
        return []
    return [(client, path) for client, path in engine.rows(BACK)]
