"""Once files are read, SQL reaches nothing outside the store; and a clock that was set back puts no run before an earlier one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from auditor.auditing import moving, runs
from auditor.engines.duckdb import Engine

REACHING_OUT = {
    "a file is read": "SELECT * FROM read_csv('{file}')",
    "a file is read as text": "SELECT * FROM read_text('{file}')",
    "a file is named as a table": "SELECT * FROM '{file}'",
    "folders are listed": "SELECT * FROM glob('{folder}/*')",
    "a file is written": "COPY (SELECT 1) TO '{folder}/new.csv'",
    "another store is opened": "ATTACH '{folder}/other.duckdb' AS other",
    "an extension is loaded": "LOAD httpfs",
    "an extension is fetched": "INSTALL httpfs",
    "an address is read": "SELECT * FROM read_csv('https://example.org/x.csv')",
    "the doors are opened again": "SET enable_external_access = true",
    "extensions are allowed again": "SET autoload_known_extensions = true",
    "a variable of Python is read": "SELECT * FROM secret",
}


@pytest.mark.parametrize("case", REACHING_OUT)
def test_no_sql_reaches_beyond_a_hardened_store(case: str, tmp_path: Path) -> None:
    secret = {"a": [1]}
    (tmp_path / "private.csv").write_text("a\n1\n")
    with Engine.open(tmp_path / "store.duckdb") as engine:
        engine.harden()
        before = sorted(tmp_path.iterdir())
        with pytest.raises(duckdb.Error):
            engine.rows(REACHING_OUT[case].format(file=tmp_path / "private.csv", folder=tmp_path))
        assert sorted(tmp_path.iterdir()) == before and secret


def test_a_clock_set_back_leaves_the_order_of_runs() -> None:
    engine = Engine.in_memory()
    for run_id, day, as_of in (("first", 9, "2025-09-09"), ("second", 2, "2025-09-02")):
        engine.execute(
            "INSERT INTO runs (run_id, started_at, as_of, output_place) VALUES ($run_id, $at, $as_of, 'out')",
            {"run_id": run_id, "at": datetime(2025, 9, day), "as_of": as_of},
        )
    assert str(moving.last_run(engine)[0]) == "2025-09-02"
    assert runs.run_ids(engine) == ["second", "first"]
    runs.prune(engine, 1)
    assert engine.rows("SELECT run_id FROM runs") == [("second",)]
