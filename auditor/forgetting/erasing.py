"""Deletes what the store holds of clients: each script of sql/erasing in its order, then the file is written anew."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from auditor import rooms
from auditor.engines.duckdb import Engine
from auditor.forgetting.payers import find_payers, left_payers
from auditor.forgetting.recurring import digests
from auditor.forgetting.tracing import mentions

# A shorter id stands in too many texts by chance to be looked for in them.
SHORTEST_WORD = 5
GONE_ROWS = """CREATE OR REPLACE TEMP TABLE gone_rows AS
    SELECT 'contracts' AS table_name, contract_id AS id, row_key FROM contracts
    WHERE client_id IN (SELECT client_id FROM gone_clients)
    UNION ALL SELECT 'messages', message_id, row_key FROM messages
    WHERE client_id IN (SELECT client_id FROM gone_clients)
    UNION ALL SELECT 'reports', report_id, row_key FROM reports
    WHERE client_id IN (SELECT client_id FROM gone_clients)
    UNION ALL SELECT 'relationships', client_id, row_key FROM relationships
    WHERE client_id IN (SELECT client_id FROM gone_clients)
    UNION ALL SELECT 'payments', payment_id, row_key FROM payments
    WHERE client_id IN (SELECT client_id FROM gone_clients) OR contract_id IN (
        SELECT contract_id FROM contracts WHERE client_id IN (SELECT client_id FROM gone_clients)
    )"""
GONE = (
    # A word as a whole: c-1 does not stand in c-10.
    r"""CREATE OR REPLACE TEMP MACRO says(hay, word) AS
    contains(hay, word) AND regexp_matches(hay, '(^|[^\pL\pN_-])' || regexp_escape(word) || '($|[^\pL\pN_-])')""",
    """CREATE OR REPLACE TEMP TABLE gone_words AS
    SELECT DISTINCT word FROM (
        SELECT client_id AS word FROM gone_clients
        UNION ALL SELECT client_name FROM relationships WHERE client_id IN (SELECT client_id FROM gone_clients)
        UNION ALL SELECT counterparty FROM links WHERE client_id IN (SELECT client_id FROM gone_clients)
        UNION ALL SELECT counterparty FROM payments
        WHERE client_id IN (SELECT client_id FROM gone_clients)
        UNION ALL SELECT payer FROM perhaps_theirs WHERE theirs
    ) WHERE length(word) >= $shortest AND word NOT IN (
        -- What others are called or paid through as well names nobody.
        SELECT counterparty FROM payments
        WHERE counterparty IS NOT NULL AND coalesce(client_id NOT IN (SELECT client_id FROM gone_clients), TRUE)
            AND row_key NOT IN (SELECT row_key FROM perhaps_theirs WHERE theirs)
        UNION SELECT client_name FROM relationships
        WHERE client_name IS NOT NULL AND client_id NOT IN (SELECT client_id FROM gone_clients)
    )""",
    """CREATE OR REPLACE TEMP TABLE gone_findings AS
    WITH resting AS (
        SELECT finding_id, unnest(from_json(evidence, '[{"table": "VARCHAR", "id": "VARCHAR"}]')) AS row FROM findings
    )
    SELECT finding_id FROM findings WHERE client_id IN (SELECT client_id FROM gone_clients)
    UNION SELECT finding_id FROM known_findings WHERE client_id IN (SELECT client_id FROM gone_clients)
    UNION SELECT r.finding_id FROM resting AS r
    JOIN gone_rows AS g ON r.row."table" = g.table_name AND r.row.id = g.id""",
)
KEEP = "INSERT INTO erasures VALUES ($at, $reason, $salt, $subject, $deleted)"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased from one store: rows by table (those changed included), digests of the clients' ids, made with
    the salt, the exports that their rows came from, where else their names or ids are still written, and payments of payers who may be
    one of them, as (file, first line, how many)."""

    deleted: Mapping[str, int]
    salt: str
    subjects: tuple[str, ...]
    exports: tuple[str, ...]
    mentions: tuple[tuple[str, str, int], ...]
    payers: tuple[tuple[str, int, int], ...] = ()


def erase(
    engine: Engine,
    clients: Sequence[str],
    reason: str,
    at: datetime,
    older_than: date | None = None,
    near: Iterable[tuple[str, str]] = (),
) -> Erased:
    """Erase these clients, and what is older than a day and names nobody; call it inside a transaction.

    `near` are payers tied to nobody, each with a client whose name is nearly the payer's.
    """
    engine.execute("CREATE OR REPLACE TEMP TABLE gone_clients (client_id VARCHAR)")
    engine.append("gone_clients", pl.DataFrame({"client_id": list(clients)}, schema={"client_id": pl.String}))
    engine.execute(GONE_ROWS)
    find_payers(engine, near)
    for statement in GONE:
        engine.execute(statement, {"shortest": SHORTEST_WORD})
    exports = _exports(engine)
    deleted: dict[str, int] = {}
    for name, path in rooms.files(rooms.sql_folder() / "erasing", ".sql").items():
        ((count,),) = engine.rows(path.read_text(encoding="utf-8"), {"older_than": older_than})
        deleted[name.partition("_")[2]] = count
    salt = _salt(engine)
    subjects = digests(engine, salt)
    for subject in subjects or ("",):
        values = {"at": at, "reason": reason, "salt": salt, "subject": subject, "deleted": sum(deleted.values())}
        engine.execute(KEEP, values)
    return Erased(deleted, salt, subjects, exports, mentions(engine), left_payers(engine))


def _salt(engine: Engine) -> str:
    # One salt for a store: otherwise every client would have to be digested with each of them to be known again.
    kept = engine.rows("SELECT min(salt) FROM erasures")[0][0]
    return str(kept) if kept else secrets.token_hex(16)


def _exports(engine: Engine) -> tuple[str, ...]:
    tables = ("contracts", "payments", "messages", "relationships", "reports", "links")
    found = {
        row[0]
        for table in tables
        for row in engine.rows(
            f"SELECT DISTINCT source_file FROM {table} WHERE client_id IN (SELECT client_id FROM gone_clients)"
        )
        if row[0]
    }
    found |= {row[0] for row in engine.rows("SELECT DISTINCT source_file FROM perhaps_theirs WHERE theirs") if row[0]}
    return tuple(sorted(found))
