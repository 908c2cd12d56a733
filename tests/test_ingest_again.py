"""Again and again: unchanged files are not opened, longer exports add what is new, and an interruption leaves no trace."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.ingesting import opening, running
from auditor.settings import IngestOptions, no_progress
from tests.ingest_world import CONTRACT, CONTRACTS, MESSAGE, MESSAGES, PAYMENT, PAYMENTS, account, snapshot, write
from tests.support.running import audit

FILES = {
    "contracts.csv": CONTRACTS + CONTRACT,
    "messages.csv": MESSAGES + "broken\n" + MESSAGE,
    "payments.csv": PAYMENTS + PAYMENT,
}


def again(folder: Path, store: Path, verify: bool = False) -> ingesting.IngestReport:
    """One more run over the folder, as a night's job does it."""
    options = IngestOptions()
    plan = ingesting.plan([folder], options, {} if verify else ingesting.seen_files(store, options))
    with Engine.open(store) as engine:
        return ingesting.ingest(engine, plan, no_progress)


def refuse(*given: Any, **named: Any) -> Any:
    raise AssertionError("a file was opened")


def test_an_unchanged_file_is_not_opened_and_its_rows_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", FILES)
    first = again(folder, tmp_path / "s.duckdb")
    monkeypatch.setattr(opening, "opened", refuse)
    monkeypatch.setattr(running, "sha256_of", refuse)
    second = again(folder, tmp_path / "s.duckdb")
    assert [(file.path, file.sha256) for file in second.files] == [(file.path, file.sha256) for file in first.files]
    assert {(file.rows_loaded, file.rows_updated, file.status) for file in second.files} == {(0, 0, "known")}
    messages = account(second, "messages.csv")
    assert (messages.rows_read, messages.rows_known, messages.rows_quarantined) == (2, 1, 1)


@pytest.mark.parametrize("change", ["time", "inode", "size"])
def test_a_file_whose_size_time_or_inode_changed_is_read_again(change: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", FILES)
    again(folder, tmp_path / "s.duckdb")
    path = folder / "payments.csv"
    before = path.stat()
    text = PAYMENTS + (PAYMENT.replace("80.00", "90.00") if change != "size" else PAYMENT + PAYMENT.replace("p1", "p2"))
    if change == "inode":
        path.rename(tmp_path / "old.csv")
    path.write_text(text, encoding="utf-8")
    if change != "time":
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    report = again(folder, tmp_path / "s.duckdb")
    file = account(report, "payments.csv")
    assert (file.rows_loaded, file.rows_updated) == ((1, 0) if change == "size" else (0, 1))


def test_verify_reads_a_file_that_was_changed_behind_an_unchanged_stamp(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", FILES)
    again(folder, tmp_path / "s.duckdb")
    path = folder / "payments.csv"
    before = path.stat()
    path.write_text(PAYMENTS + PAYMENT.replace("80.00", "90.00"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert account(again(folder, tmp_path / "s.duckdb"), "payments.csv").rows_known == 1
    assert account(again(folder, tmp_path / "s.duckdb", verify=True), "payments.csv").rows_updated == 1


def test_other_options_read_an_unchanged_file_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", FILES)
    again(folder, tmp_path / "s.duckdb")
    options = IngestOptions(timezone="Europe/Berlin")
    assert ingesting.seen_files(tmp_path / "s.duckdb", options) == {}


def test_other_options_and_the_first_ones_again_end_with_the_first_ones(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"payments.csv": PAYMENTS + PAYMENT.replace("12:00:00Z", "12:00:00")})
    with Engine.open(tmp_path / "s.duckdb") as store:
        for timezone, hour in (("UTC", 12), ("Asia/Tokyo", 3), ("UTC", 12)):
            options = IngestOptions(timezone=timezone)
            ingesting.ingest(store, ingesting.plan([folder], options), no_progress)
            assert store.rows("SELECT hour(paid_at) FROM payments") == [(hour,)]


def test_a_longer_export_adds_what_is_new_and_updates_what_changed(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"payments.csv": PAYMENTS + PAYMENT + PAYMENT.replace("p1", "p2")})
    again(folder, tmp_path / "s.duckdb")
    longer = PAYMENTS + PAYMENT + PAYMENT.replace("p1", "p2").replace("80.00", "81.00") + PAYMENT.replace("p1", "p3")
    write(folder, {"payments.csv": longer})
    file = account(again(folder, tmp_path / "s.duckdb"), "payments.csv")
    assert (file.rows_loaded, file.rows_updated, file.rows_known) == (1, 1, 1)


OPEN = "k1,c1,fl,Site,hourly,active,2022-01-01,,40,USD,upwork\n"
ENDED = "k1,c1,fl,Site,hourly,ended,2022-01-01,2022-06-30,40,USD,upwork\n"
OTHERS = {
    "payments.csv": PAYMENTS + "p1,c1,fl,k1,2022-03-01,80.00,USD,8.00,2,hourly,,\n",
    "messages.csv": MESSAGES + "m1,c1,fl,t1,k1,client,2022-05-02T09:00:00Z,Hello there\n",
}


def test_a_contract_exported_open_and_again_after_its_end_is_judged_as_in_a_fresh_store(tmp_path: Path) -> None:
    early = write(tmp_path / "early", {"contracts.csv": CONTRACTS + OPEN, **OTHERS})
    late = write(tmp_path / "late", {"contracts.csv": CONTRACTS + ENDED, **OTHERS})
    (first,) = audit(early, tmp_path / "grown", "2026-01-15").eligibility
    (grown,) = audit(late, tmp_path / "grown", "2026-01-15").eligibility
    (fresh,) = audit(late, tmp_path / "fresh", "2026-01-15").eligibility
    assert first["state"] == "blocked_active_contract"
    assert grown == fresh
    assert (fresh["state"], fresh["eligible_on"]) == ("eligible", "2024-06-30")


def statements(folder: Path, store: Path, stop_at: int | None, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run over the folder, interrupted before its statement number `stop_at`; returns how many statements began."""
    count = 0
    run = Engine._run

    def counted(engine: Engine, sql: str, params: Mapping[str, Any] | None) -> duckdb.DuckDBPyConnection:
        nonlocal count
        count += 1
        if count == stop_at:
            raise KeyboardInterrupt
        return run(engine, sql, params)

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "_run", counted)
        if stop_at is None:
            again(folder, store, verify=True)
        else:
            with pytest.raises(KeyboardInterrupt):
                again(folder, store, verify=True)
    return count


def test_interrupted_before_any_statement_the_next_run_ends_as_an_undisturbed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", FILES)
    total = statements(folder, tmp_path / "undisturbed.duckdb", None, monkeypatch)
    with Engine.open(tmp_path / "undisturbed.duckdb") as engine:
        expected = snapshot(engine)
    assert total > 60
    for stop_at in range(1, total + 1, 2):
        store = tmp_path / f"{stop_at}.duckdb"
        statements(folder, store, stop_at, monkeypatch)
        again(folder, store)
        with Engine.open(store) as engine:
            assert snapshot(engine) == expected, stop_at
