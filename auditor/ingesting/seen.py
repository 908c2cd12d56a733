"""Files that have not changed since they were read: told by size, time and inode, so that they are not opened again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from auditor.ingesting.ledger import place_of, reading
from auditor.settings import IngestOptions

# (place, stamp) -> SHA-256 of the bytes that lay there.
Seen = Mapping[tuple[str, str], str]


def stamp_of(path: Path) -> str:
    """Size, time of the last change in nanoseconds, and inode."""
    found = path.stat()
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"


def seen_files(db: Path, options: IngestOptions) -> Seen:
    """What the store at `db` has seen with these options; nothing when there is no store yet, or it cannot be opened now."""
    if not db.exists():
        return {}
    with suppress(StoreError), _reader(db) as engine:
        rows = engine.rows(
            "SELECT place, stamp, sha256 FROM seen_files WHERE reading = $reading", {"reading": reading(options)}
        )
        return {(place, stamp): sha256 for place, stamp, sha256 in rows}
    return {}


def is_seen(path: Path, seen: Seen) -> str:
    """The hash of the file when it has not changed since, else ""."""
    return seen.get((place_of(path), stamp_of(path)), "") if seen else ""


def note(engine: Engine, path: Path, stamp: str, options: IngestOptions, sha256: str) -> None:
    """Note that the bytes with this hash lay at `path`, when it had this stamp. Only the last reading of a place counts."""
    key = {"place": place_of(path), "reading": reading(options)}
    engine.execute("DELETE FROM seen_files WHERE place = $place", key)
    engine.execute(
        "INSERT INTO seen_files VALUES ($place, $stamp, $reading, $sha256)", {**key, "stamp": stamp, "sha256": sha256}
    )


@contextmanager
def _reader(db: Path) -> Iterator[Engine]:
    engine = Engine.open(db, read_only=True)
    try:
        yield engine
    finally:
        engine.close()
