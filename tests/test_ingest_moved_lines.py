"""A quarantine.csv whose line numbers were shifted: its texts replace no other rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from auditor import ingesting
from tests.ingest_world import MESSAGES, loaded

BAD = [
    "m1,c1,fl,t1,k1,client,2025-01-01",
    "m2,c1,fl,t1,k1,client,2025-01-02,a,b",
    "m3,c1,fl,t1,k1,client,2025-13-03,hi",
]
GOOD = [
    "m1,c1,fl,t1,k1,client,2025-01-01,hi",
    'm2,c1,fl,t1,k1,client,2025-01-02,"a,b"',
    "m3,c1,fl,t1,k1,client,2025-12-03,hi",
]


@pytest.mark.parametrize(("step", "loads"), [(0, 3), (1, 0), (-1, 0)])
def test_texts_at_shifted_lines_replace_no_other_rows(step: int, loads: int, tmp_path: Path) -> None:
    with loaded(tmp_path, {"m.csv": MESSAGES + "".join(f"{row}\n" for row in BAD)}) as (store, _):
        rows = store.rows(
            "SELECT file, line + $step, table_name, column_name, reason FROM quarantine ORDER BY line", {"step": step}
        )
        with (tmp_path / "quarantine.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("file", "line", "table", "column", "reason", "raw"))
            writer.writerows((*row, good) for row, good in zip(rows, GOOD, strict=True))
        said = ingesting.retry(store, [tmp_path / "quarantine.csv"]).warnings
        assert store.rows("SELECT count(*) FROM messages") == [(loads,)]
        assert store.rows("SELECT count(*) FROM quarantine") == [(3 - loads,)]
        assert any("one line off" in one for one in said) == (not loads)


def test_a_fault_that_changed_meanwhile_is_no_shift(tmp_path: Path) -> None:
    with loaded(tmp_path, {"m.csv": MESSAGES + "".join(f"{row}\n" for row in BAD)}) as (store, _):
        rows = [("m.csv", 2, "messages", "", "E120 x", GOOD[0]), ("m.csv", 3, "messages", "", "E201 x", GOOD[1])]
        with (tmp_path / "quarantine.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("file", "line", "table", "column", "reason", "raw"), *rows])
        ingesting.retry(store, [tmp_path / "quarantine.csv"])
        assert store.rows("SELECT count(*) FROM messages") == [(2,)]
