"""Ties payments that name no client by an id to clients and contracts; what could be two is tied to none and reported.

What the user states comes first (links.csv, client names), then contract ids, then what another export tells of the
same payment, then titles with dates and names, then what the client's other payments have shown.
"""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining import disputing, naming, refunding, titles

# Where all payments name their client, looking for each of them in the links would be the dearest step of an ingest.
MAY_BE_OPEN = "SELECT EXISTS (SELECT 1 FROM payments WHERE client_given IS NOT TRUE) OR EXISTS (SELECT 1 FROM links)"
OPEN = """SELECT p.row_key, p.payment_id, p.ref_id, lower(coalesce(p.profile_platform, '')) AS platform, p.freelancer_id,
        coalesce(p.freelancer_given, false) AS freelancer_given, p.client_id, coalesce(p.client_given, false) AS client_given,
        p.contract_id, p.counterparty, CAST(p.paid_at AS DATE) AS day,
        lower(coalesce(p.channel, '')) IN ('', 'platform') AS on_platform,
        coalesce(p.job_title, CASE WHEN lower(coalesce(p.channel, '')) IN ('', 'platform') THEN p.description END) AS title
    FROM payments p
    WHERE p.client_given IS NOT TRUE
        OR EXISTS (SELECT 1 FROM links k WHERE k.payment_id = p.payment_id OR k.payment_id = p.ref_id)"""


def tie(engine: Engine) -> None:
    """Fill `ties`, and give the payments in it the client and the contract that they were tied to."""
    if engine.rows(MAY_BE_OPEN) == [(False,)]:
        return
    engine.execute(f"CREATE OR REPLACE TEMP TABLE open_rows AS {OPEN}")
    if not engine.rows("SELECT 1 FROM open_rows LIMIT 1"):
        return
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE found (row_key VARCHAR, client_id VARCHAR, contract_id VARCHAR, score DOUBLE,
                                              how VARCHAR, candidates VARCHAR)"""
    )
    naming.gather_names(engine)
    naming.gather_likely_names(engine)
    naming.follow_links(engine)
    _follow_contract_ids(engine)
    _follow_twins(engine)
    naming.follow_client_names(engine)
    disputing.begin(engine)
    titles.gather_candidates(engine)
    disputing.deny_named_otherwise(engine)
    titles.follow_titles(engine)
    disputing.deny_second_payers(engine)
    _follow_teams(engine)
    naming.follow_likely_names(engine)
    _say_narrowed(engine)
    disputing.say_denied(engine)
    titles.choose_contracts(engine)
    refunding.follow_payments(engine)
    _name_inferred(engine)
    _write(engine)


def untie(engine: Engine) -> None:
    """Give the payments back what their exports say."""
    engine.execute(
        """UPDATE payments SET client_id = t.stated_client_id, contract_id = t.stated_contract_id,
                  client_given = t.stated_client_given
           FROM ties t WHERE t.row_key = payments.row_key AND t.candidates IS NULL"""
    )
    engine.execute("DELETE FROM ties")


def _follow_contract_ids(engine: Engine) -> None:
    engine.execute(
        """INSERT INTO found
           SELECT o.row_key, any_value(k.client_id), any_value(o.contract_id), 1, 'contract_id', NULL
           FROM open_rows o JOIN contracts k USING (contract_id)
           WHERE NOT o.client_given AND o.row_key NOT IN (SELECT row_key FROM found)
           GROUP BY o.row_key HAVING count(DISTINCT k.client_id) = 1"""
    )


def _follow_twins(engine: Engine) -> None:
    # The contract id that the other export tells; without a contracts file it says nothing of the client.
    engine.execute(
        """INSERT INTO found
           SELECT o.row_key, any_value(k.client_id), any_value(t.contract_id), 1, 'another export', NULL
           FROM open_rows o JOIN twins t ON t.kept_key = o.row_key AND t.tells_contract
           LEFT JOIN contracts k ON k.contract_id = t.contract_id
           WHERE o.contract_id IS NULL AND NOT o.client_given AND o.row_key NOT IN (SELECT row_key FROM found)
           GROUP BY o.row_key HAVING count(DISTINCT t.contract_id) = 1 AND count(DISTINCT k.client_id) <= 1"""
    )


def _follow_teams(engine: Engine) -> None:
    # A team all of whose tied payments are one client's: then also those that titles leave open or do not explain.
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE learned AS
           SELECT o.platform, lower(trim(o.counterparty)) AS team, any_value(f.client_id) AS client_id
           FROM found f JOIN open_rows o USING (row_key)
           WHERE o.on_platform AND o.counterparty IS NOT NULL AND f.client_id IS NOT NULL
           GROUP BY ALL HAVING count(DISTINCT f.client_id) = 1"""
    )
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE taught AS
           SELECT o.row_key, l.client_id FROM open_rows o
           JOIN learned l ON l.platform = o.platform AND l.team = lower(trim(o.counterparty))
           LEFT JOIN found f USING (row_key)
           WHERE o.on_platform AND NOT o.client_given AND (f.row_key IS NULL OR f.candidates IS NOT NULL AND f.how = 'title')
               AND (NOT EXISTS (SELECT 1 FROM candidates c WHERE c.row_key = o.row_key)
                    OR EXISTS (SELECT 1 FROM candidates c WHERE c.row_key = o.row_key AND c.client_id = l.client_id))"""
    )
    engine.execute("DELETE FROM found WHERE row_key IN (SELECT row_key FROM taught)")
    engine.execute("INSERT INTO found SELECT row_key, client_id, NULL, 1, 'the same client name', NULL FROM taught")


def _say_narrowed(engine: Engine) -> None:
    # A name that is stated of several clients, where no title decided.
    engine.execute(
        """INSERT INTO found SELECT row_key, NULL, NULL, 1, 'client_name', string_agg(DISTINCT client_id, ' or ' ORDER BY client_id)
           FROM narrowed WHERE row_key NOT IN (SELECT row_key FROM found) GROUP BY row_key"""
    )


def _name_inferred(engine: Engine) -> None:
    # A contract that no contracts file tells: the only client name among its payments stands for the client of all.
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE inferred_clients AS
           SELECT f.contract_id, any_value(o.client_id) AS client_id
           FROM found f JOIN open_rows o USING (row_key)
           WHERE f.client_id IS NULL AND f.candidates IS NULL AND f.contract_id IS NOT NULL
           GROUP BY f.contract_id HAVING count(DISTINCT o.client_id) = 1"""
    )
    engine.execute(
        """INSERT INTO found
           SELECT o.row_key, i.client_id, o.contract_id, 1, 'name of the contract', NULL
           FROM open_rows o JOIN inferred_clients i USING (contract_id)
           WHERE o.row_key NOT IN (SELECT row_key FROM found)"""
    )


def _write(engine: Engine) -> None:
    engine.execute(
        """INSERT INTO ties
           SELECT o.row_key, o.payment_id, f.client_id, f.contract_id, f.score, f.how, f.candidates, p.client_id,
                  p.contract_id, p.client_given
           FROM found f JOIN open_rows o USING (row_key) JOIN payments p USING (row_key)"""
    )
    # A name stands for a client only until an id does.
    engine.execute(
        """UPDATE payments SET client_id = coalesce(t.client_id, t.stated_client_id),
                  contract_id = coalesce(t.contract_id, t.stated_contract_id),
                  client_given = t.client_id IS NOT NULL AND t.how <> 'name of the contract'
           FROM ties t WHERE t.row_key = payments.row_key AND t.candidates IS NULL"""
    )
    engine.execute(
        """UPDATE payments SET freelancer_id = k.freelancer_id
           FROM (SELECT contract_id, any_value(freelancer_id) AS freelancer_id FROM contracts WHERE freelancer_given
                 GROUP BY contract_id HAVING count(DISTINCT freelancer_id) = 1) k, ties t
           WHERE t.row_key = payments.row_key AND t.candidates IS NULL AND k.contract_id = payments.contract_id
               AND NOT payments.freelancer_given AND payments.freelancer_id IS DISTINCT FROM k.freelancer_id"""
    )
