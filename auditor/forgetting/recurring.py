"""Whether somebody who was erased is back, because an export that still has them was read again."""

from __future__ import annotations

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
SELECT h.source_file, count(DISTINCT h.client_id)
FROM here AS h, salted AS s
WHERE sha256(s.salt || h.client_id) IN (SELECT subject FROM erasures)
GROUP BY h.source_file ORDER BY h.source_file
"""


def digests(engine: Engine, salt: str) -> tuple[str, ...]:
    """The digests of the clients that are being erased."""
    return tuple(row[0] for row in engine.rows(DIGESTS, {"salt": salt}))


def back_again(engine: Engine) -> tuple[str, ...]:
    """A sentence for each export that brought back somebody who was erased."""
    if not engine.rows("SELECT 1 FROM erasures LIMIT 1"):
        return ()
    return tuple(
        f"{path}: erased, and back again: {counted(count, 'client')} -> take them out of the export, then run 'auditor forget' again"
        for path, count in engine.rows(BACK)
    )
