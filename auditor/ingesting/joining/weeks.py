"""Hourly work that one export tells by the day and another one as the bill of a week."""

from __future__ import annotations

from auditor.engines.duckdb import Engine

# Weeks between the work and its bill, where the bill does not name its week: usually the week after.
LAGS = (1, 0, 2)
WITH_TITLE = "w.title = l.title"
WITHOUT = "(w.title IS NULL OR l.title IS NULL) AND (w.team IS NULL OR l.team IS NULL OR w.team = l.team)"


def pair_weeks(engine: Engine, winner: str, loser: str) -> None:
    """Add to `paired` the days of `loser` whose sum is a bill of `winner`."""
    for agree in (WITH_TITLE, WITHOUT):
        _gather(engine, winner, loser)
        _take(engine, agree, "date_trunc('week', w.period_on)")
        for lag in _lags(engine, agree):
            _gather(engine, winner, loser)
            _take(engine, f"w.period_on IS NULL AND {agree}", _week_before(lag))


def _gather(engine: Engine, winner: str, loser: str) -> None:
    free = "kind = 'hourly' AND row_key NOT IN (SELECT lost_key FROM paired)"
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE worked AS
            SELECT platform, freelancer_id, currency, contract_id, title, team, date_trunc('week', day) AS week,
                   sum(amount) AS amount, CASE WHEN count(*) = count(hours) THEN sum(hours) END AS hours,
                   list(row_key) AS keys, min(row_key) AS row_key
            FROM told WHERE profile = $loser AND {free} GROUP BY ALL""",
        {"loser": loser},
    )
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE billed AS
            SELECT * FROM told WHERE profile = $winner AND {free} AND row_key NOT IN (
                SELECT kept_key FROM paired JOIN told t ON t.row_key = lost_key WHERE t.profile = $loser)""",
        {"winner": winner, "loser": loser},
    )


def _week_before(lag: int) -> str:
    return f"date_trunc('week', w.day) - INTERVAL {lag} WEEK"


def _fitting(agree: str, week: str) -> str:
    return f"""SELECT w.row_key AS bill_key, l.row_key AS work_key, l.keys, l.contract_id,
            count(*) OVER (PARTITION BY w.row_key) AS works, count(*) OVER (PARTITION BY l.row_key) AS bills
        FROM billed w JOIN worked l USING (platform, freelancer_id, currency)
        WHERE l.week = {week} AND l.amount = w.amount AND ({agree})
            AND coalesce(abs(w.hours - l.hours) < 0.05, true)"""


def _take(engine: Engine, agree: str, week: str) -> None:
    # One bill and one week of work that fit nothing else.
    engine.execute(
        f"""INSERT INTO paired
            SELECT unnest(keys), bill_key, 'the same week', contract_id IS NOT NULL
            FROM ({_fitting(agree, week)}) WHERE works = 1 AND bills = 1"""
    )


def _lags(engine: Engine, agree: str) -> list[int]:
    # Where weeks are alike, the distance at which most bills find their week is the right one.
    found = {}
    for lag in LAGS:
        fitting = _fitting(f"w.period_on IS NULL AND {agree}", _week_before(lag))
        ((found[lag],),) = engine.rows(f"SELECT count(DISTINCT bill_key) FROM ({fitting})")
    return sorted(LAGS, key=lambda lag: (-found[lag], LAGS.index(lag)))
