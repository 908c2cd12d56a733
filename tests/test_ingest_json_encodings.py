"""In which encoding a JSON file is read: what its bytes show is used and said, as of CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest_world import account, loaded

TEXT = "Die Straße in München ist für Fußgänger schön"
ROWS = [
    {"message_id": f"m{number}", "client_id": "c1", "sender": "client", "sent_at": "2025-01-02T10:00:00Z", "body": TEXT}
    for number in range(5)
]
FORMS = {
    "messages.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS),
    "messages.json": json.dumps(ROWS, ensure_ascii=False, indent=1),
    "one line.json": json.dumps(ROWS, ensure_ascii=False),
}


@pytest.mark.parametrize("name", FORMS)
def test_windows_1252_is_detected_and_said(name: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {name: FORMS[name].encode("cp1252")}) as (store, report):
        assert store.rows("SELECT DISTINCT body, count(*) FROM messages GROUP BY body") == [(TEXT, 5)]
        assert account(report, name).encoding == "windows-1252"
        assert any(f"{name}: read as windows-1252, as its bytes show -> " in said for said in report.warnings)


@pytest.mark.parametrize("name", FORMS)
def test_one_broken_text_among_sound_ones_stays_one(name: str, tmp_path: Path) -> None:
    broken = FORMS[name].encode().replace("ö".encode(), b"\xf6", 1)
    with loaded(tmp_path, {name: broken}) as (store, report):
        assert store.rows("SELECT DISTINCT body, count(*) FROM messages GROUP BY body") == [(TEXT, 4)]
        assert store.rows("SELECT code FROM quarantine") == [("E125",)]
        assert account(report, name).encoding == "utf-8"
