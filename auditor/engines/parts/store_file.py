"""The store as a file on the disk: whether it is one at all, and who may write to it now."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from auditor.errors import StoreError

# Where a database file says what it is. DuckDB would open other data files too, and then keep nothing in them.
MAGIC, MAGIC_PLACE = b"DUCK", 8


def refuse_other_files(path: Path) -> None:
    """Raises StoreError when something lies at `path` that is no database; nothing is written."""
    if not path.exists():
        return
    try:
        with path.open("rb") as stream:
            start = stream.read(MAGIC_PLACE + len(MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror} -> name another store with --db") from error
    if start and start[MAGIC_PLACE:] != MAGIC:
        problem = "this is another kind of file and no store; it was left as it is"
        raise StoreError(f"{path}: {problem} -> name another store with --db")


def take_lock(path: Path, wait_seconds: float = 0.0) -> int:
    """Hold `<path>.lock` for a writer. Raises StoreError when another process still does after `wait_seconds`."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror} -> choose a place that can be written with --db") from error
    _refuse_read_only_folder(path, lock)
    until = time.monotonic() + wait_seconds
    while not _taken(lock):
        if time.monotonic() >= until:
            os.close(lock)
            raise StoreError(f"{path}: another auditor is working on this store -> wait for it, or use another --db")
        time.sleep(0.1)
    return lock


def _refuse_read_only_folder(path: Path, lock: int) -> None:
    # A lock that an earlier run left can be opened where nothing new can be made: the log of changes, a spool.
    if not os.access(path.parent, os.W_OK | os.X_OK):
        os.close(lock)
        raise StoreError(
            f"{path}: the folder of this store cannot be written; it can be read ('auditor findings', 'auditor eligibility') "
            "-> copy the store to a place that can be written and name it with --db"
        )


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def release(lock: int | None) -> None:
    """Let go of the lock, if one is held."""
    if lock is not None:
        os.close(lock)
