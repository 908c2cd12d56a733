"""Decides what each file is, from its header or keys alone; no store is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from auditor import rooms
from auditor.errors import InputFileError, NothingToAuditError
from auditor.ingesting.choosing import Choice
from auditor.ingesting.discovering import FoundFile, find, passed_over
from auditor.ingesting.encodings import UTF_8
from auditor.ingesting.headers import csv_headings, is_sound
from auditor.ingesting.json_lists import json_lists
from auditor.ingesting.nearest import likely_header, mismatch
from auditor.ingesting.ofx_recognising import ofx_encoding
from auditor.ingesting.opening import head, is_utf8_instead
from auditor.ingesting.recognising import is_side_data, refuse_repeats, refuse_strange_line_ends
from auditor.ingesting.refusals import Refusal, nothing_found
from auditor.ingesting.seen import KnownFile, Seen, is_seen
from auditor.ingesting.seen_archives import PART, OpenedArchive
from auditor.ingesting.unpacking import Unpacking
from auditor.ingesting.unread_lists import unread_list
from auditor.model.places import ARCHIVE_SUFFIX, CSV_SUFFIXES, JSON_SUFFIXES, OFX_SUFFIXES, PARQUET_SUFFIX, is_parquet
from auditor.model.profiles import Profile
from auditor.model.tables import Table
from auditor.profiles.own import left_to_decide
from auditor.profiles.reading import all_profiles
from auditor.settings import IngestOptions


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file and what it is: `header` as it stands in the file, below `lines_above` physical lines that are no rows;
    `delimiter` is "" for JSON, `encoding` what the start of the file tells. Of a document with several lists, `part` is
    the one that is read; the first of them also takes the text that belongs to none."""

    path: Path
    name: str
    profile: Profile
    header: tuple[str, ...]
    delimiter: str
    lines_above: int = 0
    encoding: str = UTF_8
    encoding_declared: bool = False
    archive: Path | None = None
    part: str | None = None
    takes_rest: bool = True

    @property
    def place(self) -> Path:
        """Where the file lies for the user: below the archive for a member."""
        return self.archive / self.name if self.archive else self.path


# What is read of a transaction in an OFX file.
OFX_COLUMNS = ("TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "NAME", "MEMO", "CHECKNUM", "REFNUM", "CURRENCY", "ACCTID")


@dataclass(frozen=True, slots=True)
class InputPlan:
    """What an ingest will do: `files` in a fixed order, `refused` and `known` beside them, the options they are read with,
    what a person should know, and the archives that were opened. `close` takes away what was unpacked."""

    files: tuple[PlannedFile, ...]
    refused: tuple[Refusal, ...]
    options: IngestOptions
    known: tuple[KnownFile, ...] = ()
    said: tuple[str, ...] = ()
    folder: TemporaryDirectory[str] | None = None
    archives: tuple[OpenedArchive, ...] = ()

    def is_whole_with(self, file: PlannedFile) -> bool:
        """Whether all of a file on the disk is read when this one is; a member of an archive never says so."""
        parts = [other for other in self.files if other.path == file.path]
        return file.archive is None and (len(parts) == 1 or parts[-1] is file)

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
    profiles = Choice.of(all_profiles(tables()), options.named_profiles, tables())
    files: list[PlannedFile] = []
    refused: list[Refusal] = []
    known: list[KnownFile] = []
    said = [*(line for name in options.named_profiles for line in left_to_decide(name)), *passed_over(inputs)]
    unpacking = Unpacking(seen)
    for found in find(inputs):
        if found.suffix == ARCHIVE_SUFFIX:
            members = unpacking.members(found, known, refused)
        else:
            sha256 = is_seen(found.path, seen)
            known += [KnownFile(found.path, found.name, sha256)] if sha256 else []
            members = () if sha256 else (found,)
        for member in members:
            try:
                files.extend(_planned(member, profiles, options, unpacking.said_of(member, said)))
            except InputFileError as error:
                refused.append(Refusal(member.path, member.name, str(error), error.table))
    if not files and not known:
        raise NothingToAuditError(*nothing_found(inputs, refused))
    said += unpacking.all_said()
    return InputPlan(
        tuple(files), tuple(refused), options, tuple(known), tuple(said), unpacking.folder, unpacking.archives()
    )


def _planned(found: FoundFile, profiles: Choice, options: IngestOptions, said: list[str]) -> list[PlannedFile]:
    if is_parquet(found.path):
        # Imported here: it makes what is planned.
        from auditor.ingesting.parquet_planning import planned_parquet

        return [planned_parquet(found, profiles)]
    if found.suffix not in CSV_SUFFIXES | JSON_SUFFIXES | OFX_SUFFIXES:
        kinds = ", ".join(sorted(CSV_SUFFIXES | JSON_SUFFIXES | OFX_SUFFIXES | {ARCHIVE_SUFFIX, PARQUET_SUFFIX}))
        raise InputFileError(
            found.name, "this is no kind of file that is read", f"name one of {kinds}, or those with .gz", table=""
        )
    if options.encoding and is_utf8_instead(found.path, found.name, options.encoding):
        said.append(
            f"{found.name}: its bytes are UTF-8, so it is read so, and not as {options.encoding} -> nothing is to be done"
        )
        options = replace(options, encoding=UTF_8)
    if found.suffix in OFX_SUFFIXES:
        return [_planned_ofx(found, profiles, options)]
    if found.suffix in CSV_SUFFIXES:
        planned = _planned_csv(found, profiles, options)
        return [planned] if planned else []
    return _planned_json(found, profiles, options, said)


def _planned_json(found: FoundFile, profiles: Choice, options: IngestOptions, said: list[str]) -> list[PlannedFile]:
    encoding, everything = json_lists(found, options.encoding)
    found_all = [(one, *match) for one in everything for match in profiles.match_json(one.keys, one.flat_keys)]
    matched = [one for one, *_ in found_all]
    # An object that stands in no list and is no row says something of the document.
    lists = [one for one in everything if one in matched or (one.sound and not one.lone)]
    # Where one list is read, what is broken in others is set aside with it.
    broken = [one for one in everything if not one.sound and one not in matched]
    lists += broken if len(lists) != 1 else []
    planned: list[PlannedFile] = []
    for one, profile, keys in found_all:
        name = found.name if len(lists) == 1 else f"{found.name}{PART}{one.part}"
        part = one.part if len(lists) > 1 or one.lone else None
        file = PlannedFile(
            found.path, name, profile, keys, "", 0, encoding, options.encoding is not None, found.archive
        )
        planned.append(replace(file, part=part, takes_rest=not planned))
    if not planned and any(is_side_data(found.name, one.keys) for one in lists):
        return []
    if not planned and any(one.sound for one in everything):
        told = [one for one in lists if one.sound] or [one for one in everything if one.sound]
        raise mismatch(found.name, max((one.flat_keys for one in told), key=len), profiles.nearest)
    taken = {file.part for file in planned}
    left = [one for one in lists if (len(lists) > 1 or not planned) and one.part not in taken]
    said += [
        f"{found.name}: the list {one.part} ({', '.join(one.flat_keys[:8])}) fits no profile and is kept apart, "
        f"{'1 row' if one.rows == 1 else f'{one.rows} rows'}"
        " -> 'auditor profiles list' shows what can be read"
        for one in left
        if one.sound
    ]
    for one in left:
        part = one.part if len(lists) > 1 else None
        name = f"{found.name}{PART}{one.part}" if part else found.name
        profile = unread_list(one.flat_keys)
        file = PlannedFile(found.path, name, profile, profile.header, "", 0, encoding, options.encoding is not None)
        planned.append(replace(file, archive=found.archive, part=part, takes_rest=not planned))
    return planned


def _planned_csv(found: FoundFile, profiles: Choice, options: IngestOptions) -> PlannedFile | None:
    text, encoding = head(found.path, found.name, options.encoding)
    headings = csv_headings(text, found.suffix, found.name)
    for heading in headings:
        profile = profiles.match(heading.names)
        if profile:
            if not is_sound(text, heading):
                problem = "a double quote in the header stands in a wrong place, or is never closed"
                raise InputFileError(found.name, problem, "take it out of that line", heading.line, table=profile.table)
            refuse_strange_line_ends(found.name, heading.names, heading.line)
            refuse_repeats(found.name, heading.names, profile, heading.line)
            place = heading.names, heading.delimiter, heading.lines_above
            declared = options.encoding is not None
            return PlannedFile(found.path, found.name, profile, *place, encoding, declared, found.archive)
        if is_side_data(found.name, heading.names):
            return None
    if "\0" in headings[0].names[0]:
        raise InputFileError(found.name, "the file is binary (it has NUL bytes)", "export it as CSV or JSON", 1)
    likely = likely_header(headings, profiles.nearest)
    raise mismatch(found.name, likely.names, profiles.nearest, likely.line)


def _planned_ofx(found: FoundFile, profiles: Choice, options: IngestOptions) -> PlannedFile:
    encoding = ofx_encoding(found.path, found.name, options.encoding)
    profile = profiles.match(OFX_COLUMNS)
    if profile is None:
        raise InputFileError(found.name, "the chosen profile reads no OFX", "leave out --profile", 1)
    return PlannedFile(found.path, found.name, profile, OFX_COLUMNS, "", encoding=encoding, archive=found.archive)
