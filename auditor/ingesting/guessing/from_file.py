"""From a path to a guess, and from a guess to a file that only its owner can read."""

from __future__ import annotations

import os
from pathlib import Path

from auditor.errors import InputFileError, NothingToAuditError, UsageError
from auditor.ingesting.choosing import Choice
from auditor.ingesting.discovering import find
from auditor.ingesting.guessing.proposal import Guess
from auditor.ingesting.guessing.proposing import guess
from auditor.ingesting.guessing.sampling import take_sample
from auditor.ingesting.guessing.writing import profile_text
from auditor.ingesting.planning import tables
from auditor.profiles.reading import all_profiles

SUFFIX = ".profile.toml"


def guess_file(
    path: Path, table: str | None = None, date_order: str | None = None, encoding: str | None = None
) -> tuple[Guess, str]:
    """The guess for a file, and the profile that reads it already ("" = none).

    Raises UsageError for a path that is no file or an unknown table, NothingToAuditError for a file that cannot be read.
    """
    known = tables()
    guessable = {name: one for name, one in known.items() if not one.marks}
    if table is not None and table not in guessable:
        raise UsageError(f"--table {table}: there is no such table -> name one of {', '.join(guessable)}")
    if path.is_dir():
        raise UsageError(f"{path}: this is a folder -> name one file of it")
    (found,) = find([path])
    try:
        sample = take_sample(found, encoding)
        if not sample.usable:
            raise InputFileError(found.name, "no column has a name", "export it again with a header", 1)
    except InputFileError as error:
        raise NothingToAuditError(str(error)) from error
    profile = Choice.of(all_profiles(known), (), known).match(sample.header)
    return guess(sample, guessable, table, date_order), profile.name if profile else ""


def profile_path(path: Path) -> Path:
    """Where the profile of a file goes, when nobody says: into the current folder."""
    return Path(path.name.removesuffix(".gz")).with_suffix(SUFFIX)


def check_target(target: Path, force: bool) -> None:
    """Raises UsageError where a profile stands already and nobody said that it may go."""
    if target.is_dir() or (target.exists() and not force):
        raise UsageError(f"{target}: it is there already -> name another file with --out, or overwrite it with --force")


def write_profile(guessed: Guess, target: Path) -> None:
    """Write the profile, readable by its owner alone, whole or not at all."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:  # noqa: PTH123
            stream.write(profile_text(guessed))
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UsageError(
            f"{target}: it cannot be written ({error.strerror}) -> name another file with --out"
        ) from error
