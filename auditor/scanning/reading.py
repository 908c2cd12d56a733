"""Reads any CSV, TSV, JSON, JSONL or Parquet file as messages for `auditor scan`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from auditor.errors import UsageError
from auditor.model.attachments import with_attachments
from auditor.scanning.contents import Broken, Guess, Table, table_of

TEXTS, IDS = ("body", "text"), ("message_id", "id")
SCHEMA: dict[str, Any] = {
    "id": pl.String,
    "thread": pl.String,
    "sender": pl.String,
    "sent_at": pl.Datetime("us"),
    "body": pl.String,
}
_Record = tuple[str, str | None, str | None, datetime | None, str]


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages as columns id, thread, sender, sent_at, body; the rows that are none, in order of lines; and those that are read
    without their time, which says when within a thread they were written."""

    frame: pl.DataFrame
    broken: tuple[Broken, ...]
    undated: tuple[Broken, ...] = ()

    def are_mostly_whole(self, most_broken: float) -> bool:
        """Whether no larger share of the rows is broken."""
        return len(self.broken) <= most_broken * (len(self.broken) + len(self.frame))


def read_messages(path: Path, text: str | None, identity: str | None, guess: Guess = lambda raw: "") -> Messages:
    """Messages of a file, or of standard input for "-"; `guess` names the encoding of bytes that are no UTF-8.

    Raises UsageError for a missing file or column and InputFileError for content that cannot be read at all.
    """
    table = table_of(path, guess)
    if not table.rows and table.broken:
        return Messages(pl.DataFrame(schema=SCHEMA), tuple(table.broken))
    body = _column(path, table, text, TEXTS, "--text")
    named = _column(path, table, identity, IDS, "--id") if identity or set(IDS) & set(table.columns) else None
    records: list[_Record] = []
    broken, undated = table.broken, list[Broken]()
    for number, (line, row) in enumerate(table.rows, start=1):
        record = _record(row, number, body, named)
        if record is None:
            broken.append(Broken(line, "half a character, or bytes that are no text", "write the row again as UTF-8"))
        else:
            records.append(record)
            if record[1] is not None and record[3] is None and (said := _text(row.get("sent_at")).strip()):
                undated.append(
                    Broken(
                        line,
                        f"column sent_at: {said[:40]!r} is no time that can be read, so the message is taken for the last of its thread",
                        "write it as 2025-01-31T09:00:00Z",
                    )
                )
    whole = pl.DataFrame(records, schema=SCHEMA, orient="row")
    return Messages(whole, tuple(sorted(broken, key=lambda one: one.line)), tuple(undated))


def _record(row: dict[str, Any], number: int, body: str, named: str | None) -> _Record | None:
    """One row as a message; None where a part of it is no text."""
    try:
        identity = _text(row.get(named)) if named else ""
        keys = [_text(row.get(name)) for name in ("client_id", "freelancer_id", "thread_id")]
        sender, sent_at = _text(row.get("sender")), _text(row.get("sent_at"))
        columns = {key: value for key, value in row.items() if key != body}
        written = with_attachments(_text(row.get(body)), columns)
        "".join((identity, *keys, sender, written)).encode()
    except UnicodeError:
        return None
    thread = "\x1f".join(keys) if any(keys) else None
    return identity or str(number), thread, sender or None, _time(sent_at), written


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    """What stands in a list or a structure of a Parquet file and is nothing of JSON: bytes, times, decimals."""
    return value.decode() if isinstance(value, bytes) else str(value)


def _time(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _column(path: Path, table: Table, wanted: str | None, defaults: tuple[str, ...], option: str) -> str:
    columns, repeated = table.columns, table.repeated
    for name in (wanted,) if wanted else defaults:
        if name in repeated:
            raise UsageError(
                f"{path}:1: column {name}: the header has it more than once -> give the columns names of their own"
            )
        if name in columns:
            return str(name)
    missing = wanted or " or ".join(defaults)
    raise UsageError(
        f"{path}:1: column {missing}: there is none -> name one of {', '.join(columns) or 'no columns'} with {option}"
    )
