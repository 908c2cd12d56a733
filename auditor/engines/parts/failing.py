"""Which errors of the database are the fault of the file or its disk, and not of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from auditor.errors import StoreError

# What a broken block, a full or failing disk and a database that gave itself up look like; a damaged block comes as the
# plain base class, whose other children are mistakes of the statement.
FAILING_REMEDY = "free disk space, check the disk, or restore the store from a backup"
FAILING = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)


def is_of_the_file(error: duckdb.Error) -> bool:
    """Whether the file or its disk is at fault, not the statement."""
    return type(error) is duckdb.Error or isinstance(error, FAILING)


def first_line(error: BaseException) -> str:
    """What a library says of an error, without the lines that are meant for its developers."""
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """In here, what is the fault of the file or its disk becomes a StoreError; all else stays what it is."""
    try:
        yield
    except duckdb.Error as error:
        if not is_of_the_file(error):
            raise
        raise StoreError(f"{path}: {first_line(error)} -> {FAILING_REMEDY}") from error
