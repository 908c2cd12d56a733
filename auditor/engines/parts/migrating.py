"""Brings a store up to the schema of this auditor: each numbered script of sql/schema once, in their order.

Which ones a store has is kept by number, not as one highest number: a script that joins later is not passed over.
"""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from auditor import rooms
from auditor.errors import StoreError

# A store that keeps no list of scripts is from the time when there was one.
FIRST = frozenset({1})
BEFORE = ".before-update-"


def scripts() -> Mapping[int, Path]:
    """The schema scripts by their number."""
    return _scripts(rooms.sql_folder() / "schema")


@cache
def _scripts(folder: Path) -> Mapping[int, Path]:
    return {int(name.partition("_")[0]): path for name, path in rooms.files(folder, ".sql").items()}


def applied(connection: duckdb.DuckDBPyConnection) -> frozenset[int]:
    """The numbers of the scripts that this store has; none for a new file."""
    if not _rows(connection, "SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'"):
        return frozenset()
    kept = dict(_rows(connection, "SELECT key, value FROM meta WHERE key IN ('schema_scripts', 'schema_version')"))
    if "schema_scripts" in kept:
        return frozenset(map(int, kept["schema_scripts"].split(",")))
    # Before there was a list, any other number was that of a newer auditor.
    return FIRST if kept.get("schema_version") == "1" else frozenset({int(kept.get("schema_version", 0))})


def missing(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Scripts that the store lacks, in their order."""
    return sorted(set(scripts()) - applied(connection))


def unknown(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Scripts of a newer auditor that the store has."""
    return sorted(applied(connection) - set(scripts()))


def is_older(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether this is a store of an older auditor, which scripts of this one would change."""
    has = applied(connection)
    return bool(has) and not unknown(connection) and bool(missing(connection))


def copies(path: Path) -> list[Path]:
    """Copies of a store that were kept before it was brought up to date."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}{BEFORE}*"))


def keep_copy(path: Path) -> Path:
    """Copy a closed store of an older auditor beside itself; return where. Raises StoreError when there is no room.

    The older auditor can open the copy. It is whole before it has its name, and a copy that is there already is kept.
    """
    stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    kept = path.with_name(f"{path.name}{BEFORE}{stamp:%Y%m%dT%H%M%SZ}")
    fresh = path.with_name(f"{path.name}.copying")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with path.open("rb") as old, os.fdopen(handle, "wb") as copy:
            shutil.copyfileobj(old, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        fresh.replace(kept)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreError(
            f"{path}: no copy of this older store could be made ({error.strerror}), so it was not brought up to date "
            "-> free disk space and run it again"
        ) from error
    return kept


def migrate(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Run the scripts that the store lacks, all or none of them.

    A store of a newer auditor is left alone, and the numbers of the scripts that only that one has are returned.
    """
    known, has = scripts(), applied(connection)
    lacks, newer = sorted(known.keys() - has), sorted(has - known.keys())
    if not lacks or newer:
        return newer
    connection.execute("BEGIN TRANSACTION")
    for number in lacks:
        connection.execute(known[number].read_text(encoding="utf-8"))
    # An older auditor looks at the version alone, and must see that this store is newer than itself.
    kept = {"schema_scripts": ",".join(map(str, sorted(known))), "schema_version": str(max(known))}
    for key, value in kept.items():
        connection.execute("DELETE FROM meta WHERE key = ?", [key])
        connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])
    connection.execute("COMMIT")
    return []


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, str]]:
    # All of them: a result that is not read to its end blocks the connection.
    return connection.execute(sql).fetchall()
