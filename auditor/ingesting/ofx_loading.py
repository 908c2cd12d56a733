"""Loads the transactions of an OFX file, 1.x (SGML, leaves without an end) or 2.x (XML), as text into `raw`.

No parser of SGML or XML is needed, nor wanted: a transaction is the text from <STMTTRN> to </STMTTRN>, and in it each leaf
is a tag with the text behind it. Entities are the five that XML knows, and are never defined by the file.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl

from auditor.engines.duckdb import Engine
from auditor.ingesting.json_text import LINE_END
from auditor.ingesting.opening import opened
from auditor.ingesting.planning import OFX_COLUMNS as COLUMNS
from auditor.ingesting.planning import PlannedFile
from auditor.ingesting.raw_rows import BadRow, RawRows, line_numbers, make_raw

LEAF = re.compile(r"<([A-Za-z0-9.]+)>([^<\r\n]*)")
MARK = re.compile(r"<(/?STMTTRN|/?BANKTRANLIST|CURDEF|ACCTID)>([^<\r\n]*)", re.IGNORECASE)
BLOCK_BYTES = 1 << 20
LONGEST_TRANSACTION = 1 << 20
NESTED = {"CURSYM": "CURRENCY"}
REMEDY = "repair it in private/quarantine.csv or in the export"


@dataclass(frozen=True, slots=True)
class Transaction:
    """The text of one transaction, its line, and what stood above it: currency and account. `closed` is false when it has no end."""

    line: int
    raw: str
    currency: str
    account: str
    closed: bool


def load(engine: Engine, file: PlannedFile, sha256: str) -> RawRows:
    """Fill `raw`. A transaction that is not closed is a bad row. Raises InputFileError when the file cannot be read."""
    good: list[Transaction] = []
    bad: list[BadRow] = []
    lines = size = 0
    with opened(file.path, file.name, file.encoding) as stream:
        for found in transactions(stream):
            if isinstance(found, tuple):
                lines, size = found
            elif found.closed:
                good.append(found)
            else:
                problem = f"E140 the transaction has no end before the next one -> {REMEDY}"
                bad.append(BadRow(found.line, found.raw, (("E140", problem),)))
    make_raw(engine, len(COLUMNS))
    rows = [leaves(one) for one in good]
    engine.append("raw", pl.DataFrame({f"c{place}": [row.get(name) for row in rows] for place, name in enumerate(COLUMNS)},
                                      schema={f"c{place}": pl.String for place in range(len(COLUMNS))}))  # fmt: skip

    def texts(wanted: Sequence[int]) -> Iterator[str]:
        return (good[row].raw for row in wanted)

    places = line_numbers([one.line for one in good])
    return RawRows(sha256, size, lines, COLUMNS, places, "raw", {}, texts, tuple(bad), file.encoding)


def leaves(found: Transaction) -> dict[str, str]:
    """The leaves of a transaction; empty ones are left out."""
    values = {"CURRENCY": found.currency, "ACCTID": found.account}
    for leaf in LEAF.finditer(found.raw):
        name, text = leaf[1].upper(), html.unescape(leaf[2]).strip()
        if text and (name in COLUMNS or name in NESTED):
            values[NESTED.get(name, name)] = text
    if found.account and values.get("FITID"):
        # Banks number the transactions of each account by themselves; an account number does not belong into an id.
        values["FITID"] += "@" + hashlib.sha256(found.account.encode()).hexdigest()[:8]
    return {name: text for name, text in values.items() if text}


def transactions(stream: BinaryIO) -> Iterator[Transaction | tuple[int, int]]:
    """All transactions in order; at last the number of physical lines and of bytes."""
    held, line, size, currency, account = "", 1, 0, "", ""
    begun = -1
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while True:
        block = stream.read(BLOCK_BYTES)
        size += len(block)
        held += decoder.decode(block, final=not block)
        place = 0
        # A transaction that went on over the border begins this text, and was seen.
        for mark in MARK.finditer(held, begun + 1):
            if block and mark.end() == len(held):
                break
            name, text = mark[1].upper(), mark[2].strip()
            if name == "STMTTRN" or (name == "/BANKTRANLIST" and begun >= 0):
                if begun >= 0:
                    yield Transaction(
                        line + _lines(held, 0, begun), held[begun : mark.start()].rstrip(), currency, account, False
                    )
                begun = mark.start() if name == "STMTTRN" else -1
            elif name == "/STMTTRN" and begun >= 0:
                end = mark.start() + len("</STMTTRN>")
                yield Transaction(line + _lines(held, 0, begun), held[begun:end], currency, account, True)
                begun = -1
            elif name == "CURDEF":
                currency = text
            elif name == "ACCTID" and begun < 0:
                account = text
            place = mark.end()
        if not block:
            if begun >= 0:
                yield Transaction(line + _lines(held, 0, begun), held[begun:].rstrip(), currency, account, False)
            yield line + _lines(held, 0, len(held)) - (1 if held.endswith(("\n", "\r")) or not held else 0), size
            return
        # What is read stays until the transaction in it is whole; a mark may be cut by the border.
        last = held.rfind("<", place)
        keep = begun if begun >= 0 else last if last >= 0 else len(held)
        keep -= keep > 0 and held[keep - 1] == "\r"
        line += _lines(held, 0, keep)
        begun = begun - keep if begun >= 0 else -1
        held = held[keep:]
        if begun >= 0 and len(held) > LONGEST_TRANSACTION:
            yield Transaction(line, held, currency, account, False)
            line, held, begun = line + _lines(held, 0, len(held)), "", -1


def _lines(text: str, start: int, end: int) -> int:
    return len(LINE_END.findall(text, start, end)) if "\r" in text else text.count("\n", start, end)
