"""A line that no memory holds costs its file, and no other: it is refused in words, packed or plain, CSV or JSON."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting import json_rows, running, splitting
from tests.ingest_world import CONTRACT, CONTRACTS, MESSAGE, MESSAGES, account, loaded

LONG = "x" * 300_000
FORMS = {
    "long.csv": (MESSAGES + MESSAGE.replace("Hello there", LONG)).encode(),
    "long.jsonl": f'{{"message_id": "m1", "client_id": "c1", "sender": "client", "sent_at": "2025-01-02", "body": "{LONG}"}}\n'.encode(),
}
PACKED = {f"{name}.gz": gzip.compress(content) for name, content in FORMS.items()}


@pytest.mark.parametrize("name", [*FORMS, *PACKED])
def test_a_line_that_is_too_long_is_refused_with_its_file_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "LONGEST_LINE_BYTES", 200_000)
    monkeypatch.setattr(splitting, "WINDOW_BYTES", 50_000)
    monkeypatch.setattr(json_rows, "BLOCK_BYTES", 50_000)
    files = {"contracts.csv": (CONTRACTS + CONTRACT).encode(), name: (FORMS | PACKED)[name]}
    with loaded(tmp_path, files) as (engine, report):
        assert account(report, name).status == "refused"
        assert "a line is longer than" in account(report, name).message and name in account(report, name).message
        assert engine.rows("SELECT (SELECT count(*) FROM contracts), (SELECT count(*) FROM messages)") == [(1, 0)]


@pytest.mark.parametrize("error", [duckdb.OutOfMemoryException("Out of Memory Error: no block"), MemoryError()])
def test_a_row_for_which_there_is_no_memory_costs_its_file_alone(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_rows = running.file_rows

    def failing(engine: Engine, *given: object) -> object:
        filed = file_rows(engine, *given)  # type: ignore[arg-type]  # what is handed on is what was handed in
        if given[0].name == "messages":  # type: ignore[attr-defined]  # the table
            raise error
        return filed

    monkeypatch.setattr(running, "file_rows", failing)
    files = {"contracts.csv": CONTRACTS + CONTRACT, "messages.csv": MESSAGES + MESSAGE}
    with loaded(tmp_path, files) as (engine, report):
        assert account(report, "contracts.csv").status == "loaded"
        message = account(report, "messages.csv").message
        assert account(report, "messages.csv").status == "refused" and "memory" in message and " -> " in message
        assert engine.rows("SELECT (SELECT count(*) FROM contracts), (SELECT count(*) FROM messages)") == [(1, 0)]
