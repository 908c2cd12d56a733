"""What is said of files that are not read, and of what the store holds besides, is of help."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.ingest_world import PAYMENT, PAYMENTS, write
from tests.support.running import auditor


def test_an_archive_inside_an_archive_is_named(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("payments.csv", PAYMENTS + PAYMENT)
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    ended = auditor("ingest", tmp_path / "outer.zip", "--db", tmp_path / "s.duckdb")
    assert ended.status == 4
    assert "outer.zip/inner.zip: an archive inside an archive is not unpacked" in ended.err


def test_the_kinds_that_are_read_name_archives(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x\n", encoding="utf-8")
    assert ".zip" in auditor("ingest", tmp_path / "a.txt", "--db", tmp_path / "s.duckdb").err


@pytest.mark.parametrize("table", ["links", "relationships"])
def test_a_table_of_the_list_can_be_shown(table: str) -> None:
    ended = auditor("profiles", "show", table)
    assert ended.status == 0 and f"canonical: {table}" in ended.out


def test_an_earlier_version_of_a_file_is_no_other_file(tmp_path: Path) -> None:
    def audited(name: str) -> str:
        out = tmp_path / f"out{len([*tmp_path.iterdir()])}"
        ended = auditor("audit", tmp_path / name, "--db", tmp_path / "s.duckdb", "--out", out, "--as-of", "2025-06-30")
        return ended.out + ended.err

    write(tmp_path, {"a.csv": PAYMENTS + PAYMENT})
    audited("a.csv")
    write(tmp_path, {"a.csv": PAYMENTS + PAYMENT + PAYMENT.replace("p1", "p2")})
    assert "earlier runs" not in audited("a.csv")
    write(tmp_path, {"b.csv": PAYMENTS + PAYMENT.replace("p1", "p3")})
    assert "also holds 1 file of earlier runs" in audited("b.csv")
