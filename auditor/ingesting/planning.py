"""Decides what each file is, from its header or keys alone; no store is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from auditor import rooms
from auditor.errors import InputFileError, NothingToAuditError, UsageError
from auditor.ingesting.archives import private_folder, unpack
from auditor.ingesting.discovering import ARCHIVE_SUFFIX, CSV_SUFFIXES, JSON_SUFFIXES, FoundFile, find
from auditor.ingesting.encodings import UTF_8
from auditor.ingesting.headers import csv_headings, json_keys
from auditor.ingesting.opening import head
from auditor.ingesting.recognising import is_side_data, match, mismatch
from auditor.ingesting.seen import Seen, is_seen
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
    archive: Path | None = None

    @property
    def place(self) -> Path:
        """Where the file lies for the user: below the archive for a member."""
        return self.archive / self.name if self.archive else self.path


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that has not changed since it was read; it is not opened."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be taken, why, and the table whose rows it may hold ("" = none that is known here)."""

    path: Path
    name: str
    message: str
    table: str = "unknown"


@dataclass(frozen=True, slots=True)
class InputPlan:
    """What an ingest will do: `files` in a fixed order, `refused` and `known` beside them, the options they are read with,
    and what a person should know. `close` takes away what was unpacked."""

    files: tuple[PlannedFile, ...]
    refused: tuple[Refusal, ...]
    options: IngestOptions
    known: tuple[KnownFile, ...] = ()
    said: tuple[str, ...] = ()
    folder: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Take away what was unpacked from archives."""
        if self.folder:
            self.folder.cleanup()


def tables() -> dict[str, Table]:
    """The canonical tables by name."""
    return rooms.discover("auditor.tables", "TABLE")


def plan(inputs: Sequence[Path], options: IngestOptions, seen: Seen = MappingProxyType({})) -> InputPlan:
    """Find and recognise the files of `inputs`; those that are `seen` and have not changed are not opened.

    Raises UsageError for a missing path or an unknown profile, NothingToAuditError when no file is recognised.
    """
    profiles = _chosen(all_profiles(tables()), options.profile)
    files: list[PlannedFile] = []
    refused: list[Refusal] = []
    known: list[KnownFile] = []
    unpacking = _Unpacking()
    for found in find(inputs):
        sha256 = is_seen(found.path, seen)
        if sha256:
            known.append(KnownFile(found.path, found.name, sha256))
            continue
        for member in unpacking.members(found, refused):
            try:
                planned = _planned(member, profiles, options)
            except InputFileError as error:
                refused.append(Refusal(member.path, member.name, str(error), error.table))
            else:
                files.extend([planned] if planned else [])
    if not files and not known:
        raise NothingToAuditError(_nothing(inputs, refused))
    return InputPlan(tuple(files), tuple(refused), options, tuple(known), tuple(unpacking.said), unpacking.folder)


class _Unpacking:
    """Archives on the way: one private folder for all members, made when the first archive comes."""

    def __init__(self) -> None:
        self.folder: TemporaryDirectory[str] | None = None
        self.said: list[str] = []

    def members(self, found: FoundFile, refused: list[Refusal]) -> tuple[FoundFile, ...]:
        """The file itself, or the data files in it when it is an archive."""
        if found.suffix != ARCHIVE_SUFFIX:
            return (found,)
        self.folder = self.folder or private_folder()
        try:
            unpacked = unpack(found, Path(self.folder.name))
        except InputFileError as error:
            refused.append(Refusal(found.path, found.name, str(error), error.table))
            return ()
        if unpacked.passed_over:
            self.said.append(f"{found.name}: {unpacked.passed_over} file(s) in it are no data files and were not read")
        return unpacked.files


def _chosen(profiles: tuple[Profile, ...], name: str | None) -> tuple[Profile, ...]:
    if name is None:
        return profiles
    chosen = tuple(profile for profile in profiles if profile.name == name)
    if not chosen:
        known = ", ".join(sorted({profile.name for profile in profiles}))
        raise UsageError(f"--profile {name}: there is no such profile -> choose one of {known}")
    return chosen


def _planned(found: FoundFile, profiles: tuple[Profile, ...], options: IngestOptions) -> PlannedFile | None:
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
    return PlannedFile(found.path, found.name, profile, header, "", archive=found.archive)


def _planned_csv(found: FoundFile, profiles: tuple[Profile, ...], options: IngestOptions) -> PlannedFile | None:
    text, encoding = head(found.path, found.name, options.encoding)
    headings = csv_headings(text, found.suffix, found.name)
    for heading in headings:
        profile = match(heading.names, profiles)
        if profile:
            place = heading.names, heading.delimiter, heading.lines_above
            declared = options.encoding is not None
            return PlannedFile(found.path, found.name, profile, *place, encoding, declared, found.archive)
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
