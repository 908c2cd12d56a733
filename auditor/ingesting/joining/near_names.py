"""Payers whose name is nearly that of a client and tied to none: told with the score, and left for the user to link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.likeness import ENOUGH, forms, plain
from auditor.ingesting.joining.naming import STATED_NAMES

# Below this, names of two people are as near as those of one: "Anna" and "Hanna" are told, "Anna" and "Jana" are not.
NEAR = 0.8
MOST_SAID = 10
UNTIED = """SELECT counterparty, source_file, min(source_line), count(*) FROM payments
    WHERE client_given IS NOT TRUE AND counterparty IS NOT NULL AND row_key NOT IN (SELECT row_key FROM ties)
    GROUP BY ALL ORDER BY 2, 3, 1"""


def near_names(engine: Engine) -> Iterator[str]:
    """A line for each payer that is not tied and has nearly the stated name of a client."""
    stated: dict[str, tuple[str, str]] = {}
    for client, name in engine.rows(f"SELECT client_id, name FROM ({STATED_NAMES}) ORDER BY ALL"):
        stated.setdefault(plain(name), (name, client))
    if not stated:
        return
    said = 0
    for payer, file, line, count in engine.rows(UNTIED):
        found = _nearest(payer, stated)
        if found is None:
            continue
        said += 1
        if said > MOST_SAID:
            yield f"{file}: more payers whose name is nearly that of a client -> link the names in links.csv"
            return
        (name, client), score = found
        payments = "1 payment" if count == 1 else f"{count} payments"
        yield (
            f"{file}:{line}: {payments} of '{payer}', which is nearly '{name}', the name of {client} (alike {score:.2f}; from {ENOUGH}"
            " on, and paid on the platform, it would be tied), tied to none -> if this is the same client, link the name in links.csv"
        )


def _nearest(payer: str, stated: Mapping[str, tuple[str, str]]) -> tuple[tuple[str, str], float] | None:
    best = None
    for form in sorted(forms(payer)):
        match = process.extractOne(form, list(stated), scorer=fuzz.ratio, score_cutoff=100 * NEAR)
        # The very same name is no near miss: two clients have it, and that is told elsewhere.
        if match and match[1] < 100 and (best is None or match[1] > best[1]):
            best = match
    return (stated[best[0]], best[1] / 100) if best else None
