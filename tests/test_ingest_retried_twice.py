"""quarantine.csv given back a second time: what was loaded meanwhile is said once, and nothing contradicts it."""

from __future__ import annotations

from pathlib import Path

from tests.test_ingest_retrying import audited, edit, retry

__all__ = ["audited"]

GONE = "not in the quarantine of this store -> nothing is to be done for rows that were loaded meanwhile"
UNCHANGED = "no row of the quarantine was changed"


def mended(raw: str) -> str:
    return raw.replace("eighty", "80.00").replace("=x", "8.00")


def test_the_same_repaired_file_twice_is_told_as_done(audited: Path) -> None:
    path = edit(audited, lambda row: mended(row["raw"]))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"".join(line for line in lines if line.startswith(b"payments.csv")))
    assert GONE not in retry(audited)
    again = retry(audited)
    assert f"payments.csv:2 is {GONE}" in again and UNCHANGED not in again


def test_rows_beside_them_that_nobody_changed_are_still_told(audited: Path) -> None:
    edit(audited, lambda row: mended(row["raw"]))
    retry(audited)
    again = retry(audited)
    assert f"payments.csv:2 is {GONE}" in again and UNCHANGED in again


def test_a_text_that_was_taken_out_was_changed(audited: Path) -> None:
    path = edit(audited, lambda row: "" if row["file"] == "payments.csv" else row["raw"])
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"".join(line for line in lines if line.startswith(b"payments.csv")))
    said = retry(audited)
    assert "payments.csv:2: the text of this row was taken out" in said and UNCHANGED not in said
