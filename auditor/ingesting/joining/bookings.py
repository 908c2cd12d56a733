"""One booking of a bank in two formats: as many rows stay as the format with more of them has.

Only statements of banks are compared, in the same currency, on the same day, with the same amount and the same payer.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.engines.duckdb import Engine
from auditor.ingesting.ledger_texts import spaced
from auditor.model.profiles import CANONICAL

BOOKING = "the same booking"
# OFX parts a text in name and memo, and cuts the name after 32 characters.
_TEXTS = (
    ("name", "name"),
    ("whole", "name"),
    ("left(name, 32)", "left(name, 32)"),
)


def pair_bookings(engine: Engine) -> None:
    """Move the second tellings out of `payments` into `twins`."""
    engine.execute(
        f"""CREATE OR REPLACE TEMP TABLE booked AS
            SELECT p.row_key, l.profile, p.freelancer_id, p.currency, CAST(p.paid_at AS DATE) AS day, p.amount,
                   {_plain("coalesce(p.counterparty, '')")} AS name,
                   {_plain("concat_ws(' ', p.counterparty, p.description)")} AS whole
            FROM payments p JOIN ledger l USING (file_no)
            WHERE p.channel = 'bank' AND p.client_id IS NULL AND l.profile <> $canonical""",
        {"canonical": CANONICAL},
    )
    formats = [name for (name,) in engine.rows("SELECT DISTINCT profile FROM booked ORDER BY profile DESC")]
    for number, kept in enumerate(formats):
        for lost in formats[number + 1 :]:
            _pair(engine, kept, lost)


def _plain(text: str) -> str:
    return f"lower({spaced(text)})"


def _pair(engine: Engine, kept: str, lost: str) -> None:
    engine.execute("CREATE OR REPLACE TEMP TABLE doubled_bookings (lost_key VARCHAR, kept_key VARCHAR)")
    same = "freelancer_id, currency, day, amount, text"
    for of_kept, of_lost in _TEXTS:
        side = f"""SELECT *, row_number() OVER (PARTITION BY {same} ORDER BY row_key) AS n FROM (
            SELECT *, {{0}} AS text FROM booked WHERE profile = {{1}} AND row_key NOT IN (SELECT {{2}} FROM doubled_bookings))"""
        engine.execute(
            f"""INSERT INTO doubled_bookings SELECT l.row_key, w.row_key
                FROM ({side.format(of_kept, "$kept", "kept_key")}) w
                JOIN ({side.format(of_lost, "$lost", "lost_key")}) l USING ({same}, n)""",
            {"kept": kept, "lost": lost},
        )
    engine.execute(
        f"""INSERT INTO twins SELECT p.*, d.kept_key, '{BOOKING}', false
            FROM payments p JOIN doubled_bookings d ON p.row_key = d.lost_key"""
    )
    for table in ("payments", "booked"):
        engine.execute(f"DELETE FROM {table} WHERE row_key IN (SELECT lost_key FROM doubled_bookings)")


def booking_warnings(engine: Engine) -> Iterator[str]:
    """Which rows of a file stand in a file of another format too."""
    rows = engine.rows(
        """SELECT t.source_file, p.source_file, min(t.source_line), count(*), arg_min(t.counterparty, t.source_line)
           FROM twins t JOIN payments p ON p.row_key = t.kept_key WHERE t.how = $how GROUP BY 1, 2 ORDER BY 1, 2""",
        {"how": BOOKING},
    )
    for file, other, line, count, name in rows:
        what = "1 payment stands" if count == 1 else f"{count} payments stand"
        yield (
            f"{file}:{line}: {what} in {other} too, with the same day, amount and payer, and is counted once, the first of"
            f" '{name}' -> if these are two accounts, keep their files in two stores"
        )
