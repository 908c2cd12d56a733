"""Writes a store file anew: rows that were deleted are gone from the file too, not only from its tables."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from auditor.engines.parts.migrating import copies
from auditor.engines.parts.store_file import release, take_lock
from auditor.errors import StoreError


def rewrite(path: Path, storage_version: str, wait_seconds: float) -> None:
    """Copy all tables into a new file and put it in the place of the old one. Raises StoreError; the old one stays then."""
    lock = take_lock(path, wait_seconds)
    fresh = path.with_name(f"{path.name}.rewriting")
    try:
        fresh.unlink(missing_ok=True)
        _copy(path, fresh, storage_version)
        with fresh.open("rb") as written:
            os.fsync(written.fileno())
        fresh.replace(path)
        # What a query spilled to the disk and a crash left there.
        shutil.rmtree(f"{path}.tmp", ignore_errors=True)
        # They hold what was deleted here.
        for copy in copies(path):
            copy.unlink()
    except (duckdb.Error, OSError) as error:
        fresh.unlink(missing_ok=True)
        raise StoreError(
            f"{path}: rows are deleted, but the file could not be written anew ({error}) -> free disk space and run it again"
        ) from error
    finally:
        release(lock)


def _copy(path: Path, fresh: Path, storage_version: str) -> None:
    connection = duckdb.connect(":memory:")
    try:
        connection.execute(f"ATTACH '{_quoted(path)}' AS old")
        # What stands in the log beside the file would be played back over the new one.
        connection.execute("CHECKPOINT old")
        connection.execute(f"ATTACH '{_quoted(fresh)}' AS fresh (STORAGE_VERSION '{storage_version}')")
        connection.execute("COPY FROM DATABASE old TO fresh")
        connection.execute("CHECKPOINT fresh")
    finally:
        connection.close()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
