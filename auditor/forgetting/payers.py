"""Payments that name no client and may be of the erased all the same: by a finding, a name nearly theirs, or a doubt."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from auditor.engines.duckdb import Engine

# A finding that was not dismissed, and nothing that points to anybody else, make a payment theirs. A name that is nearly
# a client's may be another person's, and so may a payment that was tied to nobody because two could be meant.
PERHAPS_THEIRS = """CREATE OR REPLACE TEMP TABLE perhaps_theirs AS
WITH resting AS (
    SELECT client_id, status, unnest(from_json(evidence, '[{"table": "VARCHAR", "id": "VARCHAR"}]')) AS row
    FROM findings WHERE rule_id = 'payment.counterparty_match'
),
pointed AS (
    SELECT p.row_key, r.client_id, coalesce(r.status, '') <> 'dismissed' AS found
    FROM resting AS r JOIN payments AS p ON r.row."table" = 'payments' AND r.row.id = p.payment_id
    UNION ALL
    SELECT p.row_key, n.client_id, FALSE FROM near_payers AS n JOIN payments AS p ON n.payer = p.counterparty
    WHERE p.client_given IS NOT TRUE
    UNION ALL
    SELECT row_key, unnest(string_split(candidates, ' or ')), FALSE FROM ties WHERE candidates IS NOT NULL
)
SELECT p.row_key, coalesce(p.counterparty, p.client_id) AS payer, p.source_file, p.source_line,
    bool_or(o.found) AND bool_and(o.client_id IN (SELECT client_id FROM gone_clients)) AS theirs
FROM pointed AS o JOIN payments AS p USING (row_key)
WHERE p.row_key NOT IN (SELECT row_key FROM gone_rows WHERE row_key IS NOT NULL)
    AND p.row_key NOT IN (SELECT row_key FROM ties WHERE candidates IS NULL AND row_key IS NOT NULL)
GROUP BY ALL HAVING bool_or(o.client_id IN (SELECT client_id FROM gone_clients))"""
LEFT = """SELECT source_file, min(source_line), count(*) FROM perhaps_theirs
WHERE NOT theirs AND payer IS NOT NULL AND row_key IN (SELECT row_key FROM payments)
GROUP BY source_file, payer ORDER BY 1, 2"""


def find_payers(engine: Engine, near: Iterable[tuple[str, str]]) -> None:
    """Make `perhaps_theirs`: payments with their payer, and whether they are taken for those of the erased.

    `near` are payers tied to nobody, with the clients whose name is nearly theirs.
    """
    rows = list(near)
    engine.execute("CREATE OR REPLACE TEMP TABLE near_payers (payer VARCHAR, client_id VARCHAR)")
    frame = {"payer": [payer for payer, _ in rows], "client_id": [client for _, client in rows]}
    engine.append("near_payers", pl.DataFrame(frame, schema={"payer": pl.String, "client_id": pl.String}))
    engine.execute(PERHAPS_THEIRS)


def left_payers(engine: Engine) -> tuple[tuple[str, int, int], ...]:
    """(file, first line, payments) of each payer who may be one of the erased, and is left; call it when all is erased."""
    return tuple((file or "", line or 0, count) for file, line, count in engine.rows(LEFT))


def left_sentence(file: str, line: int, count: int) -> str:
    """What is left of one payer, and how the user decides."""
    what = "1 payment" if count == 1 else f"{count} payments, the first of them here,"
    return (
        f"{file}:{line}: {what} that may be theirs by the payer's name, and tied to nobody -> if it is theirs, link the "
        "payer to the client in links.csv, audit, and run 'auditor forget' again"
    )
