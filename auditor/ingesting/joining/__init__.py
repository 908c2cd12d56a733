"""Joins what exports split: fees to their payments, two tellings of one payment, payments to contracts and clients.

All of it is worked out anew from the whole store whenever a file was read, so that neither the order of the files nor
how often they are read changes the outcome. `unjoin` brings payments back to what their exports say, before merging.
"""

from __future__ import annotations

from auditor.engines.duckdb import Engine
from auditor.ingesting.joining import bookings, netting, pairing, payouts, tying
from auditor.ingesting.joining.near_names import near_payers
from auditor.ingesting.joining.recounting import recount, recounted
from auditor.ingesting.joining.rivalry import rivals
from auditor.ingesting.joining.telling import joint_warnings

__all__ = ["join", "joint_warnings", "near_payers", "recounted", "rivals", "unjoin"]

JOINED = "joined"


def join(engine: Engine) -> None:
    """Net, pair, tie and count again, in one transaction; nothing is done where that is done already."""
    if _is_joined(engine):
        return
    with engine.transaction():
        netting.net(engine)
        pairing.pair(engine)
        payouts.part_payouts(engine)
        bookings.pair_bookings(engine)
        tying.tie(engine)
        recount(engine)
        engine.execute("INSERT INTO meta VALUES ($key, 'true')", {"key": JOINED})


def unjoin(engine: Engine) -> None:
    """Take back what `join` did; inside the transaction that changes the store."""
    if not _is_joined(engine):
        return
    tying.untie(engine)
    pairing.unpair(engine)
    netting.unnet(engine)
    engine.execute("DELETE FROM meta WHERE key = $key", {"key": JOINED})


def _is_joined(engine: Engine) -> bool:
    return bool(engine.rows("SELECT 1 FROM meta WHERE key = $key", {"key": JOINED}))
