"""Opens or makes the file of the store; what goes wrong there is said in one line."""

from __future__ import annotations

import time
from pathlib import Path

import duckdb

from auditor.engines.parts.failing import first_line
from auditor.errors import StoreError

# Older DuckDB releases must be able to open the store, and newer ones must not rewrite it unasked.
STORAGE_VERSION = "v1.5.0"


def connect(path: Path, read_only: bool, wait_seconds: float = 0.0) -> duckdb.DuckDBPyConnection:
    """A connection to the file, which is made in the pinned storage version where it is missing. Raises StoreError.

    `wait_seconds` is how long to wait for a process that has it open.
    """
    until = time.monotonic() + wait_seconds
    while True:
        try:
            return _connected(path, read_only)
        except duckdb.IOException as error:
            is_locked = "lock" in str(error).lower()
            if is_locked and time.monotonic() < until:
                time.sleep(0.1)
                continue
            if is_locked:
                raise StoreError(
                    f"{path}: another process has this store open -> wait for it, or name another store with --db"
                ) from error
            raise StoreError(f"{path}: {first_line(error)} -> {_remedy(path)}") from error
        except (duckdb.Error, OSError) as error:
            raise StoreError(
                f"{path}: this is no store that can be opened ({first_line(error)}) -> {_remedy(path)}"
            ) from error


def _remedy(path: Path) -> str:
    """What to do about a store that does not open: a log of changes beside it may be what is damaged, and it alone."""
    log = path.with_name(f"{path.name}.wal")
    if not (log.exists() and log.stat().st_size):
        return "name another with --db"
    return (
        f"restore the store and {log.name} from one backup; without one, move {log.name} to another place: the next audit reads "
        "again what files brought since, decisions made since have to be made again"
    )


def _connected(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    if not path.exists():
        creator = duckdb.connect(":memory:")
        target = str(path).replace("'", "''")
        creator.execute(f"ATTACH '{target}' AS store (STORAGE_VERSION '{STORAGE_VERSION}')")
        creator.close()
    return duckdb.connect(str(path), read_only=read_only)
