"""Decides what each file is, from its header or keys alone; no store is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from auditor import rooms
from auditor.errors import InputFileError, NothingToAuditError, UsageError
from auditor.ingesting.discovering import ARCHIVE_SUFFIX, CSV_SUFFIXES, JSON_SUFFIXES, FoundFile, find
from auditor.ingesting.encodings import UTF_8, named
from auditor.ingesting.headers import csv_headings, json_keys
from auditor.ingesting.opening import head
from auditor.ingesting.recognising import is_side_data, match, mismatch
from auditor.model.profiles import Profile
from auditor.model.tables import Table
from auditor.profiles.reading import all_profiles
from auditor.settings import IngestOptions

SHOWN_REASONS = 5


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file and what it is: `header` as it stands in the file, below `lines_above` physical lines that are no rows;
    `delimiter` is "" for JSON, `encoding` what the start of the file tells."""

    path: Path
    name: str
    profile: Profile
    header: tuple[str, ...]
    delimiter: str
    lines_above: int = 0
    encoding: str = UTF_8
    encoding_declared: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be taken, why, and the table whose rows it may hold ("" = none that is known here)."""

    path: Path
    name: str
    message: str
    table: str = "unknown"


@dataclass(frozen=True, slots=True)
class InputPlan:
    """What an ingest will do: `files` in a fixed order, `refused` beside them, and the options they are read with."""

    files: tuple[PlannedFile, ...]
    refused: tuple[Refusal, ...]
    options: IngestOptions


def tables() -> dict[str, Table]:
    """The canonical tables by name."""
    return rooms.discover("auditor.tables", "TABLE")


def plan(inputs: Sequence[Path], options: IngestOptions) -> InputPlan:
    """Find and recognise the files of `inputs`.

    Raises UsageError for a missing path or an unknown profile, NothingToAuditError when no file is recognised.
    """
    profiles = _chosen(all_profiles(tables()), options.profile)
    options = replace(options, encoding=named(options.encoding)) if options.encoding else options
    files: list[PlannedFile] = []
    refused: list[Refusal] = []
    for found in find(inputs):
        try:
            planned = _planned(found, profiles, options)
        except InputFileError as error:
            refused.append(Refusal(found.path, found.name, str(error), error.table))
        else:
            files.extend([planned] if planned else [])
    if not files:
        raise NothingToAuditError(_nothing(inputs, refused))
    return InputPlan(tuple(files), tuple(refused), options)


def _chosen(profiles: tuple[Profile, ...], name: str | None) -> tuple[Profile, ...]:
    if name is None:
        return profiles
    chosen = tuple(profile for profile in profiles if profile.name == name)
    if not chosen:
        known = ", ".join(sorted({profile.name for profile in profiles}))
        raise UsageError(f"--profile {name}: there is no such profile -> choose one of {known}")
    return chosen


def _planned(found: FoundFile, profiles: tuple[Profile, ...], options: IngestOptions) -> PlannedFile | None:
    if found.suffix == ARCHIVE_SUFFIX:
        raise InputFileError(found.name, "zip archives are not read", "unpack it and name the folder")
    if found.suffix not in CSV_SUFFIXES | JSON_SUFFIXES:
        kinds = ", ".join(sorted(CSV_SUFFIXES | JSON_SUFFIXES))
        raise InputFileError(
            found.name, "this is no kind of file that is read", f"name one of {kinds}, or those with .gz", table=""
        )
    if found.suffix in CSV_SUFFIXES:
        return _planned_csv(found, profiles, options)
    header = json_keys(found)
    profile = match(header, profiles)
    if profile is None and is_side_data(found.name, header):
        return None
    if profile is None:
        raise mismatch(found.name, header, profiles)
    return PlannedFile(found.path, found.name, profile, header, "")


def _planned_csv(found: FoundFile, profiles: tuple[Profile, ...], options: IngestOptions) -> PlannedFile | None:
    text, encoding = head(found.path, found.name, options.encoding)
    headings = csv_headings(text, found.suffix, found.name)
    for heading in headings:
        profile = match(heading.names, profiles)
        if profile:
            place = heading.names, heading.delimiter, heading.lines_above
            return PlannedFile(found.path, found.name, profile, *place, encoding, options.encoding is not None)
        if is_side_data(found.name, heading.names):
            return None
    if "\0" in headings[0].names[0]:
        raise InputFileError(found.name, "the file is binary (it has NUL bytes)", "export it as CSV or JSON", 1)
    top = [heading.names for heading in headings if heading.lines_above == headings[0].lines_above]
    raise mismatch(found.name, max(top, key=len), profiles)


def _nothing(inputs: Sequence[Path], refused: list[Refusal]) -> str:
    where = ", ".join(str(path) for path in inputs)
    if not refused:
        return f"{where}: there is no file to audit -> name CSV, TSV, JSON or JSON Lines files, or a folder with them"
    reasons = "\n  ".join(refusal.message for refusal in islice(refused, SHOWN_REASONS))
    more = f"\n  and {len(refused) - SHOWN_REASONS} more" if len(refused) > SHOWN_REASONS else ""
    return f"no file could be recognised; 'auditor profiles list' shows what can be read -> see each file:\n  {reasons}{more}"
