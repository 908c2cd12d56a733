"""The rows of a CSV, TSV, JSON, JSONL or Parquet file as they stand in it. A row that cannot be read costs itself alone."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from auditor.errors import InputFileError, UsageError

FORMATS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
PARQUET = ".parquet"
STDIN = Path("-")
_SEPARATORS = ",;\t|"
# A quote that nobody closes is looked for to the end of the file; so often, and the file is given up.
MOST_LONG_RETURNS, LONG_LINES = 50, 100
csv.field_size_limit(2**31 - 1)

# The encoding of bytes that are no UTF-8, or "".
Guess = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read: its line (or, where a file has none, its number), what is wrong and what to do."""

    line: int
    problem: str
    remedy: str


@dataclass(slots=True)
class Table:
    """Rows by line, the names of all columns in order, those that stand in a header more than once, and the rows that
    cannot be read."""

    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    repeated: frozenset[str] = frozenset()

    def take(self, line: int, value: Any) -> None:
        """One JSON value as a row, where it is an object."""
        if isinstance(value, dict):
            self.rows.append((line, value))
        else:
            self.broken.append(Broken(line, "no JSON object", "write one JSON object per row"))

    def named(self) -> Table:
        """The same with the columns that its rows name."""
        self.columns = list(dict.fromkeys(name for _, row in self.rows for name in row))
        return self


def table_of(path: Path, guess: Guess) -> Table:
    """The rows of a file; of standard input for "-". Raises UsageError for a file that is none or of no known kind, and
    InputFileError for content that cannot be read at all."""
    name = path.name.lower()
    streamed = path == STDIN or path.is_fifo() or path.is_char_device() or path.parts[:2] == ("/", "dev")
    suffix = "" if streamed else "." + name.removesuffix(".gz").rpartition(".")[2]
    if not streamed and suffix != PARQUET and suffix not in FORMATS:
        raise UsageError(
            f"{path}: {suffix} cannot be scanned -> give a {', '.join(FORMATS)} file (each also .gz), {PARQUET}, "
            "or - for standard input"
        )
    raw = _bytes(path)
    if suffix == PARQUET or raw[:4] == b"PAR1":
        return _parquet(path, raw)
    content = _decoded(path, raw, guess)
    if not content.strip():
        raise InputFileError(path, "the file is empty", "export it again", 1)
    suffix = suffix or _told_by(content)
    if suffix in (".csv", ".tsv"):
        return _delimited(path, content, "\t" if suffix == ".tsv" else "")
    return _array(path, content) if suffix == ".json" else _lines(content)


def _told_by(content: str) -> str:
    """The kind of a text without a name: by its first sign and its first line."""
    start = content.lstrip()
    if start[0] not in "[{":
        return ".csv"
    try:
        return ".jsonl" if isinstance(json.loads(start.partition("\n")[0]), dict) else ".json"
    except (json.JSONDecodeError, RecursionError):
        return ".json" if start.rstrip()[-1:] == "]" or start.count("\n{") == 0 else ".jsonl"


def _bytes(path: Path) -> bytes:
    try:
        raw = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
        return gzip.decompress(raw) if path.name.endswith(".gz") or raw[:2] == b"\x1f\x8b" else raw
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(f"{path}: there is no such file -> check the path") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputFileError(
            path, f"it cannot be read ({type(error).__name__})", "check the file, or unpack it first"
        ) from error


def _decoded(path: Path, raw: bytes, guess: Guess) -> str:
    try:
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        if encoding := guess(raw):
            return raw.decode(encoding, "replace")
        line = raw.count(b"\n", 0, error.start) + 1
        is_told = line > 1 or raw.lstrip()[:1] in (b"{", b"[")
        if is_told and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            # Half characters stand in place of the bytes, so that their rows alone are told as broken.
            return raw.decode("utf-8-sig", "surrogateescape")
        raise InputFileError(path, "the bytes are no UTF-8 text", "save the file as UTF-8", line) from error


def _parquet(path: Path, raw: bytes) -> Table:
    try:
        frame = pl.read_parquet(io.BytesIO(raw))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputFileError(path, "it is no Parquet file that can be read to its end", "write it again") from error
    times = [pl.col(name).dt.to_string("iso:strict") for name, kind in frame.schema.items() if kind.is_temporal()]
    return Table(list(enumerate(frame.with_columns(times).iter_rows(named=True), start=1)), frame.columns)


def _separator(header: str) -> str:
    """The sign that parts most columns of a header, a comma where several do."""
    return max(_SEPARATORS, key=lambda one: len(next(csv.reader([header], delimiter=one), [])))


def _delimited(path: Path, content: str, separator: str) -> Table:
    lines = io.StringIO(content, newline="").readlines()
    first = next(at for at, line in enumerate(lines) if line.strip())
    separator = separator or _separator(lines[first])
    table, at, returns = Table(), first, 0
    while at < len(lines):
        reader = csv.reader((lines[one] for one in range(at, len(lines))), delimiter=separator, strict=True)
        at, long = _records(table, reader, at)
        returns += long
        if returns > MOST_LONG_RETURNS or not table.columns:
            raise InputFileError(path, "quotes are not closed", "close every quote and double quotes in fields", at)
    return table


def _records(table: Table, reader: Any, begun: int) -> tuple[int, bool]:
    """Takes records until one is broken; the line after its first one, and whether it took many."""
    line = begun
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return sys.maxsize, False
        except csv.Error as error:
            problem = f"no valid CSV ({error})"
            table.broken.append(Broken(line + 1, problem, "close every quote and double quotes inside fields"))
            return line + 1, begun + reader.line_num - line > LONG_LINES
        if fields and not table.columns:
            table.columns = [name.strip() for name in fields]
            table.repeated = frozenset(one for one in table.columns if table.columns.count(one) > 1)
        elif fields and len(fields) != len(table.columns):
            problem = f"{len(fields)} fields, the header has {len(table.columns)}"
            table.broken.append(Broken(line + 1, problem, "quote fields that hold separators or line breaks"))
        elif fields:
            table.rows.append((line + 1, dict(zip(table.columns, fields, strict=True))))
        line = begun + reader.line_num


def _lines(content: str) -> Table:
    table = Table()
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            try:
                table.take(number, json.loads(line))
            except (json.JSONDecodeError, RecursionError):
                table.broken.append(Broken(number, "the line is no JSON", "write one JSON object per line"))
    return table.named()


def _array(path: Path, content: str) -> Table:
    try:
        value = json.loads(content)
    except json.JSONDecodeError as error:
        raise InputFileError(path, "the file is no JSON", "write an array of objects", error.lineno) from error
    except RecursionError as error:
        raise InputFileError(path, "the JSON is nested too deep", "write an array of objects") from error
    if isinstance(value, dict):
        lists = [one for one in value.values() if isinstance(one, list)]
        value = lists[0] if len(lists) == 1 else [value]
    if not isinstance(value, list) or (value and not any(isinstance(one, dict) for one in value)):
        raise InputFileError(path, "the file is no array of objects", "write an array of objects", 1)
    table = Table()
    for number, one in enumerate(value, start=1):
        table.take(number, one)
    return table.named()
