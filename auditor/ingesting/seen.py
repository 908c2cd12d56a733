"""Files that have not changed since they were read: told by size, time and inode, so that they are not opened again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from auditor.ingesting.ledger import known_accounts, place_of, reading
from auditor.settings import IngestOptions

# (place, stamp) -> SHA-256 of the bytes that lay there; of an archive, what was told of it (seen_archives).
Seen = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file, or a member of an archive, that has not changed since it was read; it is not opened."""

    path: Path
    name: str
    sha256: str


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
        return {(place, stamp): told for place, stamp, told in rows if _is_held(engine, told, options)}
    return {}


def _is_held(engine: Engine, told: str, options: IngestOptions) -> bool:
    """Whether the store still has the rows of all members of an archive; the hash of a plain file speaks for itself."""
    members = json.loads(told)["known"] if told.startswith("{") else []
    return all(known_accounts(engine, sha256, options, name) for name, sha256 in members)


def is_seen(path: Path, seen: Seen) -> str:
    """The hash of the file when it has not changed since (of an archive, what was told of it), else ""."""
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
