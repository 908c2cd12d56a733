"""What is named as the store and is none stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import duckdb
import pytest

from auditor import rooms
from auditor.engines.duckdb import Engine
from auditor.errors import StoreError
from tests.ingest_world import CONTRACT, CONTRACTS
from tests.test_cli import run

OTHER_FILES = {
    "a CSV file": (CONTRACTS + CONTRACT).encode(),
    "a JSON file": b'[{"contract_id": "k1"}]\n',
    "a short text": b"x",
    "a database of another kind": b"SQLite format 3\0" + bytes(100),
}


@pytest.mark.parametrize("case", OTHER_FILES)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_store_is_refused_and_left_alone(case: str, read_only: bool, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(OTHER_FILES[case])
    with pytest.raises(StoreError, match="no store; it was left as it is -> "):
        Engine.open(path, read_only)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("mine.csv", OTHER_FILES[case])]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="--db"):
        Engine.open(tmp_path)


def test_an_ingest_into_a_csv_file_ends_with_4(tmp_path: Path) -> None:
    (tmp_path / "contracts.csv").write_text(CONTRACTS + CONTRACT)
    (tmp_path / "data.json").write_text("[]")
    answer = run("ingest", "contracts.csv", "--db", "data.json", cwd=tmp_path)
    assert answer.returncode == 4 and "another kind of file" in answer.stderr
    assert (tmp_path / "data.json").read_text() == "[]"


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_store_is_brought_up_to_date_and_loses_nothing(read_only: bool, tmp_path: Path) -> None:
    first = (rooms.sql_folder() / "schema" / "0001_store.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as old:
        old.execute(first)
        old.execute("INSERT INTO meta VALUES ('schema_version', '1')")
        old.execute("INSERT INTO reviews VALUES ('aa', 'dismissed', 'n', 'me', '2025-01-01', NULL)")
    with Engine.open(tmp_path / "old.duckdb", read_only) as engine:
        assert engine.rows("SELECT finding_id, rule_id FROM reviews") == [("aa", None)]
        assert engine.rows("SELECT count(*) FROM run_findings") == [(0,)]
        assert engine.rows("SELECT sum(points) FROM contributions") == [(None,)]


def test_a_copy_of_an_older_store_is_kept_and_goes_when_its_rows_are_erased(tmp_path: Path) -> None:
    path = tmp_path / "old[1].duckdb"
    with duckdb.connect(str(path)) as old:
        old.execute((rooms.sql_folder() / "schema" / "0001_store.sql").read_text(encoding="utf-8"))
        old.execute("INSERT INTO meta VALUES ('schema_version', '1')")
    before = path.read_bytes()
    for _ in range(2):
        Engine.open(path).close()
        (copy,) = tmp_path.glob("*.before-update-*")
        assert copy.read_bytes() == before and copy.stat().st_mode & 0o777 == 0o600
    Engine.rewrite(path)
    assert not list(tmp_path.glob("*.before-update-*")) and path.exists()


@pytest.mark.parametrize("key", ["schema_version", "schema_scripts"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_of_a_newer_auditor_is_left_alone(key: str, read_only: bool, tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "new.duckdb")) as new:
        new.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        new.execute("INSERT INTO meta VALUES (?, '9999')", [key])
    before = (tmp_path / "new.duckdb").read_bytes()
    with pytest.raises(StoreError, match=r"newer auditor.*upgrade auditor"):
        Engine.open(tmp_path / "new.duckdb", read_only)
    assert (tmp_path / "new.duckdb").read_bytes() == before


def test_a_store_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        with Engine.open(tmp_path / "mine.duckdb") as engine:
            assert engine.rows("SELECT count(*) FROM payments") == [(0,)]


class Struck:
    """A connection whose next roll-back is interrupted from another thread, once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection, self.left = connection, 1

    def execute(self, sql: str, *params: Any) -> duckdb.DuckDBPyConnection:
        if sql == "ROLLBACK" and self.left:
            self.left = 0
            raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")
        return self.connection.execute(sql, *params)


def test_a_late_interrupt_strikes_no_roll_back_and_stays_an_interrupt() -> None:
    engine = Engine.in_memory()
    engine.connection = cast("duckdb.DuckDBPyConnection", Struck(engine.connection))
    with pytest.raises(KeyboardInterrupt), engine.transaction():
        engine.execute("DELETE FROM meta")
        raise KeyboardInterrupt
    assert engine.rows("SELECT count(*) > 0 FROM meta") == [(True,)]


def test_no_two_schema_scripts_have_one_number() -> None:
    """Of two with one number a store would get one only."""
    numbers = [name.partition("_")[0] for name in rooms.files(rooms.sql_folder() / "schema", ".sql")]
    assert sorted(set(numbers)) == sorted(numbers)
