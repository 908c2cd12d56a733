"""relationships.csv and links.csv are written by a person: each version of a file says all, and takes back what it leaves out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from tests.ingest_world import CONTRACTS, PAYMENTS, account, balances, load, loaded, write
from tests.support.running import audit

HEADER = "client_id,freelancer_id,origin,first_met_at,evidence,exit_fee_paid_on\n"
ANN = "ann,me,off_platform,2020-03-01,a mail,\n"
BOB = "bob,me,platform,,,2025-04-01\n"
COLUMNS = (
    "client_id, origin, first_met_at, first_met_at_precision, evidence, exit_fee_paid_on, source_file, source_line"
)


def rows(engine: Engine) -> list[tuple[Any, ...]]:
    return engine.rows(f"SELECT {COLUMNS} FROM relationships ORDER BY ALL")


def fresh(folder: Path) -> list[tuple[Any, ...]]:
    engine = Engine.in_memory()
    load(engine, folder)
    found = rows(engine)
    engine.close()
    return found


# name: versions of the files, one after the other; a file that a version does not name stays as it was
EDITS: dict[str, list[dict[str, str]]] = {
    "a row is taken out": [{"r.csv": HEADER + ANN + BOB}, {"r.csv": HEADER + BOB}],
    "the first row is taken out and comes back": [
        {"r.csv": HEADER + ANN + BOB},
        {"r.csv": HEADER + BOB},
        {"r.csv": HEADER + ANN + BOB},
    ],
    "all rows are taken out": [{"r.csv": HEADER + ANN}, {"r.csv": HEADER}],
    "a day is corrected to an earlier one": [
        {"r.csv": HEADER + BOB},
        {"r.csv": HEADER + BOB.replace("2025-04-01", "2024-04-01")},
    ],
    "a stated day is emptied": [{"r.csv": HEADER + BOB}, {"r.csv": HEADER + BOB.replace("2025-04-01", "")}],
    "a row that another file states alike stays": [
        {"a.csv": HEADER + ANN + BOB, "b.csv": HEADER + ANN},
        {"a.csv": HEADER + BOB},
    ],
    "a row that another file states otherwise is that file's": [
        {"a.csv": HEADER + ANN.replace("2020-03-01", "2020-03-02T10:00:00Z") + BOB, "b.csv": HEADER + ANN},
        {"a.csv": HEADER + BOB},
    ],
    "what two files state goes when both take it out": [
        {"a.csv": HEADER + ANN + BOB, "b.csv": HEADER + ANN + BOB},
        {"a.csv": HEADER + BOB},
        {"b.csv": HEADER + BOB},
    ],
    "a file of another place is not touched": [
        {"a.csv": HEADER + ANN, "b.csv": HEADER + BOB},
        {"b.csv": HEADER + BOB.replace("platform", "unknown")},
    ],
    "an edit that keeps a row moves its line": [{"r.csv": HEADER + ANN + BOB}, {"r.csv": HEADER + BOB + ANN}],
    "a row that is broken by now is not the old one": [
        {"r.csv": HEADER + ANN + BOB},
        {"r.csv": HEADER + ANN.replace("2020-03-01", "one day") + BOB},
    ],
    "a document": [
        {"r.json": '[{"client_id": "ann", "freelancer_id": "me", "origin": "unknown"}, {"client_id": "bob", "origin": "platform"}]'},
        {"r.json": '[{"client_id": "bob", "origin": "platform"}]'},
    ],
}  # fmt: skip


@pytest.mark.parametrize("edits", EDITS.values(), ids=list(EDITS))
def test_after_each_edit_the_store_says_what_a_fresh_one_does(edits: list[dict[str, str]], tmp_path: Path) -> None:
    with loaded(tmp_path, edits[0]) as (store, _):
        for version in edits[1:]:
            report = load(store, write(tmp_path, version))
            assert rows(store) == fresh(tmp_path)
            assert all(balances(file) for file in report.files)
            assert {file.status for file in load(store, tmp_path).files} == {"known"}
            assert rows(store) == fresh(tmp_path)


def test_an_edit_counts_as_what_it_is_and_says_what_it_takes_back(tmp_path: Path) -> None:
    carl = ANN.replace("ann", "carl")
    with loaded(tmp_path, {"r.csv": HEADER + ANN + BOB + carl}) as (store, _):
        edited = HEADER + carl.replace("a mail", "a letter") + BOB + BOB.replace("bob", "dan")
        report = load(store, write(tmp_path, {"r.csv": edited}))
        found = account(report, "r.csv")
        assert (found.rows_loaded, found.rows_updated, found.rows_known) == (1, 1, 1)
        assert [one for one in report.warnings if "1 row of relationships" in one and "taken back" in one]
        assert not load(store, tmp_path).warnings


def test_a_repaired_row_stays_when_another_row_is_edited(tmp_path: Path) -> None:
    broken = ANN.replace("2020-03-01", "1 March 2020")
    with loaded(tmp_path, {"r.csv": HEADER + broken + BOB}) as (store, _):
        text = f'file,line,table,column,reason,raw\nr.csv,2,relationships,first_met_at,E201,"{ANN.strip()}"\n'
        repaired = write(tmp_path / "out", {"quarantine.csv": text}) / "quarantine.csv"
        assert [file.rows_loaded for file in ingesting.retry(store, [repaired]).files] == [1]
        write(tmp_path, {"r.csv": HEADER + broken + BOB.replace("2025-04-01", "2025-05-01")})
        found = account(load(store, tmp_path / "r.csv"), "r.csv")
        assert (found.rows_updated, found.rows_known, found.rows_quarantined) == (1, 1, 0)
        assert store.rows("SELECT client_id, first_met_at FROM relationships ORDER BY 1") == [
            ("ann", datetime(2020, 3, 1)),
            ("bob", None),
        ]


def test_an_origin_that_is_taken_back_frees_nobody_any_more(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in",
        {
            "contracts.csv": CONTRACTS + "k1,ann,me,Site,hourly,ended,2025-01-01,2025-06-30,40,USD,upwork\n",
            "payments.csv": PAYMENTS + "p1,ann,me,k1,2025-02-01,80.00,USD,8.00,2,hourly,,\n",
            "relationships.csv": HEADER + ANN + BOB,
        },
    )
    first = audit(folder, tmp_path / "grown", "2026-01-15").eligibility
    write(folder, {"relationships.csv": HEADER + BOB})
    grown = audit(folder, tmp_path / "grown", "2026-01-15").eligibility
    assert grown == audit(folder, tmp_path / "fresh", "2026-01-15").eligibility
    states = [{row["client_id"]: row["state"] for row in found}["ann"] for found in (first, grown)]
    assert states == ["exempt_origin", "waiting"]
