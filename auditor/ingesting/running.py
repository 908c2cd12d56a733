"""Runs an input plan: each file in one transaction, counted before and after, then what only the whole can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError, UsageError
from auditor.ingesting import csv_loading, json_loading, ledger, ofx_loading, parquet_loading
from auditor.ingesting.counting import sha256_of
from auditor.ingesting.filing import Filed, file_rows
from auditor.ingesting.freelancers import settle, split_warnings, unnamed_warnings
from auditor.ingesting.joining import join, joint_warnings, recounted
from auditor.ingesting.planning import InputPlan, PlannedFile, tables
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.refusals import Refusal
from auditor.ingesting.scratch import spool_folder
from auditor.ingesting.seen import note, stamp_of
from auditor.ingesting.seen_archives import told_of
from auditor.ingesting.typing_rows import Told, type_rows
from auditor.ingesting.warning import contract_warnings, row_warnings
from auditor.model.places import OFX_SUFFIXES, is_parquet, kind_suffix
from auditor.model.results import FileAccount
from auditor.model.tables import Table
from auditor.settings import IngestOptions, Progress

# What the database may hold while it reads one file. Rows of JSON pass through Python, which needs memory of its own.
CSV_MEMORY_MB, JSON_MEMORY_MB = 850, 112
TOO_LARGE = "a row of the file takes more memory than reading may, so none was loaded"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: one account per file, sorted by path, and warnings for the person."""

    files: tuple[FileAccount, ...]
    warnings: tuple[str, ...]


def ingest(engine: Engine, plan: InputPlan, progress: Progress) -> IngestReport:
    """Load all files of the plan. A file that cannot be read is refused whole, and the others go on.

    Raises UsageError for a time zone that does not exist. Interrupted, the store holds whole files only. What was
    unpacked for the plan is taken away.
    """
    with closing(plan):
        return _ingest(engine, plan, progress)


def _ingest(engine: Engine, plan: InputPlan, progress: Progress) -> IngestReport:
    _check_timezone(engine, plan.options.timezone)
    known_tables = tables()
    accounts = [_refused(engine, refusal) for refusal in plan.refused]
    for known in plan.known:
        accounts += ledger.known_accounts(engine, known.sha256, plan.options, known.name)
    read: list[tuple[PlannedFile, Filed]] = []
    with spool_folder(engine) as folder:
        for number, file in enumerate(plan.files):
            progress("ingest", number / len(plan.files))
            table = known_tables[file.profile.table]
            with engine.memory(CSV_MEMORY_MB if file.delimiter else JSON_MEMORY_MB):
                filed = _one_file(engine, table, file, plan, folder / "rows.csv")
            read.append((file, filed))
    accounts += [filed.account for _, filed in read]
    _note_archives(engine, plan, accounts)
    with engine.memory(CSV_MEMORY_MB if any(file.delimiter for file in plan.files) else JSON_MEMORY_MB):
        settle(engine, known_tables)
        join(engine)
        accounts = recounted(engine, accounts)
        warnings = [*plan.said, *_said_of_files(engine, read)]
        warnings.extend((*contract_warnings(engine), *joint_warnings(engine)))
        warnings.extend((*split_warnings(engine, plan.options.freelancer), *unnamed_warnings(engine, known_tables)))
    progress("ingest", 1.0)
    return IngestReport(tuple(sorted(accounts, key=lambda account: account.path)), tuple(warnings))


def _said_of_files(engine: Engine, read: Sequence[tuple[PlannedFile, Filed]]) -> Iterator[str]:
    """What is to be said of each file; of rows set aside only where they still are, now that all files are read."""
    now = recounted(engine, [filed.account for _, filed in read])
    for (file, filed), account in zip(read, now, strict=True):
        yield from filed.warnings
        if filed.file_no is not None:
            yield from row_warnings(engine, file, account, filed.file_no)


def _note_archives(engine: Engine, plan: InputPlan, accounts: Sequence[FileAccount]) -> None:
    """Note what was told of each archive, once all of its members are in the store."""
    for archive in plan.archives:
        told = told_of(archive, accounts)
        if told:
            with engine.transaction():
                note(engine, archive.path, archive.stamp, plan.options, told)


def _check_timezone(engine: Engine, timezone: str) -> None:
    if not engine.rows("SELECT 1 FROM pg_timezone_names() WHERE name = $timezone", {"timezone": timezone}):
        raise UsageError(f"--timezone {timezone}: there is no such time zone -> name one such as Europe/Berlin")


def _one_file(engine: Engine, table: Table, file: PlannedFile, plan: InputPlan, spool: Path) -> Filed:
    options = plan.options
    try:
        stamp = stamp_of(file.path)
        sha256 = sha256_of(file.path)
        known = ledger.known_accounts(engine, sha256, options, ledger.file_of(file.name), file.part or "")
        if table.stated and not ledger.is_stated(engine, sha256, file.place):
            known = ()
        # Reading stands before the transaction: only committed rows are numbered from 0, and nothing of it is in the store.
        read = None if known else _read(engine, table, file, sha256, options, spool)
        with engine.transaction():
            if plan.is_whole_with(file):
                note(engine, file.path, stamp, options, sha256)
            return file_rows(engine, table, file, read[0], options, read[1]) if read else Filed(known[0], ())
    except InputFileError as error:
        return Filed(_refused(engine, Refusal(file.path, file.name, str(error)), file), ())
    except (duckdb.OutOfMemoryException, MemoryError):
        refused = InputFileError(file.name, TOO_LARGE, "take the longest rows out of it and export it again")
        return Filed(_refused(engine, Refusal(file.path, file.name, str(refused)), file), ())
    finally:
        spool.unlink(missing_ok=True)


def _read(
    engine: Engine, table: Table, file: PlannedFile, sha256: str, options: IngestOptions, spool: Path
) -> tuple[RawRows, Told]:
    """The rows of the file, now in `typed`, and what they told of it as a whole."""
    told = Told()

    def use(raw: RawRows) -> None:
        nonlocal told
        kept = raw if file.profile.is_canonical else csv_loading.keep(engine, raw)
        told = type_rows(engine, table, file, kept, options)

    if file.delimiter:
        return csv_loading.load(engine, file, sha256, use, spool), told
    if is_parquet(file.path):
        raw = parquet_loading.load(engine, file, sha256)
        return raw, type_rows(engine, table, file, raw, options)
    is_ofx = kind_suffix(file.path) in OFX_SUFFIXES
    raw = ofx_loading.load(engine, file, sha256) if is_ofx else json_loading.load(engine, file, table, sha256)
    return raw, type_rows(engine, table, file, raw, options)


def _refused(engine: Engine, refusal: Refusal, file: PlannedFile | None = None) -> FileAccount:
    account = FileAccount(
        path=refusal.name,
        sha256=refusal.sha256 or _sha256_if_readable(refusal),
        profile=file.profile.name if file else "",
        table=file.profile.table if file else refusal.table,
        encoding="",
        physical_lines=0,
        rows_read=0,
        rows_loaded=0,
        rows_updated=0,
        rows_quarantined=0,
        rows_known=0,
        status="refused",
        message=refusal.message,
    )
    ledger.write_refused(engine, account)
    return account


def _sha256_if_readable(refusal: Refusal) -> str:
    try:
        return sha256_of(refusal.path)
    except OSError:
        return ""
