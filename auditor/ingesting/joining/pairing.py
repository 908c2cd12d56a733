"""Finds payments that two exports of one account tell: the telling with more facts stays, the other becomes its twin.

One to one on the same day, or, for hourly work, the days of a week on one side and the bill for that week on the other.
"""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining import weeks
from auditor.ingesting.joining.rivalry import beaten, with_fees

# Both name the job; both name the client and not both the job; neither word can be compared.
AGREEING = {
    "title": "w.title = l.title",
    "team": "(w.title IS NULL OR l.title IS NULL) AND w.team = l.team",
    "bare": "(w.title IS NULL OR l.title IS NULL) AND (w.team IS NULL OR l.team IS NULL)",
}
SAME = "platform, freelancer_id, currency, day, amount, kind"


def pair(engine: Engine) -> None:
    """Move the twins out of `payments`."""
    names = sorted({name for pair in beaten() for name in pair})
    ((formats,),) = engine.rows(
        "SELECT count(DISTINCT profile) FROM ledger WHERE list_contains($names, profile)", {"names": names}
    )
    if formats < 2:
        return
    _gather(engine, names)
    for winner, loser in beaten():
        if loser not in with_fees():
            weeks.pair_weeks(engine, winner, loser)
        for words, agree in AGREEING.items():
            _same_day(engine, winner, loser, words, agree)
    _move(engine)


def unpair(engine: Engine) -> None:
    """Bring the twins back."""
    engine.execute("INSERT INTO payments SELECT * EXCLUDE (kept_key, how, tells_contract) FROM twins")
    engine.execute("DELETE FROM twins")


def _gather(engine: Engine, names: list[str]) -> None:
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE told AS
           SELECT p.row_key, l.profile, coalesce(p.profile_platform, '') AS platform, p.freelancer_id, p.currency,
                  CAST(p.paid_at AS DATE) AS day, p.amount, p.hours, p.contract_id,
                  coalesce(CASE p.kind WHEN 'milestone' THEN 'fixed' ELSE p.kind END, '') AS kind,
                  nullif(lower(regexp_replace(trim(p.job_title), '\\s+', ' ', 'g')), '') AS title,
                  nullif(lower(trim(p.counterparty)), '') AS team,
                  CAST(try_strptime(p.period_from, '%m/%d/%Y') AS DATE) AS period_on
           FROM payments p JOIN ledger l USING (file_no) WHERE list_contains($names, l.profile)""",
        {"names": names},
    )
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE paired
           (lost_key VARCHAR, kept_key VARCHAR, how VARCHAR, tells_contract BOOLEAN)"""
    )


def _same_day(engine: Engine, winner: str, loser: str, words: str, agree: str) -> None:
    # Where no word agrees, a payment is taken only where no other could be meant: the numbers are equal, or one contract.
    text = words if words != "bare" else "''"
    sure = "true" if words != "bare" else "l.many = w.many OR l.contracts = 1"
    numbered = """row_number() OVER same AS n, count(*) OVER every AS many,
        count(DISTINCT contract_id) OVER every AS contracts"""
    windows = f"""WINDOW same AS (PARTITION BY {SAME}, {text} ORDER BY hours NULLS LAST, row_key),
        every AS (PARTITION BY {SAME}, {text})"""
    engine.execute(
        f"""INSERT INTO paired
            WITH w AS (SELECT *, {numbered} FROM told WHERE profile = $winner
                       AND row_key NOT IN (SELECT lost_key FROM paired UNION ALL SELECT kept_key FROM paired
                                           JOIN told t ON t.row_key = lost_key AND t.profile = $loser) {windows}),
            l AS (SELECT *, {numbered} FROM told WHERE profile = $loser
                  AND row_key NOT IN (SELECT lost_key FROM paired) {windows})
            SELECT l.row_key, w.row_key, 'the same day', l.contracts = 1
            FROM w JOIN l USING ({SAME}, n)
            WHERE ({agree}) AND ({sure}) AND coalesce(abs(w.hours - l.hours) < 0.02, true)""",
        {"winner": winner, "loser": loser},
    )


def _move(engine: Engine) -> None:
    engine.execute(
        """INSERT INTO twins SELECT p.*, d.kept_key, d.how, d.tells_contract
           FROM payments p JOIN paired d ON p.row_key = d.lost_key"""
    )
    engine.execute("DELETE FROM payments WHERE row_key IN (SELECT lost_key FROM paired)")
    # A fee that only the other export tells is a fact that stays.
    engine.execute(
        """INSERT INTO netted
           SELECT t.row_key, t.kept_key, -t.fee, 'another export' FROM twins t JOIN payments p ON p.row_key = t.kept_key
           WHERE p.fee IS NULL AND t.fee IS NOT NULL"""
    )
    engine.execute(
        """UPDATE payments SET fee = -n.amount FROM netted n
           WHERE n.how = 'another export' AND payments.row_key = n.payment_key"""
    )
