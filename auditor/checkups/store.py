"""Can the store be opened, is it whole, and is anybody working on it?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from auditor.model.checkups import Health, Place, Remark


def look(place: Place) -> Iterator[Remark]:
    """One remark on the file, one on what is in it, one on whether an audit could write to it now."""
    if not place.db.absolute().parent.is_dir():
        yield Remark(
            "store",
            Health.BAD,
            f"{place.db}: there is no folder {place.db.parent}",
            "make it, or name another place with --db",
        )
        return
    if not place.db.exists():
        yield Remark("store", Health.NOTE, f"{place.db}: not there yet", "the first 'auditor audit PATH' makes it")
        return
    try:
        with Engine.open(place.db, read_only=True) as engine:
            yield _content(engine, place)
        with Engine.open(place.db):
            yield Remark("store can be written", Health.FINE, "nobody else is working on it")
    except StoreError as error:
        seen, _, remedy = str(error).partition(" -> ")
        yield Remark("store", Health.BAD, seen, remedy)


def _content(engine: Engine, place: Place) -> Remark:
    ((files, messages, runs),) = engine.rows(
        "SELECT (SELECT count(*) FROM ledger), (SELECT count(*) FROM messages), (SELECT count(*) FROM runs)"
    )
    size = place.db.stat().st_size / 1_000_000
    return Remark("store", Health.FINE, f"{place.db}: {size:.1f} MB, {files} files, {messages} messages, {runs} runs")


CHECKUP = look
