"""Payouts of platforms in the lines of statements: that money was income where the platform's client paid it, not here.

They leave `payments` for `twins` with the reason PAYOUT. A payer whom links.csv or relationships.csv names stays.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining.likeness import forms, plain
from auditor.model.payers import REFERENCE
from auditor.model.profiles import CANONICAL

NAMES = Path(__file__).with_name("payouts.toml")
PAYOUT = "payout of a platform"
SHOWN_PAYERS = 5
_OPEN = """p.client_id IS NULL AND p.counterparty IS NOT NULL AND coalesce(p.profile_platform, '') = ''
    AND p.file_no IN (SELECT file_no FROM ledger WHERE profile <> $canonical)
    AND NOT EXISTS (SELECT 1 FROM links k WHERE k.payment_id IN (p.payment_id, p.ref_id))"""


def part_payouts(engine: Engine) -> None:
    """Move the payouts out of `payments`; `pairing.unpair` brings them back."""
    open_rows = engine.rows(f"SELECT DISTINCT counterparty FROM payments p WHERE {_OPEN}", {"canonical": CANONICAL})
    payers = [name for (name,) in open_rows if is_payout(name)]
    if not payers:
        return
    named = {
        plain(name)
        for (name,) in engine.rows(
            """SELECT counterparty FROM links WHERE counterparty IS NOT NULL
               UNION SELECT client_name FROM relationships WHERE client_name IS NOT NULL"""
        )
    }
    taken = {"payers": [name for name in payers if not forms(name) & named], "canonical": CANONICAL}
    which = f"{_OPEN} AND list_contains($payers::VARCHAR[], p.counterparty)"
    engine.execute(f"INSERT INTO twins SELECT p.*, '', '{PAYOUT}', false FROM payments p WHERE {which}", taken)
    engine.execute(f"DELETE FROM payments AS p WHERE {which}", taken)


def payout_warnings(engine: Engine) -> Iterator[str]:
    """How many lines of each file were taken for payouts, and of whom: a client may have such a name."""
    rows = engine.rows(
        """SELECT source_file, min(source_line), count(*), list(DISTINCT counterparty ORDER BY counterparty)
           FROM twins WHERE how = $how GROUP BY 1 ORDER BY 1""",
        {"how": PAYOUT},
    )
    for file, line, count, names in rows:
        shown = ", ".join(f"'{name}'" for name in names[:SHOWN_PAYERS])
        more = f" and {len(names) - SHOWN_PAYERS} more" if len(names) > SHOWN_PAYERS else ""
        what = "1 payment is" if count == 1 else f"{count} payments are"
        yield (
            f"{file}:{line}: {what} taken for payouts of a platform and no income of their own, from {shown}{more}"
            " -> if one of them is a client, link the name in links.csv"
        )


def is_payout(payer: str) -> bool:
    """Whether a platform's name stands in the payer's text as whole words."""
    words = re.sub(r"[\W_]+", " ", re.sub(REFERENCE, "", payer, flags=re.DOTALL).casefold()).strip()
    return _pattern().search(words) is not None


@cache
def _pattern() -> re.Pattern[str]:
    names = tomllib.loads(NAMES.read_text(encoding="utf-8"))["names"]
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})\b")
