"""Loads the transactions of an OFX file, 1.x (SGML, leaves without an end) or 2.x (XML), as text into `raw`, a batch at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np
import polars as pl

from auditor.engines.duckdb import Engine
from auditor.errors import InputFileError
from auditor.ingesting.encodings import is_utf8, original
from auditor.ingesting.ofx_counting import TransactionCount
from auditor.ingesting.ofx_cutting import Cutter, Piece
from auditor.ingesting.ofx_leaves import ELSEWHERE, Fault, leaves_of
from auditor.ingesting.ofx_statements import Statements
from auditor.ingesting.opening import opened
from auditor.ingesting.places import RowLines
from auditor.ingesting.planning import OFX_COLUMNS as COLUMNS
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import BadRow, BadRows, RawRows, make_raw

BATCH_ROWS = 10_000
REMEDY = "repair it in private/quarantine.csv or in the export"
SCHEMA = {f"c{place}": pl.String for place in range(len(COLUMNS))}
Row = dict[str, str]


class _Counted:
    """A stream whose bytes are counted while they are read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = TransactionCount()

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self.count.take(block, final=not block)
        return block


def load(engine: Engine, file: PlannedFile, sha256: str) -> RawRows:
    """Fill `raw`. What is no whole transaction is a bad row, and reading goes on.

    Raises InputFileError when the file cannot be read, or holds another number of transactions than were found.
    """
    bad = BadRows(engine.path.parent if engine.path else None)
    cutter, rows, lines, found = Cutter(), list[Row](), list[int](), 0
    statements = Statements()
    make_raw(engine, len(COLUMNS))
    with opened(file.path, file.name, file.encoding) as stream:
        counted = _Counted(stream)
        for piece in cutter.pieces(counted):  # type: ignore[arg-type]
            found += piece.is_counted
            statements.take(piece)
            row, faults = judged(piece)
            if faults:
                bad.append(_bad(piece, faults, file.encoding))
                continue
            rows.append(row)
            lines.append(piece.line)
            if len(rows) >= BATCH_ROWS:
                _append(engine, rows)
    _append(engine, rows)
    if found + cutter.commented != counted.count.total:
        problem = f"it holds {counted.count.total} transactions, of which {found} can be told apart, so none was loaded"
        raise InputFileError(file.name, problem, "export it again; if that does not help, report the file as a fault")
    return RawRows(
        sha256=sha256,
        size_bytes=cutter.size,
        physical_lines=cutter.line,
        header=COLUMNS,
        lines=RowLines.of(np.array(lines, np.int64)),
        relation="raw",
        params={},
        texts=lambda wanted: _texts(file, wanted),
        bad=bad,
        encoding=file.encoding,
        said=_said(file, cutter, counted.count),
        above=statements.found,
    )


def judged(piece: Piece) -> tuple[Row, tuple[Fault, ...]]:
    """The columns of a transaction, and its faults."""
    text = piece.data.decode("utf-8", "surrogateescape")
    faults: list[Fault] = []
    if not text.isascii() and any("\ud800" <= mark <= "\udfff" for mark in text):
        faults.append(("E125", "the transaction holds bytes that are no text in the encoding of the file"))
    if "\0" in text:
        faults.append(("E124", "the transaction holds NUL bytes"))
    if piece.fault:
        return {}, (("E140", piece.fault), *faults)
    leaves = leaves_of(text)
    texts = leaves.texts
    row = {"CURRENCY": piece.currency, **texts, "ACCTID": piece.account}
    for key, name in ELSEWHERE.items():
        if key in texts and (name == "CURRENCY" or name not in texts):
            row[name] = texts[key]
    if "CURRENCY.CURRATE" in texts and "CURRENCY.CURSYM" not in texts:
        leaves.misplaced("CURRENCY does not say which currency it means")
    if piece.account and row.get("FITID"):
        # Banks number the transactions of each account by themselves; an account number does not belong into an id.
        row["FITID"] += "@" + hashlib.sha256(piece.account.encode()).hexdigest()[:8]
    return row, (*faults, *leaves.faults)


def _append(engine: Engine, rows: list[Row]) -> None:
    columns = {f"c{place}": [row.get(name) or None for row in rows] for place, name in enumerate(COLUMNS)}
    engine.append("raw", pl.DataFrame(columns, schema=SCHEMA))
    rows.clear()


def _bad(piece: Piece, faults: Sequence[Fault], encoding: str) -> BadRow:
    exact = original(piece.data, encoding)
    has_no_text = any(code == "E125" for code, _ in faults)
    text = exact.decode(encoding, "backslashreplace") if has_no_text else piece.data.decode("utf-8", "backslashreplace")
    reasons = tuple((code, f"{code} {said}" + ("" if " -> " in said else f" -> {REMEDY}")) for code, said in faults)
    return BadRow(piece.line, text, reasons, None if is_utf8(encoding) and not has_no_text else exact)


def _texts(file: PlannedFile, wanted: Sequence[int]) -> Iterator[str]:
    """The texts of these rows, in rising order, by another pass over the file."""
    rest = iter(wanted)
    row, number = next(rest, None), -1
    if row is None:
        return
    with opened(file.path, file.name, file.encoding) as stream:
        for piece in Cutter().pieces(stream):
            if judged(piece)[1]:
                continue
            number += 1
            if number == row:
                yield piece.data.decode()
                row = next(rest, None)
                if row is None:
                    return


def _said(file: PlannedFile, cutter: Cutter, count: TransactionCount) -> tuple[str, ...]:
    said = []
    if cutter.commented:
        said.append(
            f"{file.name}: {cutter.commented} transaction(s) stand in a comment and are no rows -> nothing is to be done"
        )
    if count.pending:
        said.append(
            f"{file.name}: {count.pending} pending transaction(s) are no payments yet -> export them again when they are"
        )
    if not cutter.is_ended:
        said.append(
            f"{file.name}:{cutter.line}: the file ends without </OFX>, as one that was cut off does -> compare it with the export"
        )
    return tuple(said)
