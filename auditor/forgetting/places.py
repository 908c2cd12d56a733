"""Where else data of a store may lie: copies of it beside it, and the outputs of its runs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.engines.parts.migrating import BEFORE
from auditor.engines.parts.store_file import MAGIC, MAGIC_PLACE
from auditor.errors import StoreError
from auditor.forgetting.spelling import readings, sought

OWN_ENDS = (".lock", ".wal", ".tmp", ".rewriting")
PLACES = """
SELECT output_place FROM runs WHERE output_place IS NOT NULL
UNION
SELECT output_place FROM output_places
ORDER BY 1
"""


def beside(db: Path) -> tuple[list[Path], list[Path]]:
    """Files in the store's folder that are copies of it: (those that can be opened, others).

    A database is a copy when its name begins with the store's, or when it holds a run of the store.
    """
    stem = db.name.removesuffix(".duckdb")
    found = sorted(
        one
        for one in db.resolve().parent.glob("*")
        if one.is_file() and one.name != db.name and not one.name.endswith(OWN_ENDS)
    )
    databases = [one for one in found if _is_database(one)]
    own = _runs(db) if any(not one.name.startswith(stem) for one in databases) else set()
    stores = [one for one in databases if one.name.startswith(stem) or own & _runs(one)]
    # Only what could hold the store: a report or a list that happens to begin alike is not meant.
    others = [one for one in found if one not in stores and db.name in one.name]
    return stores, others


def is_kept_before_update(copy: Path) -> bool:
    """Whether a copy was kept when a store that is still there was brought up to date; it goes when that is written anew."""
    store, mark, _ = copy.name.rpartition(BEFORE)
    return bool(mark) and copy.with_name(store).exists()


def _runs(store: Path) -> set[str]:
    """The runs that a store knows; none where it is no store of this program, or not to be opened."""
    if not store.exists():
        return set()
    try:
        with Engine.open(store, read_only=True) as engine:
            return {row[0] for row in engine.rows("SELECT run_id FROM runs")}
    except StoreError:
        return set()


def output_places(engine: Engine) -> list[Path]:
    """Folders into which runs of this store wrote their outputs, kept runs or not, and which are still there."""
    listed = engine.rows(PLACES)
    return [Path(place) for (place,) in listed if Path(place).is_dir()]


def words(engine: Engine) -> list[str]:
    """The ids and names that `erase` is about, as they would stand in a text; read them before it commits.

    Short ids too: outputs are made anew in seconds, and one that is removed for a chance likeness is no loss.
    """
    sql = "SELECT word FROM gone_words UNION SELECT client_id FROM gone_clients ORDER BY 1"
    return [row[0] for row in engine.rows(sql) if row[0]]


def holding(place: Path, names: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Those of the named files of an output folder in which one of the wanted texts stands, in whatever spelling of their formats."""
    pattern = sought(wanted)
    if pattern is None:
        return []
    return [
        name
        for name in sorted(names)
        if (place / name).is_file()
        and any(map(pattern.search, readings(name, (place / name).read_text(encoding="utf-8", errors="replace"))))
    ]


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(MAGIC_PLACE + len(MAGIC))[MAGIC_PLACE:] == MAGIC
    except OSError:
        return False
