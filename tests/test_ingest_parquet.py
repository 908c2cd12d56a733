"""Parquet is an export like any other: the same rows as the CSV of the same table, set aside and repaired alike."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from auditor.engines.duckdb import Engine
from auditor.errors import NothingToAuditError
from tests.ingest_world import CONTRACT, CONTRACTS, MESSAGE, MESSAGES, PAYMENT, PAYMENTS, account, balances, load, write
from tests.support.running import auditor

TABLES = {
    "contracts": CONTRACTS + CONTRACT,
    "payments": PAYMENTS + PAYMENT + PAYMENT.replace("p1", "p2").replace("80.00", "many"),
    "messages": MESSAGES + MESSAGE + MESSAGE.replace("m1", "m2").replace("Hello there", '"a, ""b""\nc – ü"'),
}
COLUMNS = "* EXCLUDE (file_no, source_file, source_line)"


@pytest.fixture
def engine() -> Iterator[Engine]:
    opened = Engine.in_memory()
    yield opened
    opened.close()


def as_parquet(folder: Path, name: str, text: str) -> Path:
    header, *rows = csv.reader(text.splitlines(keepends=True))
    frame = pl.DataFrame([[one or None for one in row] for row in rows], dict.fromkeys(header, pl.String), orient="row")
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(folder / name)
    return folder / name


def typed(folder: Path, name: str, sql: str) -> Path:
    """A file of what the statement selects, in the types that it selects them."""
    path = folder / name
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'America/Lima'")
        connection.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")
    return path


def test_the_rows_are_those_of_the_same_tables_in_csv(tmp_path: Path, engine: Engine) -> None:
    for name, text in TABLES.items():
        as_parquet(tmp_path / "parquet", f"{name}.parquet", text)
    report = load(engine, tmp_path / "parquet")
    other = Engine.in_memory()
    load(other, write(tmp_path / "csv", {f"{name}.csv": text for name, text in TABLES.items()}))
    for table in TABLES:
        sql = f"SELECT {COLUMNS} FROM {table} ORDER BY ALL"
        assert engine.rows(sql) == other.rows(sql) != []
    other.close()
    assert all(balances(one) for one in report.files)
    assert account(report, "payments.parquet").rows_quarantined == 1


def test_declared_types_are_read_as_what_they_are(tmp_path: Path, engine: Engine) -> None:
    typed(
        tmp_path,
        "payments.parquet",
        """SELECT 'p1' AS payment_id, 7 AS client_id, 'fl' AS freelancer_id, NULL AS contract_id,
        TIMESTAMPTZ '2025-01-08 12:00:00-05' AS paid_at, 80.50::DECIMAL(12, 2) AS amount, 'USD' AS currency,
        8.0::DOUBLE AS fee, 2::TINYINT AS hours, 'hourly' AS kind, NULL::VARCHAR AS channel, NULL::VARCHAR AS counterparty,
        [{'a': 1}] AS tags""",
    )
    typed(
        tmp_path,
        "contracts.parquet",
        """SELECT 'k1' AS contract_id, 7 AS client_id, 'fl' AS freelancer_id, 'Site' AS title, 'hourly' AS kind,
        'active' AS status, DATE '2025-01-01' AS started_at, NULL::DATE AS ended_at, 40 AS hourly_rate, 'USD' AS currency,
        'upwork' AS platform""",
    )
    load(engine, tmp_path)
    ((client, paid, amount, fee, hours, extra),) = engine.rows(
        "SELECT client_id, CAST(paid_at AS VARCHAR), CAST(amount AS VARCHAR), CAST(fee AS VARCHAR), CAST(hours AS VARCHAR), extra FROM payments"
    )
    assert (client, paid, float(amount), float(fee), float(hours)) == ("7", "2025-01-08 17:00:00", 80.5, 8.0, 2.0)
    assert json.loads(json.loads(extra)["tags"]) == [{"a": 1}]
    assert engine.rows("SELECT CAST(started_at AS VARCHAR)[:10], ended_at FROM contracts") == [("2025-01-01", None)]


def test_a_time_without_an_offset_is_one_of_the_zone_named(tmp_path: Path, engine: Engine) -> None:
    typed(
        tmp_path,
        "messages.parquet",
        """SELECT 'm1' AS message_id, 'c' AS client_id, 'fl' AS freelancer_id, 't' AS thread_id, NULL::VARCHAR AS contract_id,
        'client' AS sender, TIMESTAMP_NS '2025-01-08 12:00:00' AS sent_at, 'hello' AS body""",
    )
    load(engine, tmp_path, timezone="Europe/Berlin")
    assert engine.rows("SELECT CAST(sent_at AS VARCHAR) FROM messages") == [("2025-01-08 11:00:00",)]


def test_a_row_set_aside_is_told_with_its_number_and_can_be_repaired(tmp_path: Path) -> None:
    as_parquet(tmp_path / "in", "payments.parquet", TABLES["payments"])
    store, out = tmp_path / "s.duckdb", tmp_path / "out"
    ended = auditor("audit", tmp_path / "in", "--db", store, "--out", out, "--max-quarantine", "1")
    assert "payments.parquet:2: column amount" in ended.err
    path = out / "private" / "quarantine.csv"
    (row,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert row["line"] == "2" and json.loads(row["raw"])["amount"] == "many"
    path.write_text(path.read_text(encoding="utf-8").replace("many", "90.00"), encoding="utf-8")
    ended = auditor("ingest", "--retry-quarantine", out, "--db", store)
    assert ended.status == 0, ended.err
    engine = Engine.open(store)
    assert engine.rows("SELECT payment_id, CAST(amount AS DOUBLE) FROM payments ORDER BY 1") == [
        ("p1", 80.0),
        ("p2", 90.0),
    ]
    engine.close()


def test_the_same_file_again_brings_nothing_new(tmp_path: Path, engine: Engine) -> None:
    as_parquet(tmp_path, "messages.parquet", TABLES["messages"])
    load(engine, tmp_path)
    assert account(load(engine, tmp_path), "messages.parquet").rows_known == 2


@pytest.mark.parametrize("share", [0, 1, 4, 30, 60, 90, 99])
def test_a_file_that_was_cut_off_is_named_and_nothing_of_it_is_loaded(
    tmp_path: Path, engine: Engine, share: int
) -> None:
    path = as_parquet(tmp_path, "messages.parquet", TABLES["messages"])
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * share // 100])
    write(tmp_path, {"contracts.csv": CONTRACTS + CONTRACT})
    report = load(engine, tmp_path)
    assert account(report, "messages.parquet").status == "refused"
    assert "messages.parquet" in account(report, "messages.parquet").message
    assert engine.rows("SELECT count(*) FROM messages") == [(0,)]


def test_a_damaged_file_never_ends_in_an_error_of_our_own(tmp_path: Path) -> None:
    path = as_parquet(
        tmp_path, "messages.parquet", MESSAGES + "".join(MESSAGE.replace("m1", f"m{n}") for n in range(200))
    )
    write(tmp_path, {"contracts.csv": CONTRACTS + CONTRACT})
    content = path.read_bytes()
    for at in range(0, len(content), max(1, len(content) // 60)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x5A]) + content[at + 1 :])
        engine = Engine.in_memory()
        found = account(load(engine, tmp_path), "messages.parquet")
        assert found.status == "refused" or balances(found)
        engine.close()


def test_columns_that_no_profile_reads_are_refused_by_name(tmp_path: Path, engine: Engine) -> None:
    typed(tmp_path, "weather.parquet", "SELECT 1 AS wind, 2 AS rain")
    with pytest.raises(NothingToAuditError, match=r"weather\.parquet"):
        load(engine, tmp_path)


def test_a_name_with_signs_of_a_pattern_is_one_file(tmp_path: Path, engine: Engine) -> None:
    as_parquet(tmp_path, "messages[1]*.parquet", TABLES["messages"])
    as_parquet(tmp_path, "messages1.parquet", TABLES["messages"].replace("m1", "m8").replace("m2", "m9"))
    assert account(load(engine, tmp_path), "messages[1]*.parquet").rows_loaded == 2


def test_scan_reads_it_as_well(tmp_path: Path) -> None:
    path = typed(
        tmp_path,
        "m.parquet",
        "SELECT 7 AS id, TIMESTAMP '2026-01-01 10:00:00' AS sent_at, 'mail me at ana@fjordmail.net' AS body",
    )
    ended = auditor("scan", path, "--format", "jsonl")
    asked, found = map(json.loads, ended.out.splitlines())
    assert (asked["category"], found["normalized"]) == ("contact_request", "ana@fjordmail.net")
    path.write_bytes(path.read_bytes()[:-9])
    ended = auditor("scan", path)
    assert ended.status != 0 and "no Parquet file" in ended.err and "Traceback" not in ended.err
