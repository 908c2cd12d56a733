"""Files the rows of one input in the store: judged, merged, the faulty ones set aside, the account in the ledger."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from auditor.engines.duckdb import Engine
from auditor.ingesting import ledger
from auditor.ingesting.correcting import correct_amounts
from auditor.ingesting.freelancers import stand_in
from auditor.ingesting.header_warnings import header_warnings
from auditor.ingesting.joining import rivals, unjoin
from auditor.ingesting.layouts import fill_incoming, fill_stored
from auditor.ingesting.lifting import lift_earlier, lift_held, lift_repaired, lift_standing_again
from auditor.ingesting.number_warnings import number_warnings
from auditor.ingesting.planning import PlannedFile, tables
from auditor.ingesting.quarantining import find_faults, quarantine
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.remembering import recall
from auditor.ingesting.rereading import withdraw
from auditor.ingesting.restating import hand_over, restated, take_back, take_on
from auditor.ingesting.setting_apart import set_apart
from auditor.ingesting.staging import Origin, key_sql, latest_event, stage
from auditor.ingesting.storing import Merged, merge, merge_fresh
from auditor.ingesting.typing_rows import Told
from auditor.ingesting.unread_lists import is_unread
from auditor.ingesting.warning import apart_warnings, repeat_warnings, taken_back_warnings
from auditor.model.results import FileAccount
from auditor.model.tables import Table
from auditor.settings import IngestOptions


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of the rows of one input: its account, what a person should know, and its number where it was read now.

    What is set aside is told when all files are read: a later one may tell the same row soundly.
    """

    account: FileAccount
    warnings: tuple[str, ...]
    file_no: int | None = None


def file_rows(
    engine: Engine, table: Table, file: PlannedFile, raw: RawRows, options: IngestOptions, told: Told
) -> Filed:
    """Bring `typed` into the store, with an entry in the ledger. To be called inside of a transaction."""
    file_no = ledger.next_file_no(engine)
    origin = origin_of(engine, table, file, raw, options, file_no)
    account, merged = merge_rows(engine, table, file, raw, options, origin)
    account, recalled = recall(engine, table, file, account, file_no, options.freelancer)
    taken_back = take_back(engine, table, origin, recalled)
    latest = latest_event(engine, table)
    corrected = correct_amounts(engine, table, file, file_no, latest, recalled)
    account = corrected.counted(account)
    layout = {
        "profile": file.profile.identity,
        "part": file.part or "",
        "header": list(raw.header),
        "delimiter": file.delimiter,
        "told": told,
        "above": raw.above,
        "known_of": merged.known_of,
        "options": asdict(replace(options, profile=None, more_profiles=())),
    }
    description = ledger.description(options, file.place, layout)
    ledger.write(engine, file_no, account, raw.size_bytes, latest, description)
    said = (
        *raw.said,
        *header_warnings(file, table, raw.header),
        *repeat_warnings(file, table, merged),
        *corrected.warnings,
    )
    said = (*said, *number_warnings(engine, file, raw, account, file_no, told), *apart_warnings(engine, file, raw))
    return Filed(account, (*said, *taken_back_warnings(file, table, taken_back)), file_no)


def merge_rows(
    engine: Engine, table: Table, file: PlannedFile, raw: RawRows, options: IngestOptions, origin: Origin
) -> tuple[FileAccount, Merged]:
    """Merge `typed` under the file number of its origin, and set its faulty rows aside."""
    profile, joints, place = file.profile, tuple(file.profile.joints), _place(file)
    unjoin(engine)
    withdraw(engine, tables(), profile, raw.sha256, file.part or "", options)
    hand_over(engine, table, origin)
    if table.stated:
        lift_earlier(engine, origin, *place)
    find_faults(engine, table)
    # Of a row that was repaired, its whole file says how late it is.
    latest = ledger.later(engine, origin.file_no, latest_event(engine, table))
    apart, held = (0, 0, 0), 0
    merged = merge_fresh(engine, table, raw, origin, key_sql(table, profile), joints)
    if merged is None:
        fill_incoming(engine, table, profile, raw.header, origin)
        stage(engine, table, profile, raw, origin)
        lift_repaired(engine, table, origin, *place, latest)
        apart = set_apart(engine, table, profile, raw, origin, latest)
        merged = merge(engine, table, origin, latest, joints)
        fill_stored(engine, table, profile, raw.header)
        take_on(engine, table, origin)
    set_aside = quarantine(engine, table, profile, raw, origin, file.delimiter)
    if set_aside:
        lift_standing_again(engine, origin, *place)
        held = lift_held(engine, table, origin, *place, latest)
    return _account(file, table, raw, merged, apart, set_aside, held), merged


def _place(file: PlannedFile) -> tuple[str, str]:
    return ledger.place_of(file.place), file.part or ""


def origin_of(
    engine: Engine, table: Table, file: PlannedFile, raw: RawRows, options: IngestOptions, file_no: int
) -> Origin:
    """Where the rows of a file come from, as the store stands before they are in it."""
    return Origin(
        file_no=file_no,
        name=file.name,
        platform=file.profile.platform,
        client_given=file.profile.client_given,
        freelancer=options.freelancer,
        stand_in=stand_in(engine, tables()),
        first_line=raw.lines.first_line,
        rivals=rivals(file.profile),
        sha256=raw.sha256,
        restated=restated(engine, table, *_place(file)),
    )


def _account(
    file: PlannedFile,
    table: Table,
    raw: RawRows,
    merged: Merged,
    apart: tuple[int, int, int],
    set_aside: int,
    held: int,
) -> FileAccount:
    loaded, updated, known = (
        sum(pair) for pair in zip((merged.loaded, merged.updated, merged.known), apart, strict=True)
    )
    account = FileAccount(
        path=file.name,
        sha256=raw.sha256,
        profile=file.profile.name,
        table="" if is_unread(file.profile) else table.name,
        encoding=raw.encoding,
        physical_lines=raw.physical_lines,
        rows_read=raw.rows_read,
        rows_loaded=loaded,
        rows_updated=updated,
        rows_quarantined=set_aside - held,
        rows_known=known + raw.remarks + held,
        status="loaded",
    )
    if account.rows_read != loaded + updated + account.rows_quarantined + account.rows_known:
        raise AssertionError(f"the rows of {file.name} do not add up: {account}")
    return account
