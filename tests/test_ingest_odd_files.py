"""Files that are told from what they seem to be: odd names, padding, pipes, two exports in one file."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from auditor import ingesting
from auditor.errors import UsageError
from auditor.settings import IngestOptions
from tests.ingest_world import CONTRACT, CONTRACTS, PAYMENT, PAYMENTS, account, balances, loaded, write

GOOD = {"contracts.csv": CONTRACTS + CONTRACT}
OPTIONS = IngestOptions()
ODD_NAMES = (
    "p[1].csv",
    "p1.csv",
    "a*.csv",
    "ab.csv",
    "c3=evil/c1=x.csv",
    b"p\xff.csv".decode("utf-8", "surrogateescape"),
)


def test_names_that_mean_more_to_a_database_are_names(tmp_path: Path) -> None:
    rows = {name: PAYMENT.replace("p1", f"id{number}") for number, name in enumerate(ODD_NAMES)}
    with loaded(tmp_path, {name: PAYMENTS + text for name, text in rows.items()}) as (store, report):
        found = dict(store.rows("SELECT source_file, payment_id FROM payments"))
        shown = {
            name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"): name for name in ODD_NAMES
        }
        assert {shown[file]: name for file, name in found.items()} == {
            name: f"id{number}" for number, name in enumerate(ODD_NAMES)
        }
        assert all(balances(file) for file in report.files)


def test_padding_behind_a_packed_file_is_nothing(tmp_path: Path) -> None:
    packed = gzip.compress((PAYMENTS + PAYMENT).encode(), mtime=0) + bytes(512)
    with loaded(tmp_path, {"payments.csv.gz": packed}) as (_, report):
        assert account(report, "payments.csv.gz").rows_loaded == 1


def test_a_pipe_is_no_file_that_can_be_audited(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "payments.csv")
    with pytest.raises(UsageError, match="no file that can be read twice -> "):
        ingesting.plan([tmp_path / "payments.csv"], OPTIONS)


def test_what_is_passed_over_in_a_folder_is_named(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(inside, {"payments.csv": PAYMENTS + PAYMENT})
    write(outside, {"more.csv": PAYMENTS + PAYMENT.replace("p1", "p2")})
    (inside / "linked").symlink_to(outside)
    (inside / "round").symlink_to(inside)
    (inside / "gone.csv").symlink_to("nowhere.csv")
    os.mkfifo(inside / "pipe.csv")
    (inside / "empty.zip").write_bytes(b"PK\5\6" + bytes(18))
    said = ingesting.plan([inside], OPTIONS).said
    assert [one.partition(":")[0] for one in said] == ["linked", "gone.csv", "pipe.csv", "empty.zip"]


def test_a_second_header_with_its_columns_in_another_order_is_no_row(tmp_path: Path) -> None:
    names = PAYMENTS.strip().split(",")
    with loaded(tmp_path, {**GOOD, "payments.csv": PAYMENTS + PAYMENT + ",".join(names[::-1]) + "\n" + PAYMENT}) as (
        store,
        report,
    ):
        file = account(report, "payments.csv")
        assert (file.status, file.message.split(" -> ")[0]) == (
            "refused",
            "payments.csv:3: another header stands here, with its columns in another order than the first",
        )
        assert store.rows("SELECT count(*) FROM payments") == [(0,)]
