"""Where else data of a store may lie: copies of it beside it, and the outputs of its runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.engines.parts.store_file import MAGIC, MAGIC_PLACE

OWN_ENDS = (".lock", ".wal", ".tmp", ".rewriting")


def beside(db: Path) -> tuple[list[Path], list[Path]]:
    """Files in the store's folder whose names begin with the store's: (copies that can be opened, others)."""
    stem = db.name.removesuffix(".duckdb")
    found = sorted(
        one
        for one in db.resolve().parent.glob("*")
        if one.name.startswith(stem) and one.is_file() and one.name != db.name and not one.name.endswith(OWN_ENDS)
    )
    stores = [one for one in found if _is_database(one)]
    # Only what could hold the store: a report or a list that happens to begin alike is not meant.
    others = [one for one in found if one not in stores and db.name in one.name]
    return stores, others


def output_places(engine: Engine) -> list[Path]:
    """Folders into which runs of this store wrote their outputs, and which are still there."""
    listed = engine.rows("SELECT DISTINCT output_place FROM runs WHERE output_place IS NOT NULL ORDER BY output_place")
    return [Path(place) for (place,) in listed if Path(place).is_dir()]


def words(engine: Engine) -> list[str]:
    """The ids and names that `erase` is about, as they would stand in a text; read them before it commits."""
    return [row[0] for row in engine.rows("SELECT word FROM gone_words ORDER BY word")]


def holding(place: Path, names: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Those of the named files of an output folder in which one of the wanted texts stands; all, when no text is long
    enough to be looked for."""
    sought = re.compile("|".join(rf"(?<![\w-]){re.escape(text)}(?![\w-])" for text in wanted))
    return [
        name
        for name in sorted(names)
        if (place / name).is_file() and sought.search((place / name).read_text(encoding="utf-8", errors="replace"))
    ]


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(MAGIC_PLACE + len(MAGIC))[MAGIC_PLACE:] == MAGIC
    except OSError:
        return False
