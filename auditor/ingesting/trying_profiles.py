"""Reads one export by a profile into a store in memory: what came out, what was set aside, what was kept apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError, NothingToAuditError
from auditor.ingesting.ledger import quarantine_rows
from auditor.ingesting.nearest import mismatch
from auditor.ingesting.planning import plan, tables
from auditor.ingesting.running import ingest
from auditor.ingesting.unread_lists import is_unread
from auditor.model.profiles import Profile
from auditor.model.results import FileAccount
from auditor.profiles.own import own_profile
from auditor.settings import IngestOptions, no_progress

SHOWN_ROWS = 5


# Nothing is kept of a trial, so that there is no quarantine.csv to look into or to repair.
OF_FILE = {
    ", see private/quarantine.csv": "",
    " in private/quarantine.csv or in the export": " in the export",
    " in private/quarantine.csv and load it with 'auditor ingest --retry-quarantine private/quarantine.csv'": " in the export",
    " in private/quarantine.csv and load them with 'auditor ingest --retry-quarantine private/quarantine.csv'": " in the export",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason for which rows were set aside: its column, how many rows, the line of the first."""

    column: str
    reason: str
    rows: int
    first_line: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a profile makes of an export: `rows` are the first ones, as text under `names`; `apart` counts by reason."""

    table: str
    files: tuple[FileAccount, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    faults: tuple[Fault, ...]
    apart: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]


def try_profile(path: Path, sample: Path, options: IngestOptions) -> Trial:
    """Read the sample by the profile in `path`.

    Raises NothingToAuditError when the sample is not of this profile, or nothing of it can be read.
    """
    profile = own_profile(path, tables())
    planned = plan((sample,), options)
    for file in planned.files:
        if file.profile != profile and not is_unread(file.profile):
            raise NothingToAuditError(str(mismatch(file.name, file.header, (profile,))))
    engine = Engine.in_memory()
    try:
        report = ingest(engine, planned, no_progress)
        refused = [one.message for one in report.files if one.status == "refused"]
        if refused:
            raise NothingToAuditError(*refused)
        names, rows = _first_rows(engine, profile)
        said = tuple(map(without_file, report.warnings))
        return Trial(profile.table, report.files, names, rows, _faults(engine), _apart(engine), said)
    except InputFileError as error:
        raise NothingToAuditError(str(error)) from error
    finally:
        engine.close()


def without_file(said: str) -> str:
    """What an ingest says, without the file of set-aside rows that it would write."""
    for words, instead in OF_FILE.items():
        said = said.replace(words, instead)
    return said


def _first_rows(engine: Engine, profile: Profile) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    names = tuple(name for name in tables()[profile.table].names if name in profile.columns)
    texts = ", ".join(f"coalesce({name}::VARCHAR, '')" for name in names)
    found = engine.rows(
        f"SELECT source_line::VARCHAR, {texts} FROM {profile.table} ORDER BY source_line LIMIT $rows",
        {"rows": SHOWN_ROWS},
    )
    return ("line", *names), tuple(tuple(row) for row in found)


def _faults(engine: Engine) -> tuple[Fault, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for row in quarantine_rows(engine):
        reason = without_file(row.reason)
        counts[row.column, reason] += 1
        first.setdefault((row.column, reason), row.line)
    return tuple(
        Fault(column, reason, rows, first[column, reason]) for (column, reason), rows in sorted(counts.items())
    )


def _apart(engine: Engine) -> tuple[tuple[str, int], ...]:
    return tuple(engine.rows("SELECT reason, count(*) FROM set_apart GROUP BY reason ORDER BY reason"))
