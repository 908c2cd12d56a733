"""Every encoding, delimiter and newline of CSV files, each with all oddities at once, against what Python's csv module reads."""

from __future__ import annotations

import csv
import io
from itertools import product
from pathlib import Path

import pytest

from auditor import ingesting
from tests.ingest_world import account, balances, loaded

COLUMNS = ["message_id", "client_id", "freelancer_id", "sender", "sent_at", "body"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
DELIMITERS = {"commas": ",", "semicolons": ";", "tabs": "\t", "bars": "|"}
NEWLINES = {"lf": ("\n",), "crlf": ("\r\n",), "cr": ("\r",), "mixed": ("\n", "\r\n")}
REMARK = "# exported by somebody"
BODIES = [
    "plain",
    "café – “née”",
    "two\nlines",
    "two\r\nlines of Windows",
    "a lone\rCR",
    'she said "yes", or; no\tmay|be',
    "=1+1",
    "'quoted' #1",
    "x" * 20_000,
    "ends in a quote\"",
    "Größe",
]  # fmt: skip
BROKEN = "a NUL \0 in it"


def text_of(name: str, delimiter: str, newlines: tuple[str, ...], trailing: bool) -> str:
    """A file with a sep= line, blank lines, a remark, its header twice and a broken row; each row may end in a delimiter."""

    def line(cells: list[str]) -> str:
        made = io.StringIO(newline="")
        csv.writer(made, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
        return made.getvalue().removesuffix("\r\n") + (delimiter if trailing else "")

    rows = [
        line([f"{name}-{n}", "c1", "me", "client", f"2025-01-{n + 1:02d}T10:00:00Z", one])
        for n, one in enumerate(BODIES)
    ]
    broken = line([f"{name}-broken", "c1", "me", "client", "2025-02-01T10:00:00Z", BROKEN])
    head = line(COLUMNS)
    lines = [f"sep={delimiter}", head, *rows[:3], "", REMARK, *rows[3:7], head, broken, *rows[7:], ""]
    return "".join(one + newlines[number % len(newlines)] for number, one in enumerate(lines))


def expected(data: bytes, encoding: str, delimiter: str) -> dict[str, str]:
    """The bodies by id, as Python reads the bytes."""
    text = data.decode(encoding).removeprefix("\ufeff")
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if len(row) >= len(COLUMNS)]
    return {row[0]: row[5] for row in rows if row[:6] != COLUMNS and "\0" not in row[5]}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_form_of_a_file_gives_the_rows_that_stand_in_it(encoding: str, tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    wanted: dict[str, dict[str, str]] = {}
    for (kind, delimiter), (ends, newlines), trailing in product(DELIMITERS.items(), NEWLINES.items(), (False, True)):
        name = f"{kind}_{ends}{'_trailing' if trailing else ''}.csv"
        files[name] = text_of(name, delimiter, newlines, trailing).encode(encoding)
        wanted[name] = expected(files[name], encoding, delimiter)
        assert len(wanted[name]) == len(BODIES)
    with loaded(tmp_path, files) as (store, report):
        faults = {fault.file: fault for fault in ingesting.quarantine_rows(store)}
        for name in files:
            file = account(report, name)
            rows = store.rows("SELECT message_id, body FROM messages WHERE source_file = $name", {"name": name})
            assert dict(rows) == wanted[name], name
            assert (file.rows_read, file.rows_loaded) == (len(BODIES) + 2, len(BODIES)), name
            assert (file.rows_quarantined, file.rows_known) == (1, 1) and balances(file), name
            assert faults[name].reason.startswith("E124") and "broken" in faults[name].raw, name
