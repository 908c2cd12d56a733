"""A longer export of one account, read without --freelancer into a store of two: known rows stay whose they are, and of new ones it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from tests.ingest_world import account, load, write

PAID = "payment_id,client_id,paid_at,amount,currency,kind\n"
FIRST = "p1,nordlicht,2026-05-05,100,USD,hourly\np2,kiwi,2026-05-06,200,USD,hourly\n"
NEW = "p3,nordlicht,2026-06-05,600,USD,hourly\n"
OTHER = "q1,kiwi,2026-05-07,300,USD,hourly\n"
CORRECTED = FIRST.replace("p2,kiwi,2026-05-06,200", "p2,kiwi,2026-05-06,250")
WHOSE = "SELECT payment_id, freelancer_id FROM payments ORDER BY 1"
SAID = (
    "longer/payments.csv:4: 1 payment that names no freelancer counts for me, but rows of this file are known as those of ana"
    " -> if all of them are, audit this file again with --freelancer ana"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine.in_memory()
    for name, rows in (("ana", FIRST), ("ben", OTHER)):
        load(engine, write(tmp_path / name, {"payments.csv": PAID + rows}), freelancer=name)
    yield engine
    engine.close()


def read(engine: Engine, folder: Path, rows: str, **options: str) -> tuple[str, ...]:
    """Read a longer export, whose name tells its folder."""
    write(folder, {"all/longer/payments.csv": PAID + rows})
    return load(engine, folder / "all", **options).warnings


def test_new_rows_beside_known_ones_of_one_freelancer_are_said(store: Engine, tmp_path: Path) -> None:
    assert SAID in read(store, tmp_path, FIRST + NEW)
    assert store.rows(WHOSE) == [("p1", "ana"), ("p2", "ana"), ("p3", "me"), ("q1", "ben")]


def test_it_is_said_until_the_advice_is_taken(store: Engine, tmp_path: Path) -> None:
    read(store, tmp_path, FIRST + NEW)
    assert SAID in read(store, tmp_path, FIRST + NEW)
    assert SAID not in read(store, tmp_path, FIRST + NEW, freelancer="ana")
    assert store.rows(WHOSE) == [("p1", "ana"), ("p2", "ana"), ("p3", "ana"), ("q1", "ben")]


def test_a_known_row_that_changed_stays_with_its_freelancer(store: Engine, tmp_path: Path) -> None:
    folder = write(tmp_path / "later", {"payments.csv": PAID + CORRECTED})
    report = load(store, folder)
    assert (account(report, "payments.csv").rows_updated, report.warnings) == (1, ())
    assert store.rows("SELECT freelancer_id, amount::INTEGER FROM payments WHERE payment_id = 'p2'") == [("ana", 250)]


SILENT = {
    "nothing of it is new": FIRST,
    "known rows of two freelancers: an agency's file": FIRST + OTHER + NEW,
    "nothing of it is known": NEW,
}


@pytest.mark.parametrize("case", SILENT)
def test_where_nothing_tells_whose_the_new_rows_are_no_freelancer_is_named(
    case: str, store: Engine, tmp_path: Path
) -> None:
    assert read(store, tmp_path, SILENT[case]) == ()


def test_in_a_store_of_one_freelancer_new_rows_are_that_ones(tmp_path: Path) -> None:
    engine = Engine.in_memory()
    load(engine, write(tmp_path / "ana", {"payments.csv": PAID + FIRST}), freelancer="ana")
    assert read(engine, tmp_path, FIRST + NEW) == ()
    load(engine, write(tmp_path / "ben", {"payments.csv": PAID + OTHER}), freelancer="ben")
    assert engine.rows("SELECT freelancer_id FROM payments WHERE payment_id = 'p3'") == [("me",)]
    assert SAID in load(engine, tmp_path / "all").warnings
    engine.close()
