"""Refunds in the statements of payment providers belong to whom the payment belongs that they give back.

They name that payment by its id. A refund on a platform is a row of that platform's statement like any other.
"""

from __future__ import annotations

from auditor.engines.duckdb import Engine

# The payment that a refund names: of the same account, and the first one where the provider repeats its ids.
GIVEN_BACK = """SELECT r.row_key, p.row_key AS payment_key, p.client_id, p.contract_id, coalesce(p.client_given, false) AS client_given
    FROM payments r JOIN payments p
        ON r.channel = p.channel AND r.freelancer_id = p.freelancer_id AND r.link_id IN (p.payment_id, p.ref_id)
    WHERE r.kind = 'refund' AND r.client_given IS NOT TRUE AND lower(coalesce(r.channel, '')) NOT IN ('', 'platform')
        AND coalesce(p.kind, '') <> 'refund' AND p.amount > 0
    QUALIFY row_number() OVER (PARTITION BY r.row_key ORDER BY p.paid_at, p.row_key) = 1"""


def follow_payments(engine: Engine) -> None:
    """Tie refunds as their payments are tied, whatever their own names suggest; a link that names the refund itself stays."""
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE given_back AS
            WITH of_refunds AS ({GIVEN_BACK})
            SELECT g.row_key, coalesce(f.client_id, CASE WHEN g.client_given THEN g.client_id END) AS client_id,
                   coalesce(f.contract_id, CASE WHEN g.client_given THEN g.contract_id END) AS contract_id,
                   coalesce(f.score, 1) AS score, coalesce(f.how, 'the payment that it gives back') AS how, f.candidates
            FROM of_refunds g LEFT JOIN found f ON f.row_key = g.payment_key
            WHERE (f.row_key IS NOT NULL OR g.client_given) AND NOT EXISTS (
                SELECT 1 FROM payments r JOIN links k ON k.payment_id IN (r.payment_id, r.ref_id) WHERE r.row_key = g.row_key)"""
    )
    engine.execute("DELETE FROM found WHERE row_key IN (SELECT row_key FROM given_back)")
    engine.execute(
        """INSERT INTO found (row_key, client_id, contract_id, score, how, candidates)
           SELECT row_key, client_id, contract_id, score, how, candidates FROM given_back
           WHERE row_key IN (SELECT row_key FROM open_rows)"""
    )
