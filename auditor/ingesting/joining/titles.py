"""Contracts that a payment could be for, by the title of the job and the days of the contract."""

from __future__ import annotations

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.likeness import ENOUGH, MARGIN, likenesses, plain

# Work is billed and paid after the days on which it was done.
GRACE_DAYS = 30
DESCRIBED = "coalesce(contract_id, '') || CASE WHEN client_id IS NOT NULL THEN ' (' || client_id || ')' ELSE '' END"


def gather_candidates(engine: Engine) -> None:
    """Make `candidates` (row_key, contract_id, client_id, score): titles alike, dates that fit, the same platform."""
    _gather_jobs(engine)
    wanted = _plain_titles(engine, "wanted_titles", "SELECT DISTINCT title FROM open_rows WHERE title IS NOT NULL")
    offered = _plain_titles(engine, "offered_titles", "SELECT DISTINCT title FROM jobs WHERE title IS NOT NULL")
    pairs = list(likenesses(sorted(wanted), sorted(offered)))
    engine.execute("CREATE OR REPLACE TEMP TABLE alike_titles (wanted VARCHAR, offered VARCHAR, score DOUBLE)")
    columns = {"wanted": [one for one, _, _ in pairs], "offered": [one for _, one, _ in pairs]}
    engine.append("alike_titles", pl.DataFrame({**columns, "score": [score for _, _, score in pairs]}))
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE candidates AS
           SELECT o.row_key, k.contract_id, k.client_id, k.known, a.score
           FROM open_rows o JOIN wanted_titles w ON w.raw = o.title
           JOIN alike_titles a ON a.wanted = w.plain JOIN offered_titles f ON f.plain = a.offered
           JOIN jobs k ON k.title = f.raw
           WHERE o.on_platform AND o.contract_id IS NULL AND NOT o.client_given
               AND (o.platform = '' OR k.platform = '' OR lower(o.platform) = lower(k.platform))
               AND (NOT o.freelancer_given OR NOT k.freelancer_given OR o.freelancer_id = k.freelancer_id)
               AND o.day >= k.started_on AND (k.ended_on IS NULL OR o.day <= k.ended_on + to_days($grace_days::INTEGER))""",
        {"grace_days": GRACE_DAYS},
    )
    _weigh_names(engine)


def _gather_jobs(engine: Engine) -> None:
    # Contracts of exports that give no contracts are known by their payments alone; the client of these is not known.
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE jobs AS
           SELECT contract_id, client_id, true AS known, title, lower(coalesce(platform, profile_platform, '')) AS platform,
                  freelancer_id, freelancer_given, CAST(started_at AS DATE) AS started_on, CAST(ended_at AS DATE) AS ended_on
           FROM contracts WHERE title IS NOT NULL
           UNION ALL
           SELECT contract_id, NULL, false, any_value(title), any_value(platform), any_value(freelancer_id),
                  bool_and(freelancer_given), min(day) - to_days($grace_days::INTEGER), max(day)
           FROM open_rows WHERE contract_id IS NOT NULL AND title IS NOT NULL
               AND contract_id NOT IN (SELECT contract_id FROM contracts)
           GROUP BY contract_id HAVING count(DISTINCT title) = 1""",
        {"grace_days": GRACE_DAYS},
    )


def _plain_titles(engine: Engine, table: str, sql: str) -> set[str]:
    raw = sorted(title for (title,) in engine.rows(sql))
    engine.execute(f"CREATE OR REPLACE TEMP TABLE {table} (raw VARCHAR, plain VARCHAR)")
    spelled = [plain(title) for title in raw]
    engine.append(table, pl.DataFrame({"raw": raw, "plain": spelled}, schema={"raw": pl.String, "plain": pl.String}))
    return set(spelled)


def _weigh_names(engine: Engine) -> None:
    # Where the payer's name is that of some candidates, the others are out; a name of several clients leaves just these.
    engine.execute(
        """DELETE FROM candidates WHERE row_key IN (SELECT row_key FROM narrowed)
               AND NOT EXISTS (SELECT 1 FROM narrowed n WHERE n.row_key = candidates.row_key AND n.client_id = candidates.client_id)"""
    )
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE vouched AS
           SELECT DISTINCT c.row_key, c.client_id FROM candidates c JOIN open_rows o USING (row_key)
           JOIN likely_names n ON n.counterparty = o.counterparty AND n.client_id = c.client_id WHERE n.score >= $enough""",
        {"enough": ENOUGH},
    )
    engine.execute(
        """DELETE FROM candidates WHERE row_key IN (SELECT row_key FROM vouched)
               AND NOT EXISTS (SELECT 1 FROM vouched v WHERE v.row_key = candidates.row_key AND v.client_id = candidates.client_id)"""
    )


def follow_titles(engine: Engine) -> None:
    """Tie rows whose best candidates are all of one client; where they are of several, say between whom."""
    engine.execute(
        f"""INSERT INTO found
            WITH ranked AS (SELECT *, max(score) OVER (PARTITION BY row_key) AS best FROM candidates
                            WHERE row_key NOT IN (SELECT row_key FROM found)),
            -- The very same title leaves no room for one that is only like it.
            near AS (SELECT *, coalesce(client_id, 'contract ' || contract_id) AS whose FROM ranked
                     WHERE best >= $enough AND CASE WHEN best = 1 THEN score = 1 ELSE score > best - $margin END)
            SELECT row_key, CASE WHEN count(DISTINCT whose) = 1 THEN any_value(client_id) END,
                   CASE WHEN count(DISTINCT contract_id) = 1 THEN any_value(contract_id) END, any_value(best), 'title',
                   CASE WHEN count(DISTINCT whose) > 1 THEN string_agg(DISTINCT {DESCRIBED}, ' or ' ORDER BY {DESCRIBED}) END
            FROM near GROUP BY row_key""",
        {"enough": ENOUGH, "margin": MARGIN},
    )


def choose_contracts(engine: Engine) -> None:
    """Give rows whose client is known the one contract of that client that title and dates leave."""
    engine.execute(
        """UPDATE found SET contract_id = c.contract_id
           FROM (SELECT row_key, f.client_id, any_value(contract_id) AS contract_id
                 FROM (SELECT *, max(score) OVER (PARTITION BY row_key, client_id) AS best FROM candidates) c
                 JOIN (SELECT row_key, client_id FROM found) f USING (row_key, client_id)
                 WHERE best >= $enough AND CASE WHEN best = 1 THEN score = 1 ELSE score > best - $margin END
                 GROUP BY row_key, f.client_id HAVING count(DISTINCT contract_id) = 1) c
           WHERE found.row_key = c.row_key AND found.client_id = c.client_id AND found.contract_id IS NULL""",
        {"enough": ENOUGH, "margin": MARGIN},
    )
