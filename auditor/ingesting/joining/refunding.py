"""Refunds in the statements of payment providers belong to whom the payment belongs that they give back.

They name that payment by its id. A refund on a platform is a row of that platform's statement like any other.
"""

from __future__ import annotations

from auditor.engines.duckdb import Engine

REFUNDS = """SELECT row_key, payment_id, ref_id, link_id, channel, freelancer_id FROM payments
    WHERE kind = 'refund' AND link_id IS NOT NULL AND client_given IS NOT TRUE
        AND lower(coalesce(channel, '')) NOT IN ('', 'platform')
        AND NOT EXISTS (SELECT 1 FROM links k WHERE k.payment_id IN (payments.payment_id, payments.ref_id))"""
# The payment that a refund names, by its own id or by one that both share: the first one where the provider repeats its ids.
NAMED = " UNION ALL ".join(
    f"""SELECT r.row_key, p.row_key AS payment_key, p.client_id, p.contract_id, p.paid_at, coalesce(p.client_given, false) AS is_given
        FROM refunds r JOIN payments p ON r.link_id = p.{name} AND r.channel = p.channel AND r.freelancer_id = p.freelancer_id
        WHERE p.amount > 0"""
    for name in ("payment_id", "ref_id")
)


def follow_payments(engine: Engine) -> None:
    """Tie refunds as their payments are tied, whatever their own names suggest; a link that names the refund itself stays."""
    engine.execute(f"CREATE OR REPLACE TEMP TABLE refunds AS {REFUNDS}")
    if not engine.rows("SELECT 1 FROM refunds LIMIT 1"):
        return
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE given_back AS
            SELECT n.row_key, coalesce(f.client_id, CASE WHEN n.is_given THEN n.client_id END) AS client_id,
                   coalesce(f.contract_id, CASE WHEN n.is_given THEN n.contract_id END) AS contract_id,
                   coalesce(f.score, 1) AS score, coalesce(f.how, 'the payment that it gives back') AS how, f.candidates
            FROM ({NAMED}) n
            LEFT JOIN found f ON f.row_key = n.payment_key
            WHERE f.row_key IS NOT NULL OR n.is_given
            QUALIFY row_number() OVER (PARTITION BY n.row_key ORDER BY n.paid_at, n.payment_key) = 1"""
    )
    engine.execute("DELETE FROM found WHERE row_key IN (SELECT row_key FROM given_back)")
    engine.execute(
        """INSERT INTO found (row_key, client_id, contract_id, score, how, candidates)
           SELECT row_key, client_id, contract_id, score, how, candidates FROM given_back"""
    )
