"""Nets fee rows to their payments: by the reference that the fee names, by a shared id, else by day, client and amount.

A fee belongs to one payment. Where the ids say nothing, only what can be nothing else is taken: the amount that the fee
was worked out on, a rate that the platform is known to take, or the only payment of that client on that day.
"""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.rivalry import with_fees
from auditor.ingesting.ledger_texts import in_a_sentence

BY_ID = {
    "the reference that the fee names": ("mentions", "ref_id"),
    "the same transaction": ("link_id", "link_id"),
    "the same reference": ("ref_id", "ref_id"),
}
RATES = "(0.05), (0.10), (0.20)"
MOST_SHARE = 0.25
PLACE = "platform, profile, paid_on, team, currency, direction"


def net(engine: Engine) -> None:
    """Fill `netted` and the fees of the payments in it."""
    if not engine.rows("SELECT 1 FROM set_apart WHERE role = 'fee' LIMIT 1"):
        return
    _gather(engine)
    for how, (of_fee, of_payment) in BY_ID.items():
        _by_id(engine, how, of_fee, of_payment)
    _by_day(engine, "the amount it was worked out on", "f.basis IS NOT NULL AND f.basis = p.size")
    _by_day(
        engine,
        "day, client and rate",
        f"""f.basis IS NULL
            AND EXISTS (SELECT 1 FROM (VALUES {RATES}) r(rate) WHERE abs(p.size * rate - f.size) <= 0.01)""",
    )
    _by_only_payment(engine)
    _let_go(engine)
    engine.execute(
        "INSERT INTO netted SELECT m.fee_key, m.payment_key, f.amount, m.how FROM matched m JOIN fees f USING (fee_key)"
    )
    engine.execute(
        """UPDATE payments SET fee = n.fee
           FROM (SELECT payment_key, -sum(amount) AS fee FROM netted GROUP BY payment_key) n
           WHERE payments.row_key = n.payment_key"""
    )


def unnet(engine: Engine) -> None:
    """Take the fees off again: only payments whose export states no fee ever get one."""
    engine.execute("UPDATE payments SET fee = NULL WHERE row_key IN (SELECT payment_key FROM netted)")
    engine.execute("DELETE FROM netted")


def _gather(engine: Engine) -> None:
    shared = "ref_id, link_id, currency, lower(trim(coalesce(counterparty, ''))) AS team, amount, abs(amount) AS size"
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE fees AS
            SELECT row_key AS fee_key, platform, profile, paid_on, mentions, -sign(amount) AS direction,
                   TRY_CAST({in_a_sentence("basis")} AS DECIMAL(18, 4)) AS basis, {shared}
            FROM set_apart WHERE role = 'fee' AND amount <> 0"""
    )
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE paid_rows AS
            SELECT row_key AS payment_key, profile_platform AS platform, l.profile, CAST(paid_at AS DATE) AS paid_on,
                   sign(amount) AS direction, {shared}
            FROM payments JOIN ledger l USING (file_no)
            WHERE fee IS NULL AND amount <> 0 AND list_contains($profiles, l.profile)""",
        {"profiles": with_fees()},
    )
    engine.execute("CREATE OR REPLACE TEMP TABLE matched (fee_key VARCHAR, payment_key VARCHAR, how VARCHAR)")


def _by_id(engine: Engine, how: str, of_fee: str, of_payment: str) -> None:
    # Rows of one id that are alike in all else are taken in turn, so that no payment gets the fee of its like.
    engine.execute(
        f"""INSERT INTO matched
            WITH f AS (SELECT *, row_number() OVER (PARTITION BY platform, {of_fee}, basis, amount ORDER BY fee_key) AS n
                       FROM fees WHERE {of_fee} IS NOT NULL AND fee_key NOT IN (SELECT fee_key FROM matched)),
            p AS (SELECT *, row_number() OVER (PARTITION BY platform, {of_payment}, amount ORDER BY payment_key) AS n
                  FROM paid_rows WHERE {of_payment} IS NOT NULL)
            SELECT f.fee_key, p.payment_key, $how
            FROM f JOIN p ON f.platform = p.platform AND f.{of_fee} = p.{of_payment}
            QUALIFY row_number() OVER (PARTITION BY f.fee_key ORDER BY
                coalesce(f.basis = p.size, false) DESC, f.direction = p.direction DESC, f.team = p.team DESC,
                f.paid_on = p.paid_on DESC,
                f.n = p.n DESC, p.payment_key) = 1""",
        {"how": how},
    )


def _let_go(engine: Engine) -> None:
    # A fee that is given back lessens the fee of its payment, down to nothing; more of it belongs to another one.
    engine.execute(
        """DELETE FROM matched WHERE (fee_key, payment_key) IN (
               SELECT (m.fee_key, m.payment_key) FROM matched m JOIN fees f USING (fee_key) JOIN paid_rows p USING (payment_key)
               WHERE f.direction <> p.direction AND m.payment_key IN (
                   SELECT payment_key FROM matched JOIN fees g USING (fee_key) JOIN paid_rows q USING (payment_key)
                   GROUP BY payment_key, q.direction HAVING sum(g.amount) * q.direction > 0))"""
    )


def _open(engine: Engine) -> None:
    # By day and client a payment takes one fee; those that have theirs take none.
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE open_fees AS
           SELECT * FROM fees WHERE fee_key NOT IN (SELECT fee_key FROM matched)"""
    )
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE open_paid AS
           SELECT * FROM paid_rows WHERE payment_key NOT IN (SELECT payment_key FROM matched)"""
    )


def _by_day(engine: Engine, how: str, fits: str) -> None:
    _open(engine)
    engine.execute(
        f"""INSERT INTO matched
            WITH f AS (SELECT *, row_number() OVER (PARTITION BY {PLACE}, basis, size ORDER BY fee_key) AS n FROM open_fees),
            p AS (SELECT *, row_number() OVER (PARTITION BY {PLACE}, size ORDER BY payment_key) AS n FROM open_paid),
            fitting AS (SELECT f.fee_key, p.payment_key, f.n AS fee_n, p.n AS payment_n, p.size,
                               min(p.size) OVER (PARTITION BY f.fee_key) = max(p.size) OVER (PARTITION BY f.fee_key) AS clear
                        FROM f JOIN p USING ({PLACE}) WHERE {fits})
            SELECT fee_key, payment_key, $how FROM fitting WHERE clear AND fee_n = payment_n
            QUALIFY row_number() OVER (PARTITION BY payment_key ORDER BY fee_key) = 1""",
        {"how": how},
    )


def _by_only_payment(engine: Engine) -> None:
    _open(engine)
    engine.execute(
        f"""INSERT INTO matched
            SELECT any_value(f.fee_key), any_value(p.payment_key), 'the only payment of day and client'
            FROM open_fees f JOIN open_paid p USING ({PLACE})
            GROUP BY {PLACE}
            HAVING count(*) = 1 AND any_value(f.size) <= $most_share * any_value(p.size)""",
        {"most_share": MOST_SHARE},
    )
