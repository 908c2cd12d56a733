"""What is named as the store and is none stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_a_store_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        with Engine.open(tmp_path / "mine.duckdb") as engine:
            assert engine.rows("SELECT count(*) FROM payments") == [(0,)]
