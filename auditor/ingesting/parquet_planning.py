"""Decides what a Parquet file is, from the names of its columns."""

from __future__ import annotations

import glob
from pathlib import Path

import duckdb

from auditor.errors import InputFileError
from auditor.ingesting.choosing import Choice
from auditor.ingesting.discovering import FoundFile
from auditor.ingesting.nearest import mismatch
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.recognising import refuse_repeats

READ = "read_parquet($path, hive_partitioning = false)"
# As an account of files calls the encoding of what has none.
ENCODING = "parquet"


def planned_parquet(found: FoundFile, profiles: Choice) -> PlannedFile:
    """The file and the profile that reads it. Raises InputFileError where none does, or where it is no Parquet."""
    names = _columns(found)
    profile = profiles.match(names)
    if profile is None:
        raise mismatch(found.name, names, profiles.nearest)
    refuse_repeats(found.name, names, profile, 1)
    return PlannedFile(found.path, found.name, profile, names, "", encoding=ENCODING, archive=found.archive)


def params(path: Path) -> dict[str, object]:
    """What READ is bound to: one file, whatever signs are in its name."""
    return {"path": glob.escape(str(path))}


def unreadable(name: str, error: Exception) -> InputFileError:
    """What is said of a file that cannot be read."""
    problem = " ".join(str(error).split("\n")[0].split())[:160]
    problem = f"this is no Parquet file that can be read to its end ({problem})"
    return InputFileError(name, problem, "write it again, or export it as CSV")


def _columns(found: FoundFile) -> tuple[str, ...]:
    with duckdb.connect(":memory:") as connection:
        try:
            described = connection.execute(f"DESCRIBE SELECT * FROM {READ}", params(found.path)).fetchall()
        except (duckdb.Error, UnicodeError) as error:
            raise unreadable(found.name, error) from error
    return tuple(str(name) for name, *_ in described)
