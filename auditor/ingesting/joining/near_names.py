"""Payers whose name is nearly that of a client and tied to none: told with the score, and left for the user to link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.likeness import ENOUGH, MARGIN, forms, plain
from auditor.ingesting.joining.naming import STATED_NAMES

# Below this, names of two people are as near as those of one: "Anna" and "Hanna" are told, "Anna" and "Jana" are not.
NEAR = 0.8
MOST_SAID, MOST_NEAR = 10, 5
UNTIED = """SELECT counterparty, source_file, min(source_line), count(*) FROM payments
    WHERE client_given IS NOT TRUE AND counterparty IS NOT NULL AND row_key NOT IN (SELECT row_key FROM ties)
    GROUP BY ALL ORDER BY 2, 3, 1"""


def near_names(engine: Engine) -> Iterator[str]:
    """A line for each payer that is not tied and has nearly the stated name of a client."""
    stated = _stated(engine)
    if not stated:
        return
    said = 0
    for payer, file, line, count in engine.rows(UNTIED):
        found = _nearest(payer, stated)
        if not found:
            continue
        said += 1
        if said > MOST_SAID:
            yield f"{file}: more payers whose name is nearly that of a client -> link the names in links.csv"
            return
        payments = "1 payment" if count == 1 else f"{count} payments"
        yield f"{file}:{line}: {payments} of '{payer}', which is nearly {_whom(found)}"


def near_payers(engine: Engine) -> Iterator[tuple[str, str]]:
    """Each payer that is tied to nobody, with each of the clients whose stated name is nearest to the payer's."""
    stated = _stated(engine)
    if not stated:
        return
    for payer in sorted({row[0] for row in engine.rows(UNTIED)}):
        for _, client, _ in _nearest(payer, stated):
            yield payer, client


def _stated(engine: Engine) -> dict[str, list[tuple[str, str]]]:
    """The stated names of clients as they are compared, each with (name, client)."""
    stated: dict[str, list[tuple[str, str]]] = {}
    for client, name in engine.rows(f"SELECT client_id, name FROM ({STATED_NAMES}) ORDER BY ALL"):
        stated.setdefault(plain(name), []).append((name, client))
    return stated


def _whom(found: Sequence[tuple[str, str, float]]) -> str:
    """Each client of a name that is near, the nearest first, what becomes of the payment, and the remedy."""
    # A finding on such a payment compares the names without their legal forms, and by another measure.
    told = [f"'{name}', the name of {client} (alike {score:.2f} as written" for name, client, score in found]
    if len(told) == 1:
        return (
            f"{told[0]}; from {ENOUGH} on, and paid on the platform, it would be tied), tied to none"
            " -> if this is the same client, link the name in links.csv"
        )
    return f"{'), and '.join(told)}), tied to none -> if it is one of these clients, link the name in links.csv"


def _nearest(payer: str, stated: Mapping[str, Sequence[tuple[str, str]]]) -> list[tuple[str, str, float]]:
    """The stated names that are nearest to a payer's, with their clients and how alike they are; several that are about as near."""
    alike: dict[str, float] = {}
    for form in sorted(forms(payer)):
        for name, score, _ in process.extract(
            form, list(stated), scorer=fuzz.ratio, score_cutoff=100 * NEAR, limit=None
        ):
            # The very same name is no near miss: two clients have it, and that is told elsewhere.
            if score < 100:
                alike[name] = max(alike.get(name, 0.0), score / 100)
    best = max(alike.values(), default=0.0)
    near = sorted((-score, name) for name, score in alike.items() if score > best - MARGIN)
    # A client of two such names is told by the nearer one.
    told: dict[str, tuple[str, str, float]] = {}
    for score, key in near:
        for name, client in stated[key]:
            told.setdefault(client, (name, client, -score))
    return [*told.values()][:MOST_NEAR]
