"""Warnings: what is no fault of a row, but what a person should know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.storing import Merged
from auditor.ingesting.unread_lists import is_unread
from auditor.ingesting.values import columns_said, row_said, value_said
from auditor.model.results import FileAccount
from auditor.model.tables import Table

SHOWN_REPEATS = 10
EVENTS = {"contracts": "started_at", "payments": "paid_at", "messages": "sent_at", "reports": "reported_at"}

# By file and table: how many rows name a contract that nothing was read of, the first of them and its contract.
CONTRACTLESS = """SELECT source_file, table_name, count(*) AS named, min(source_line) AS first_line,
        min_by(contract_id, source_line) AS first_contract
    FROM (SELECT source_file, source_line, 'payments' AS table_name, contract_id FROM payments WHERE client_given IS NOT FALSE
          UNION ALL SELECT source_file, source_line, 'messages' AS table_name, contract_id FROM messages) AS r
    WHERE contract_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contracts AS c WHERE c.contract_id = r.contract_id)
    GROUP BY source_file, table_name ORDER BY source_file, table_name"""
MOST_SAID = 20


def repeat_warnings(file: PlannedFile, table: Table, merged: Merged) -> tuple[str, ...]:
    """Rows of one file with the same key and other content."""
    key = " and ".join(table.key)
    said = [
        f"{file.name}: lines {earlier} and {later}: column {key}: the same key with other content; line {later} counts"
        " -> keep one of them"
        for earlier, later in merged.repeated[:SHOWN_REPEATS]
    ]
    more = len(merged.repeated) - SHOWN_REPEATS
    return (*said, f"{file.name}: {more} more such lines") if more > 0 else tuple(said)


def taken_back_warnings(file: PlannedFile, table: Table, rows: int) -> tuple[str, ...]:
    """How many rows an earlier version of a file that a person writes had, and this one has no more."""
    if not rows:
        return ()
    what = f"1 row of {table.name} that" if rows == 1 else f"{rows} rows of {table.name} that"
    return (
        f"{file.name}: {what} an earlier version of the file had is taken back -> write it again if it still holds"
        if rows == 1
        else f"{file.name}: {what} an earlier version of the file had are taken back -> write them again if they still hold",
    )


def row_warnings(engine: Engine, file: PlannedFile, account: FileAccount, file_no: int) -> tuple[str, ...]:
    """A file without rows, or the first of its rows that were set aside."""
    if not account.rows_read:
        return (f"{account.path}:1: there is a header and no row below it -> export it again, or leave it out",)
    if not account.rows_quarantined:
        return ()
    ((line, column, reason, raw),) = engine.rows(
        """SELECT line, column_name, reason, raw FROM quarantine WHERE file_no = $file_no
           ORDER BY line, column_name, reason LIMIT 1""",
        {"file_no": file_no},
    )
    place = f"{account.path}:{line}: {columns_said(file, column)}" if column else f"{account.path}:{line}"
    count = account.rows_quarantined
    which = (
        "1 row of the file is set aside" if count == 1 else f"{count} rows of the file are set aside, this one first"
    )
    value = value_said(file, column, raw) if column else ""
    return (f"{place}: {reason}{value}; {which}, see private/quarantine.csv",)


def apart_warnings(engine: Engine, file: PlannedFile, raw: RawRows) -> tuple[str, ...]:
    """How many rows of a statement were taken for no income, and why. Fees of a platform are told with their payments."""
    if not file.profile.apart or is_unread(file.profile):
        return ()
    rows = engine.rows(
        """SELECT apart, count(*), min(row_no) FROM typed WHERE apart IS NOT NULL AND role IS NULL
           GROUP BY apart ORDER BY min(row_no)"""
    )
    if not rows:
        return ()
    told = ", ".join(f"{count} {reason} (first in line {raw.lines[first]})" for reason, count, first in rows)
    total = sum(count for _, count, _ in rows)
    where = (
        "its [[apart]] rules in your profile"
        if file.profile.digest
        else f"the rules of 'auditor profiles show {file.profile.name}' in a profile of your own, and name it with --profile"
    )
    return (
        f"{file.name}: {total} of {raw.rows_read} rows are no income and are kept apart: {told} -> if a client's payment is among"
        f" them, correct {where}",
    )


def contract_warnings(engine: Engine) -> tuple[str, ...]:
    """Payments and messages whose contract_id no contract has, counted by file."""
    return contract_sentences(engine.rows(CONTRACTLESS))


def contract_sentences(rows: Iterable[Sequence[Any]]) -> tuple[str, ...]:
    """What the rows of CONTRACTLESS say."""
    return tuple(
        f"{file}:{line}: column contract_id: {count} {table} name a contract of which no row was read, the first {first} (E401)"
        " -> add the contracts export, repair its row in quarantine, or correct the ids"
        for file, table, count, line, first in rows
    )


def future_warnings(engine: Engine, as_of: date) -> tuple[str, ...]:
    """Rows dated after the end of the day `as_of`: loaded, counted and not audited."""
    return tuple(
        said for table in EVENTS for said in future_sentences(table, engine.rows(dated_after(table, as_of)), as_of)
    )


def dated_after(table: str, as_of: date) -> str:
    """SQL of the rows of a table dated after a day: file, how many, the first line of them."""
    column = EVENTS[table]
    return f"""SELECT source_file, count(*), min(source_line) FROM {table} WHERE {column} >= DATE '{as_of}' + INTERVAL 1 DAY
        GROUP BY source_file ORDER BY source_file"""


def future_sentences(table: str, rows: Iterable[Sequence[Any]], as_of: date) -> tuple[str, ...]:
    """What the rows of `dated_after` say."""
    return tuple(
        f"{file}:{line}: column {EVENTS[table]}: {count} {table} are dated after {as_of} and are not audited"
        " -> correct the dates, or audit with a later --as-of"
        for file, count, line in rows
    )


def still_aside(engine: Engine, file: PlannedFile, table: Table, file_no: int, lines: Sequence[int]) -> list[str]:
    """What is still wrong with rows that were repaired, a line each for the first of them, and how many more there are.

    Each names file, line, the id of the row where it has one, column, code, the value where it may be shown, and a remedy.
    """
    found = engine.rows(
        """SELECT line, column_name, reason, raw FROM quarantine WHERE file_no = $file_no AND list_contains($lines::BIGINT[], line)
           ORDER BY line, column_name, reason""",
        {"file_no": file_no, "lines": list(lines)},
    )
    said = [_still(file, table, *one) for one in found[:MOST_SAID]]
    if len(found) > MOST_SAID:
        said.append(
            f"{file.name}: {len(found) - MOST_SAID} more faults like these -> auditor report writes all of them out"
        )
    return said


def _still(file: PlannedFile, table: Table, line: int, column: str, reason: str, raw: str) -> str:
    problem, _, remedy = reason.partition(" -> ")
    where = f"{columns_said(file, column)}: " if column else ""
    value = value_said(file, column, raw) if column else ""
    return (
        f"{file.name}:{line}: {row_said(file, table.key[0], raw)}{where}still set aside: {problem}{value} -> {remedy}"
    )
