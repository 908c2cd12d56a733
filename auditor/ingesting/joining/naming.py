"""What the user says about names: links.csv and the client names of relationships.csv. Both override what titles suggest."""

from __future__ import annotations

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.likeness import ENOUGH, MARGIN, forms, likenesses, plain

FITTING = """(k.platform IS NULL OR o.platform = '' OR lower(k.platform) = lower(o.platform))
    AND (NOT coalesce(k.freelancer_given, false) OR k.freelancer_id = o.freelancer_id)"""
# What clients are called: by the user, by a column of the contracts, by the interface of a platform.
STATED_NAMES = """
    SELECT client_id, client_name AS name FROM relationships WHERE client_name IS NOT NULL
    UNION SELECT client_id, name FROM (
        SELECT client_id, unnest([json_extract_string(extra, '$.client_name'),
                                  json_extract_string(extra, '$."clientOrganization.name"'),
                                  json_extract_string(extra, '$."clientTeam.name"')]) AS name
        FROM contracts WHERE extra IS NOT NULL) WHERE name IS NOT NULL"""
# Which rows a link speaks of: that payment, all of a counterparty, all of a contract id.
LINKED = (
    "k.payment_id IS NOT NULL AND (k.payment_id = o.payment_id OR k.payment_id = o.ref_id)",
    """k.payment_id IS NULL AND k.counterparty IS NOT NULL AND NOT o.client_given AND EXISTS (
        SELECT 1 FROM name_forms f JOIN name_keys y ON f.form = y.key
        WHERE f.raw = o.counterparty AND y.raw = k.counterparty)""",
    "k.payment_id IS NULL AND k.counterparty IS NULL AND k.contract_id = o.contract_id AND NOT o.client_given",
)


def gather_names(engine: Engine) -> None:
    """Make `name_forms` (raw, form) of payers, `name_keys` (raw, key) of stated names, `named` (form, client_id)."""
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE stated_names AS
           SELECT DISTINCT client_id, name AS raw FROM ({STATED_NAMES})"""
    )
    stated = _texts(
        engine, "SELECT raw FROM stated_names UNION SELECT counterparty FROM links WHERE counterparty IS NOT NULL"
    )
    # Without a name to compare them with, the payers of a bank's statements need not be looked at.
    named = "SELECT DISTINCT counterparty FROM open_rows WHERE counterparty IS NOT NULL"
    payers = _texts(engine, named) if stated else []
    _fill(engine, "name_forms", ("raw", "form"), [(raw, form) for raw in payers for form in sorted(forms(raw))])
    _fill(engine, "name_keys", ("raw", "key"), [(raw, plain(raw)) for raw in stated])
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE named AS
           SELECT DISTINCT f.raw AS counterparty, s.client_id
           FROM name_forms f JOIN name_keys y ON f.form = y.key JOIN stated_names s ON s.raw = y.raw"""
    )


def gather_likely_names(engine: Engine) -> None:
    """Make `likely_names` (counterparty, client_id, score): stated names that the payer's name is like."""
    names = sorted({key for (key,) in engine.rows("SELECT key FROM name_keys JOIN stated_names USING (raw)")})
    known = {form for (form,) in engine.rows("SELECT DISTINCT form FROM name_forms")}
    _fill(engine, "alike", ("form", "key", "score"), list(likenesses(sorted(known), names)))
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE likely_names AS
           SELECT f.raw AS counterparty, s.client_id, max(a.score::DOUBLE) AS score
           FROM alike a JOIN name_forms f USING (form) JOIN name_keys y USING (key) JOIN stated_names s ON s.raw = y.raw
           GROUP BY ALL"""
    )


def follow_links(engine: Engine) -> None:
    """Tie the rows that links.csv speaks of. Two links to two clients tie nothing."""
    for linked in LINKED:
        engine.execute(
            f"""INSERT INTO found
                SELECT o.row_key, CASE WHEN count(DISTINCT k.client_id) = 1 THEN any_value(k.client_id) END,
                       CASE WHEN count(DISTINCT k.contract_id) = 1 THEN coalesce(any_value(k.contract_id), any_value(o.contract_id)) END,
                       1, 'links.csv', CASE WHEN count(DISTINCT k.client_id) > 1
                                       THEN string_agg(DISTINCT k.client_id, ' or ' ORDER BY k.client_id) END
                FROM open_rows o JOIN links k ON {FITTING} AND {linked}
                WHERE o.row_key NOT IN (SELECT row_key FROM found) GROUP BY o.row_key"""
        )


def follow_client_names(engine: Engine) -> None:
    """Tie the rows whose payer is the stated name of one client; `narrowed` are the clients of a name of several."""
    engine.execute(
        """CREATE OR REPLACE TEMP TABLE narrowed AS
           SELECT o.row_key, n.client_id FROM open_rows o JOIN named n USING (counterparty)
           WHERE NOT o.client_given AND o.row_key NOT IN (SELECT row_key FROM found)"""
    )
    engine.execute(
        """INSERT INTO found SELECT row_key, any_value(client_id), NULL, 1, 'client_name', NULL
           FROM narrowed GROUP BY row_key HAVING count(DISTINCT client_id) = 1"""
    )
    engine.execute("DELETE FROM narrowed WHERE row_key IN (SELECT row_key FROM found)")


def follow_likely_names(engine: Engine) -> None:
    """Tie payments on the platform that nothing else explains to the one client whose stated name is nearly the payer's."""
    engine.execute(
        """INSERT INTO found
           WITH ranked AS (SELECT o.row_key, n.client_id, n.score, max(n.score) OVER (PARTITION BY o.row_key) AS best
                           FROM open_rows o JOIN likely_names n USING (counterparty)
                           WHERE NOT o.client_given AND o.on_platform AND o.row_key NOT IN (SELECT row_key FROM found))
           SELECT row_key, CASE WHEN count(DISTINCT client_id) = 1 THEN any_value(client_id) END, NULL, any_value(best), 'name',
                  CASE WHEN count(DISTINCT client_id) > 1 THEN string_agg(DISTINCT client_id, ' or ' ORDER BY client_id) END
           FROM ranked WHERE best >= $enough AND score > best - $margin GROUP BY row_key""",
        {"enough": ENOUGH, "margin": MARGIN},
    )


def _texts(engine: Engine, sql: str) -> list[str]:
    return sorted(text for (text,) in engine.rows(sql))


def _fill(engine: Engine, table: str, columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    engine.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({', '.join(f'{name} VARCHAR' for name in columns)})")
    texts = [[str(row[place]) for row in rows] for place in range(len(columns))]
    engine.append(table, pl.DataFrame(dict(zip(columns, texts, strict=True))))
