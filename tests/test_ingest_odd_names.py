"""Names with a "#" in them, and links that tie nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from auditor.ingesting.ledger import file_of, list_of
from tests.support.running import auditor

MESSAGES = "message_id,client_id,freelancer_id,sender,sent_at,body\nm1,c,f,client,2026-01-02T10:00:00Z,hi\n"


def named(folder: Path, store: Path) -> list[str]:
    ended = auditor("ingest", folder, "--db", store)
    assert ended.status == 0, ended.err
    return [line.split("  ")[0] for line in ended.out.splitlines()[1:]]


def test_a_file_keeps_its_name_when_it_is_known(tmp_path: Path) -> None:
    inputs, store = tmp_path / "in", tmp_path / "a.duckdb"
    inputs.mkdir()
    (inputs / "a#1.csv").write_text(MESSAGES)
    row = {
        "message_id": "m9",
        "client_id": "c",
        "freelancer_id": "f",
        "sender": "client",
        "sent_at": "2026-01-02T10:00:00Z",
        "body": "x",
    }
    (inputs / "messages#2.json").write_text(json.dumps([row]))
    with zipfile.ZipFile(inputs / "z.zip", "w") as packed:
        packed.writestr("b#3.csv", MESSAGES.replace("m1", "m3"))
    first = named(inputs, store)
    assert [one.rpartition("/")[2] for one in first] == ["a#1.csv", "messages#2.json", "b#3.csv"]
    assert named(inputs, store) == first


@pytest.mark.parametrize(
    ("path", "file", "part"),
    [
        ("a#1.csv", "a#1.csv", ""),
        ("doc.json#items", "doc.json", "items"),
        ("doc.json.gz#data.items", "doc.json.gz", "data.items"),
        ("x#1.json#rows", "x#1.json", "rows"),
        ("plain.csv", "plain.csv", ""),
    ],
)
def test_a_list_of_a_document_is_told_from_a_name(path: str, file: str, part: str) -> None:
    assert (file_of(path), list_of(path)) == (file, part)


def test_a_link_that_ties_nothing_is_named(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "payments.csv").write_text(
        "payment_id,client_id,freelancer_id,paid_at,amount,currency,counterparty\nPP1,,f,2026-01-02,10,USD,Ada\n"
    )
    (inputs / "links.csv").write_text(
        "client_id,counterparty,contract_id,payment_id\nnobody,,,PP99\nada,,,PP1\nzoe,,K5,\n"
    )
    said = auditor("ingest", inputs, "--db", tmp_path / "a.duckdb").err
    assert "links.csv:2: no payment has the id PP99, so this link ties nothing" in said
    assert "links.csv:4: no contract has the id K5, so this link ties nothing" in said
    assert "links.csv:3" not in said
