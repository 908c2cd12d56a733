"""Warnings about what could not be joined: said again in every run, from the store as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.bookings import booking_warnings
from auditor.ingesting.joining.disputing import OTHER_NAME, TWO_NAMES
from auditor.ingesting.joining.idle_links import idle_links
from auditor.ingesting.joining.near_names import near_names
from auditor.ingesting.joining.payouts import payout_warnings
from auditor.ingesting.joining.rivalry import beaten

LONE = {
    False: ("without a payment", "add the export that holds the payments of these days"),
    True: (
        "above zero, as for a fee that is given back, without a refund or a fee that it could belong to",
        "correct the sign, or add the export that holds the refund",
    ),
}
DENIED = [OTHER_NAME, TWO_NAMES]


def joint_warnings(engine: Engine) -> tuple[str, ...]:
    """Payments of two possible clients, of none, fees without a payment, and payments that may be told twice."""
    return (
        *_ambiguous(engine),
        *_only_alike(engine),
        *_denied(engine),
        *_unexplained(engine),
        *near_names(engine),
        *_lone_fees(engine),
        *_told_twice(engine),
        *payout_warnings(engine),
        *booking_warnings(engine),
        *idle_links(engine),
    )


def _ambiguous(engine: Engine) -> Iterator[str]:
    rows = engine.rows(
        """SELECT p.source_file, min(p.source_line), count(*), arg_min(coalesce(p.job_title, p.description, ''), p.source_line),
                  arg_min(coalesce(p.counterparty, ''), p.source_line), arg_min(t.candidates, p.source_line)
           FROM ties t JOIN payments p USING (row_key) WHERE t.candidates IS NOT NULL AND NOT list_contains($denied, t.how)
           GROUP BY 1 ORDER BY 1""",
        {"denied": DENIED},
    )
    for file, line, count, title, name, candidates in rows:
        what = " of ".join(f"'{text}'" for text in (title, name) if text)
        yield (
            f"{file}:{line}: {_several(count, 'payment')} that could be of more than one client, tied to none,"
            f" the first {what} to {candidates} -> state client_name in relationships.csv, or link the name in links.csv"
        )


def _only_alike(engine: Engine) -> Iterator[str]:
    rows = engine.rows(
        """SELECT p.source_file, min(p.source_line), count(*), min(t.score), arg_min(coalesce(p.job_title, p.description, ''), t.score),
                  arg_min(p.client_id, t.score), arg_min(coalesce(p.contract_id, ''), t.score)
           FROM ties t JOIN payments p USING (row_key) WHERE t.candidates IS NULL AND t.score < 1 GROUP BY 1 ORDER BY 1"""
    )
    for file, line, count, score, title, client, contract in rows:
        whom = f"{client}, contract {contract}" if contract else client
        yield (
            f"{file}:{line}: {_several(count, 'payment')} tied by a title or name that is only alike, the least so ({score:.2f})"
            f" '{title}' to {whom} -> if that is wrong, link the name in links.csv"
        )


def _denied(engine: Engine) -> Iterator[str]:
    """Payments that the title would tie to a client, and the payer's name does not."""
    rows = engine.rows(
        """SELECT p.source_file, min(p.source_line), count(*), t.candidates, list(DISTINCT p.counterparty ORDER BY p.counterparty)
           FROM ties t JOIN payments p USING (row_key) WHERE list_contains($denied, t.how)
           GROUP BY p.source_file, t.how, t.candidates ORDER BY 1, 2, 4""",
        {"denied": DENIED},
    )
    for file, line, count, contract, names in rows:
        payers = " and ".join(f"'{name}'" for name in names)
        yield (
            f"{file}:{line}: {_several(count, 'payment')} of {payers} with title and dates of"
            f" {contract}, tied to none: the name is not that of one client -> state this client_name in relationships.csv,"
            " or link the name in links.csv"
        )


def _unexplained(engine: Engine) -> Iterator[str]:
    # Without a contracts file there is nothing to tie to, and the name is all that anybody could know.
    rows = engine.rows(
        """SELECT p.source_file, min(p.source_line), count(*), arg_min(p.client_id, p.source_line)
           FROM payments p
           WHERE p.client_given IS FALSE AND p.client_id = p.counterparty AND p.contract_id IS NULL
               AND EXISTS (SELECT 1 FROM contracts) AND p.row_key NOT IN (SELECT row_key FROM ties)
           GROUP BY 1 ORDER BY 1"""
    )
    for file, line, count, name in rows:
        yield (
            f"{file}:{line}: {_several(count, 'payment')} that no contract fits by title, name and dates, the first of '{name}';"
            " the name stands for the client -> state client_name in relationships.csv, or link the name in links.csv"
        )


def _lone_fees(engine: Engine) -> Iterator[str]:
    rows = engine.rows(
        """SELECT s.source_file, min(s.source_line), count(*), arg_min(s.row_key, s.source_line), s.amount > 0 AS back
           FROM set_apart s WHERE s.role = 'fee' AND s.amount IS DISTINCT FROM 0
               AND s.row_key NOT IN (SELECT fee_key FROM netted) GROUP BY 1, back ORDER BY 1, back"""
    )
    for file, line, count, first, back in rows:
        yield (
            f"{file}:{line}: {_several(count, 'fee row')} {LONE[bool(back)][0]}, counted for no client, the first '{first}'"
            f" -> {LONE[bool(back)][1]}"
        )


def _told_twice(engine: Engine) -> Iterator[str]:
    # Rows that found no twin although the other export covers their job and their day.
    profiles = {name for (name,) in engine.rows("SELECT DISTINCT profile FROM ledger WHERE status = 'loaded'")}
    for winner, loser in beaten():
        if not {winner, loser} <= profiles:
            continue
        rows = engine.rows(
            """WITH told AS (SELECT p.*, l.profile, lower(trim(p.job_title)) AS title FROM payments p JOIN ledger l USING (file_no)),
               covered AS (SELECT title, freelancer_id, min(paid_at) AS first_at, max(paid_at) AS last_at FROM told
                           WHERE profile = $winner AND title IS NOT NULL GROUP BY ALL)
               SELECT t.source_file, min(t.source_line), count(*), arg_min(t.job_title, t.source_line)
               FROM told t JOIN covered c USING (title, freelancer_id)
               WHERE t.profile = $loser AND t.paid_at BETWEEN c.first_at AND c.last_at GROUP BY 1 ORDER BY 1""",
            {"winner": winner, "loser": loser},
        )
        for file, line, count, title in rows:
            yield (
                f"{file}:{line}: {_several(count, 'payment')} that may stand in another export too, in other amounts or on"
                f" other days, the first for '{title}'; all are counted -> export whole weeks, or leave this file out"
            )


def _several(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
