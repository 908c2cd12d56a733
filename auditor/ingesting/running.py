"""Runs an input plan: each file in one transaction, counted before and after, then what only the whole can tell."""

from __future__ import annotations

import json
from dataclasses import dataclass

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError, UsageError
from auditor.ingesting import csv_loading, json_loading, ledger
from auditor.ingesting.casting import make_typed
from auditor.ingesting.clocks import clock_columns
from auditor.ingesting.counting import ByteCounts, count, sha256_of
from auditor.ingesting.freelancers import settle, stand_in
from auditor.ingesting.joining import join, joint_warnings, recounted, rivals, unjoin
from auditor.ingesting.mapping import map_columns, materialise
from auditor.ingesting.planning import InputPlan, PlannedFile, Refusal, tables
from auditor.ingesting.quarantining import find_faults, lift_repaired, quarantine
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.setting_apart import set_apart
from auditor.ingesting.staging import Origin, key_sql, stage
from auditor.ingesting.storing import Merged, merge
from auditor.ingesting.warning import contract_warnings, repeat_warnings, row_warnings
from auditor.model.results import FileAccount
from auditor.model.tables import Table
from auditor.settings import IngestOptions, Progress

ENCODING = "utf-8"


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did: one account per file, sorted by path, and warnings for the person."""

    files: tuple[FileAccount, ...]
    warnings: tuple[str, ...]


def ingest(engine: Engine, plan: InputPlan, progress: Progress) -> IngestReport:
    """Load all files of the plan. A file that cannot be read is refused whole, and the others go on.

    Raises UsageError for a time zone that does not exist. Interrupted, the store holds whole files only.
    """
    _check_timezone(engine, plan.options.timezone)
    known_tables = tables()
    accounts = [_refused(engine, refusal) for refusal in plan.refused]
    warnings: list[str] = []
    for number, file in enumerate(plan.files):
        progress("ingest", number / len(plan.files))
        account, said = _one_file(engine, known_tables[file.profile.table], file, plan.options)
        accounts.append(account)
        warnings.extend(said)
    settle(engine, known_tables)
    join(engine)
    accounts = recounted(engine, accounts)
    progress("ingest", 1.0)
    warnings.extend((*contract_warnings(engine), *joint_warnings(engine)))
    return IngestReport(tuple(sorted(accounts, key=lambda account: account.path)), tuple(warnings))


def _check_timezone(engine: Engine, timezone: str) -> None:
    if not engine.rows("SELECT 1 FROM pg_timezone_names() WHERE name = $timezone", {"timezone": timezone}):
        raise UsageError(f"--timezone {timezone}: there is no such time zone -> name one such as Europe/Berlin")


def _one_file(
    engine: Engine, table: Table, file: PlannedFile, options: IngestOptions
) -> tuple[FileAccount, tuple[str, ...]]:
    counts = None
    try:
        counts = count(file.path, file.name, file.delimiter) if file.delimiter else None
        sha256 = counts.sha256 if counts else sha256_of(file.path)
        known = ledger.known_account(engine, sha256, options, file.name)
        if known and (not table.marks or ledger.is_latest_there(engine, sha256, file.path)):
            return known, ()
        # Reading stands before the transaction: only committed rows are numbered from 0, and nothing of it is in the store.
        raw = _read_csv(engine, table, file, counts, options) if counts else _read_json(engine, table, file, options)
        with engine.transaction():
            return _store(engine, table, file, raw, options)
    except InputFileError as error:
        return _refused(engine, Refusal(file.path, file.name, str(error)), file, counts), ()


def _read_csv(engine: Engine, table: Table, file: PlannedFile, counts: ByteCounts, options: IngestOptions) -> RawRows:
    raw = csv_loading.source(file, counts)
    with csv_loading.balanced(engine, file, counts):
        kept = raw if file.profile.is_canonical else csv_loading.keep(engine, raw)
        _type(engine, table, file, kept, options)
    return raw


def _read_json(engine: Engine, table: Table, file: PlannedFile, options: IngestOptions) -> RawRows:
    raw = json_loading.load(engine, file)
    _type(engine, table, file, raw, options)
    return raw


def _type(engine: Engine, table: Table, file: PlannedFile, raw: RawRows, options: IngestOptions) -> None:
    clock, params = clock_columns(engine, file.profile, raw.header, options.date_order, file.name)
    mapped = map_columns(file.profile, raw.header, clock)
    mapped.params.update(params)
    if not file.profile.is_canonical:
        mapped, raw = materialise(engine, mapped, raw)
    make_typed(engine, table, mapped, raw, options.timezone)


def _store(
    engine: Engine, table: Table, file: PlannedFile, raw: RawRows, options: IngestOptions
) -> tuple[FileAccount, tuple[str, ...]]:
    profile = file.profile
    origin = Origin(
        file_no=ledger.next_file_no(engine),
        name=file.name,
        platform=profile.platform,
        client_given=profile.client_given,
        freelancer=options.freelancer,
        stand_in=stand_in(engine, tables()),
        first_line=raw.first_line,
        rivals=rivals(profile),
    )
    unjoin(engine)
    fingerprint = ledger.fingerprint(options, file.path)
    place = json.loads(fingerprint)["place"]
    if table.marks:
        ledger.forget_earlier(engine, table, place)
    faulty = find_faults(engine, table)
    latest = stage(engine, table, profile, raw, origin)
    apart = set_apart(engine, table, profile, raw, origin, latest)
    merged = merge(engine, table, origin, key_sql(table, profile), latest, tuple(profile.joints))
    set_aside = quarantine(engine, table, profile, raw, origin, faulty)
    account = _account(file, table, raw, merged, apart, set_aside)
    lift_repaired(engine, table, origin, place)
    ledger.write(engine, origin.file_no, account, raw.size_bytes, latest, fingerprint)
    return account, (*repeat_warnings(file, table, merged), *row_warnings(engine, account, origin.file_no))


def _account(
    file: PlannedFile, table: Table, raw: RawRows, merged: Merged, apart: tuple[int, int, int], set_aside: int
) -> FileAccount:
    loaded, updated, known = (
        sum(pair) for pair in zip((merged.loaded, merged.updated, merged.known), apart, strict=True)
    )
    account = FileAccount(
        path=file.name,
        sha256=raw.sha256,
        profile=file.profile.name,
        table=table.name,
        encoding=ENCODING,
        physical_lines=raw.physical_lines,
        rows_read=raw.rows_read,
        rows_loaded=loaded,
        rows_updated=updated,
        rows_quarantined=set_aside,
        rows_known=known,
        status="loaded",
    )
    if account.rows_read != loaded + updated + set_aside + known:
        raise AssertionError(f"the rows of {file.name} do not add up: {account}")
    return account


def _refused(
    engine: Engine, refusal: Refusal, file: PlannedFile | None = None, counts: ByteCounts | None = None
) -> FileAccount:
    account = FileAccount(
        path=refusal.name,
        sha256=counts.sha256 if counts else _sha256_if_readable(refusal),
        profile=file.profile.name if file else "",
        table=file.profile.table if file else refusal.table,
        encoding="",
        physical_lines=counts.physical_lines if counts else 0,
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
