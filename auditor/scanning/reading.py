"""Reads any CSV, TSV, JSON or JSONL file (each also .gz), or a Parquet file, as text columns for `auditor scan`."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from auditor.errors import InputFileError, UsageError
from auditor.model.attachments import with_attachments

FORMATS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
PARQUET = ".parquet"
TEXTS, IDS = ("body", "text"), ("message_id", "id")
csv.field_size_limit(2**31 - 1)


def read_messages(path: Path, text: str | None, identity: str | None) -> pl.DataFrame:
    """Messages of a file as columns id, thread, sender, sent_at, body.

    Raises UsageError for a missing file or column and InputFileError with the line for content that cannot be read.
    """
    rows, columns = _rows(path)
    body = _column(path, columns, text, TEXTS, "--text")
    named = _column(path, columns, identity, IDS, "--id") if identity or set(IDS) & set(columns) else None
    records = [_record(row, number, body, named) for number, row in enumerate(rows, start=1)]
    schema: dict[str, Any] = {
        "id": pl.String,
        "thread": pl.String,
        "sender": pl.String,
        "sent_at": pl.Datetime("us"),
        "body": pl.String,
    }
    return pl.DataFrame(records, schema=schema, orient="row")


def _record(
    row: dict[str, Any], number: int, body: str, named: str | None
) -> tuple[str, str | None, str | None, datetime | None, str]:
    identity = _text(row.get(named)) if named else ""
    keys = [_text(row.get(name)) for name in ("client_id", "freelancer_id", "thread_id")]
    thread = "\x1f".join(keys) if any(keys) else None
    return (
        identity or str(number),
        thread,
        _text(row.get("sender")) or None,
        _time(_text(row.get("sent_at"))),
        with_attachments(_text(row.get(body)), {key: value for key, value in row.items() if key != body}),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _time(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _column(path: Path, columns: list[str], wanted: str | None, defaults: tuple[str, ...], option: str) -> str:
    for name in (wanted,) if wanted else defaults:
        if name in columns:
            return str(name)
    missing = wanted or " or ".join(defaults)
    raise UsageError(
        f"{path}:1: column {missing}: there is none -> name one of {', '.join(columns) or 'no columns'} with {option}"
    )


def _rows(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    if path.suffix.lower() == PARQUET:
        return _parquet(path)
    suffix = path.name.removesuffix(".gz").rpartition(".")[2].lower()
    if f".{suffix}" not in FORMATS:
        raise UsageError(
            f"{path}: .{suffix} cannot be scanned -> give a {', '.join(FORMATS)} file (each also .gz), or {PARQUET}"
        )
    content = _content(path)
    if not content.strip():
        raise InputFileError(path, "the file is empty", "export it again", 1)
    if suffix in ("csv", "tsv"):
        return _delimited(path, content, "," if suffix == "csv" else "\t")
    found = list(_array(path, content) if suffix == "json" else _lines(path, content))
    return found, list(dict.fromkeys(name for row in found for name in row))


def _parquet(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    try:
        frame = pl.read_parquet(path, glob=False)
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such file -> check the path") from error
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputFileError(path, "it is no Parquet file that can be read to its end", "write it again") from error
    times = [pl.col(name).dt.to_string("iso:strict") for name, kind in frame.schema.items() if kind.is_temporal()]
    return frame.with_columns(times).to_dicts(), frame.columns


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if path.name.endswith(".gz") else raw
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"{path}: there is no such file -> check the path") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputFileError(
            path, f"it cannot be read ({type(error).__name__})", "check the file, or unpack it first"
        ) from error
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputFileError(path, "the bytes are no UTF-8 text", "save the file as UTF-8", line) from error


def _delimited(path: Path, content: str, delimiter: str) -> tuple[list[dict[str, Any]], list[str]]:
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    rows: list[dict[str, Any]] = []
    header: list[str] = []
    try:
        for fields in reader:
            if not header:
                header = [name.strip() for name in fields]
            elif fields and len(fields) != len(header):
                raise InputFileError(
                    path,
                    f"{len(fields)} fields, the header has {len(header)}",
                    "quote fields that hold separators or line breaks",
                    reader.line_num,
                )
            elif fields:
                rows.append(dict(zip(header, fields, strict=True)))
    except csv.Error as error:
        raise InputFileError(
            path, f"no valid CSV ({error})", "close every quote and double quotes inside fields", reader.line_num
        ) from error
    return rows, header


def _lines(path: Path, content: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield _object(path, line, number)


def _object(path: Path, line: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputFileError(path, "the line is no JSON", "write one JSON object per line", number) from error
    if not isinstance(value, dict):
        raise InputFileError(path, "the line is no JSON object", "write one JSON object per line", number)
    return value


def _array(path: Path, content: str) -> list[dict[str, Any]]:
    try:
        value = json.loads(content)
    except json.JSONDecodeError as error:
        raise InputFileError(path, "the file is no JSON", "write an array of objects", error.lineno) from error
    except RecursionError as error:
        raise InputFileError(path, "the JSON is nested too deep", "write an array of objects") from error
    if isinstance(value, dict):
        lists = [one for one in value.values() if isinstance(one, list)]
        value = lists[0] if len(lists) == 1 else [value]
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise InputFileError(path, "the file is no array of objects", "write an array of objects", 1)
    return value
