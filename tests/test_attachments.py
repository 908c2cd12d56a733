"""Names of files sent with a message are scanned like its text, wherever an export keeps them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.model.attachments import text_of, with_attachments
from tests.support.running import auditor

KEPT = [
    ("a list of names", {"attachments": ["brief.pdf", "call 415-555-0137.png"]}),
    ("a list of objects", {"attachments": [{"id": 1, "name": "brief.pdf"}, {"filename": "call 415-555-0137.png"}]}),
    ("JSON in a cell", {"Attachments": '[{"fileName": "brief.pdf"}, {"fileName": "call 415-555-0137.png"}]'}),
    ("a connection", {"attachments": {"edges": [{"node": {"name": "brief.pdf"}}, {"node": {"title": "call 415-555-0137.png"}}]}}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "columns"), KEPT, ids=[name for name, _ in KEPT])
def test_names_of_files_follow_the_text(name: str, columns: dict[str, object]) -> None:
    assert with_attachments("see below", columns) == "see below\nbrief.pdf\ncall 415-555-0137.png"
    assert text_of("see below", json.dumps(columns)) == "see below\nbrief.pdf\ncall 415-555-0137.png"


@pytest.mark.parametrize("columns", [{}, {"attachments": []}, {"attachments": ""}, {"profile": "x"}, {"note": "file"}])
def test_a_message_without_files_is_its_text(columns: dict[str, object]) -> None:
    assert with_attachments("see below", columns) == "see below"


def test_a_name_that_only_looks_like_json_is_a_name() -> None:
    assert with_attachments("a", {"attachment": "[draft"}) == "a\n[draft"


def test_the_scan_command_reads_names_of_files(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text(json.dumps({"id": "m1", "body": "see below", "attachments": ["call 415-555-0137.png"]}) + "\n")
    ended = auditor("scan", path, "--format", "jsonl")
    (one,) = [json.loads(line) for line in ended.out.splitlines()]
    assert (one["category"], one["normalized"]) == ("phone", "+14155550137")
    assert "see below\ncall 415-555-0137.png"[one["start"] : one["end"]] == one["value"]


def test_an_audit_finds_a_number_in_the_name_of_a_file_and_shows_it(tmp_path: Path) -> None:
    message = {
        "message_id": "m1", "client_id": "c1", "freelancer_id": "f1", "sender": "client", "sent_at": "2026-01-02T09:00:00Z",
        "body": "the brief", "attachments": [{"name": "call me 415-555-0137.pdf"}],
    }  # fmt: skip
    (tmp_path / "messages.jsonl").write_text(json.dumps(message) + "\n")
    ended = auditor(
        "audit", tmp_path / "messages.jsonl", "--as-of", "2026-02-01", "--db", tmp_path / "s.duckdb", "--out", tmp_path / "out", "--redact", "none"
    )  # fmt: skip
    assert ended.status == 0, ended.err
    findings = [json.loads(line) for line in (tmp_path / "out" / "findings.jsonl").read_text().splitlines()]
    (found,) = [one for one in findings if one["rule_id"] == "contact.before_contract"]
    assert found["evidence"][0]["value"] == "415-555-0137"
    assert "call me 415-555-0137.pdf" in found["evidence"][0]["snippet"]
