"""Titles that would join what is not one: a client who is called otherwise, or two payers whose title is one client's.

A title is the weakest of the words that tie a payment: where the name of the payer speaks against it, nothing is tied
by it, and a warning says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.likeness import ENOUGH, is_known_as

OTHER_NAME, TWO_NAMES = "other name", "two names"
# What links.csv or an id has tied already needs no title for its client: there the title only chooses the contract.
_BY_TITLE = "NOT EXISTS (SELECT 1 FROM found f WHERE f.row_key = c.row_key AND f.client_id = c.client_id)"
CONTRACT = "coalesce(c.contract_id || ' (' || c.client_id || ')', c.client_id)"


def begin(engine: Engine) -> None:
    """Make `denied` (row_key, how, told): payments that a title must not tie, and what a person should know of it."""
    engine.execute("CREATE OR REPLACE TEMP TABLE denied (row_key VARCHAR, how VARCHAR, told VARCHAR)")


def deny_named_otherwise(engine: Engine) -> None:
    """Take out of `candidates` the clients whose stated names are not the payer's, but for rows that more than a title ties to them."""
    pairs = engine.rows(
        """SELECT DISTINCT o.counterparty, c.client_id FROM candidates c JOIN open_rows o USING (row_key)
           JOIN stated_names s ON s.client_id = c.client_id WHERE o.counterparty IS NOT NULL ORDER BY ALL"""
    )
    if not pairs:
        return
    names: dict[str, list[str]] = defaultdict(list)
    for client, name in engine.rows("SELECT client_id, raw FROM stated_names ORDER BY ALL"):
        names[client].append(name)
    others = [
        (payer, one, f"who is stated as '{names[one][0]}'")
        for payer, one in pairs
        if not is_known_as(payer, names[one])
    ]
    _fill_others(engine, others)
    engine.execute(
        f"""INSERT INTO denied SELECT c.row_key, $how, min({CONTRACT} || ', ' || n.told)
            FROM candidates c JOIN open_rows o USING (row_key) JOIN other_names n ON n.counterparty = o.counterparty AND n.client_id = c.client_id
            WHERE c.score >= $enough AND {_BY_TITLE} GROUP BY c.row_key""",
        {"how": OTHER_NAME, "enough": ENOUGH},
    )
    engine.execute(f"DELETE FROM candidates AS c WHERE {_BY_TITLE} AND {_OF_OTHERS.format(row='c')}")


def deny_second_payers(engine: Engine) -> None:
    """Take out of `found` what titles alone have tied to a client under more than one name."""
    tied = engine.rows(
        """SELECT f.client_id, o.counterparty, bool_or(f.how <> 'title') FROM found f JOIN open_rows o USING (row_key)
           WHERE o.on_platform AND o.counterparty IS NOT NULL AND f.client_id IS NOT NULL
           GROUP BY ALL ORDER BY ALL"""
    )
    payers: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for client, payer, is_sure in tied:
        payers[client].append((payer, is_sure))
    for how in (OTHER_NAME, TWO_NAMES):
        _fill_others(engine, [one for client, known in payers.items() for one in _second(client, known, how)])
        engine.execute(
            f"""INSERT INTO denied SELECT c.row_key, $how, {CONTRACT} || n.told
                FROM found c JOIN open_rows o USING (row_key) JOIN other_names n ON n.counterparty = o.counterparty AND n.client_id = c.client_id
                WHERE c.how = 'title' AND o.on_platform""",
            {"how": how},
        )
        engine.execute(f"DELETE FROM found WHERE how = 'title' AND {_OF_OTHERS.format(row='found')}")
        engine.execute(f"DELETE FROM candidates WHERE {_OF_OTHERS.format(row='candidates')}")


def say_denied(engine: Engine) -> None:
    """Note the payments that nothing else has tied."""
    engine.execute(
        """INSERT INTO found SELECT row_key, NULL, NULL, 1, min(how), min(told) FROM denied
           WHERE row_key NOT IN (SELECT row_key FROM found) GROUP BY row_key"""
    )


def _second(client: str, known: Iterable[tuple[str, bool]], how: str) -> Iterator[tuple[str, str, str]]:
    sure = [payer for payer, is_sure in known if is_sure]
    open_payers = [payer for payer, is_sure in known if not is_sure]
    if how == OTHER_NAME and sure:
        told = f", whose payments are those of '{sure[0]}'"
        yield from ((payer, client, told) for payer in open_payers if not is_known_as(payer, sure))
    if how == TWO_NAMES and not sure and not all(is_known_as(payer, open_payers[:1]) for payer in open_payers):
        yield from ((payer, client, "") for payer in open_payers)


_OF_OTHERS = """EXISTS (SELECT 1 FROM open_rows o JOIN other_names n USING (counterparty)
    WHERE o.row_key = {row}.row_key AND n.client_id = {row}.client_id)"""


def _fill_others(engine: Engine, others: Iterable[tuple[str, str, str]]) -> None:
    rows = list(others)
    engine.execute("CREATE OR REPLACE TEMP TABLE other_names (counterparty VARCHAR, client_id VARCHAR, told VARCHAR)")
    names = ("counterparty", "client_id", "told")
    engine.append("other_names", pl.DataFrame({name: [row[place] for row in rows] for place, name in enumerate(names)}))
