"""Lines of links.csv that say less than they seem to: about a payment, contract or payer that no file has, or a client of whom
nothing else is known. They hold as they are written; a slip of the pen is told with what is nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.likeness import forms, plain
from auditor.ingesting.joining.near_names import MOST_SAID, NEAR

# Ids that something besides links.csv gives a client.
KNOWN_CLIENTS = """SELECT client_id FROM contracts UNION SELECT client_id FROM messages UNION SELECT client_id FROM relationships
    UNION SELECT client_id FROM reports
    UNION SELECT client_id FROM payments WHERE client_given AND row_key NOT IN (SELECT row_key FROM ties WHERE candidates IS NULL)
    UNION SELECT stated_client_id FROM ties WHERE stated_client_given"""


def idle_links(engine: Engine) -> Iterator[str]:
    """A line for each of them; nothing where there are no links."""
    if not engine.rows("SELECT 1 FROM links LIMIT 1"):
        return
    yield from _of_no_id(engine)
    yield from _first(list(_of_no_payer(engine)))
    yield from _first(list(_to_no_client(engine)))


def _of_no_id(engine: Engine) -> Iterator[str]:
    rows = engine.rows(
        """SELECT k.source_file, k.source_line, coalesce(k.payment_id, k.contract_id), k.payment_id IS NOT NULL
           FROM links k WHERE k.counterparty IS NULL AND CASE WHEN k.payment_id IS NOT NULL
               THEN NOT EXISTS (SELECT 1 FROM payments p WHERE k.payment_id IN (p.payment_id, p.ref_id))
               ELSE NOT EXISTS (SELECT 1 FROM payments p WHERE p.contract_id = k.contract_id)
                   AND NOT EXISTS (SELECT 1 FROM contracts c WHERE c.contract_id = k.contract_id) END
           ORDER BY 1, 2"""
    )
    for file, line, meant, is_payment in rows:
        what = "payment" if is_payment else "contract"
        yield f"{file}:{line}: no {what} has the id {meant}, so this link ties nothing -> correct the id, or add the export that holds it"


def _of_no_payer(engine: Engine) -> Iterator[str]:
    """Names that no payer has, in whatever form a statement writes them."""
    links = engine.rows(
        """SELECT source_file, source_line, counterparty FROM links
           WHERE counterparty IS NOT NULL AND payment_id IS NULL ORDER BY 1, 2"""
    )
    if not links:
        return
    payers: dict[str, str] = {}
    for (payer,) in engine.rows(
        """SELECT counterparty FROM payments WHERE counterparty IS NOT NULL
           UNION SELECT counterparty FROM twins WHERE counterparty IS NOT NULL ORDER BY 1"""
    ):
        for form in forms(payer):
            payers.setdefault(form, payer)
    for file, line, name in links:
        if plain(name) not in payers:
            near = _nearest(plain(name), list(payers))
            hint = f" (the nearest is '{payers[near]}')" if near else ""
            yield (
                f"{file}:{line}: no payment is of a payer called '{name}'{hint}, so this link ties nothing"
                " -> correct the name, or add the export that holds it"
            )


def _to_no_client(engine: Engine) -> Iterator[str]:
    known = [
        one for (one,) in engine.rows(f"SELECT client_id FROM ({KNOWN_CLIENTS}) WHERE client_id IS NOT NULL ORDER BY 1")
    ]
    # Where nothing but links.csv gives ids, as beside statements alone, whoever writes it makes them up.
    if not known:
        return
    rows = engine.rows(
        """SELECT source_file, min(source_line), client_id, count(*) FROM links
           WHERE NOT list_contains($known::VARCHAR[], client_id) GROUP BY 1, 3 ORDER BY 1, 2""",
        {"known": known},
    )
    for file, line, client, links in rows:
        near = _nearest(client, known)
        hint = f" (the nearest that does is {near})" if near else ""
        yield (
            f"{file}:{line}: {client} stands in links alone, in no contract, message, relationship or payment{hint};"
            f" {'this link holds' if links == 1 else f'{links} links to it hold'} as written"
            " -> correct the id, or state this client in relationships.csv"
        )


def _nearest(text: str, others: Sequence[str]) -> str | None:
    found = process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=100 * NEAR)
    return found[0] if found else None


def _first(said: Sequence[str]) -> Iterator[str]:
    yield from said[:MOST_SAID]
    if len(said) > MOST_SAID:
        yield f"{said[MOST_SAID].split(':')[0]}: {len(said) - MOST_SAID} more such links"
