"""What `auditor scan` reads: files as people have them, standard input, and files with rows that are none."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.support.running import auditor

GOOD = '{"id": "good", "body": "petra@fjordmail.net"}\n'
MANY = "".join(f'{{"id": "{number}", "body": "thanks"}}\n' for number in range(40))

# The file, which rows are found in it, what is said of broken rows, and the exit status.
FILES: list[tuple[str, str, bytes, list[str], list[str], int]] = [
    ("semicolons", "a.csv", b"id;body\na;petra@fjordmail.net\nb;one, two, three\n", ["a"], [], 0),
    ("semicolons within cells", "a.csv", b"id,body\na,see; petra@fjordmail.net; ok\n", ["a"], [], 0),
    ("bars", "a.csv", b"id|body\na|petra@fjordmail.net\n", ["a"], [], 0),
    ("Windows-1252", "a.csv", "id,body\na,für Sie müsste es gehen: petra@fjordmail.net\n".encode("cp1252"), ["a"], [], 0),
    ("a cell too many", "a.csv", b"id,body\na,x,y\nb,petra@fjordmail.net\n", ["b"], [":2: 3 fields"], 3),
    ("an open quote", "a.csv", b'id,body\na,"open\nb,petra@fjordmail.net\nc,thanks\n', ["b"], [":2: no valid CSV"], 3),
    ("a quote in a wrong place", "a.csv", b'id,body\na,"x"y\nb,petra@fjordmail.net\n', ["b"], [":2: no valid CSV"], 3),
    ("a line that is no JSON", "a.jsonl", f'{{"body":\n{GOOD}'.encode(), ["good"], [":1: the line is no JSON"], 3),
    ("a line that is no object", "a.jsonl", f"[1]\n{GOOD}".encode(), ["good"], [":1: no JSON object"], 3),
    ("half an emoji", "a.jsonl", f'{{"body": "\\ud83d x"}}\n{GOOD}'.encode(), ["good"], [":1: half a character"], 3),
    ("half an emoji in an array", "a.json", f'[{{"body": "\\ud83d"}}, {GOOD}]'.encode(), ["good"], [":1: half"], 3),
    ("a byte that is no UTF-8", "a.jsonl", b'{"body": "\xff\xfe\xc3"}\n' + GOOD.encode(), ["good"], [":1:"], 3),
    ("bytes that are none in a table", "a.csv", b"id,body\na,\x81\xff\x8d\nb,petra@fjordmail.net\n", ["b"], [":2: half a character, or bytes"], 3),
    ("one broken row in forty", "a.jsonl", f"{{\n{GOOD}{MANY}".encode(), ["good"], [":1: the line is no JSON"], 0),
    ("nothing but broken rows", "a.jsonl", b"{\n{\n", [], [":1: the line", ":2: the line"], 3),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "ids", "said", "status"), [one[1:] for one in FILES], ids=[one[0] for one in FILES])  # fmt: skip
def test_a_broken_row_costs_itself_and_no_other(
    name: str, content: bytes, ids: list[str], said: list[str], status: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ended = auditor("scan", path, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == ids, ended.err
    assert (ended.status, len(ended.err.splitlines())) == (status, len(said)), ended.err
    for line, part in zip(ended.err.splitlines(), said, strict=True):
        assert part in line and "->" in line


def test_of_many_broken_rows_some_are_named_and_all_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{\n" * 200 + GOOD, encoding="utf-8")
    ended = auditor("scan", path)
    assert len(ended.err.splitlines()) == 21 and "200 rows in all cannot be read" in ended.err


def test_a_parquet_file_may_hold_bytes_and_lists_of_days(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pl.DataFrame(
        {
            "id": [b"a", b"b", b"\xff"],
            "body": [b"petra@fjordmail.net", b"thanks", b"x"],
            "days": [[date(2026, 1, 2)], [], None],
            "parts": [{"raw": b"y"}, {"raw": None}, None],
        }
    )
    frame.write_parquet(path)
    ended = auditor("scan", path, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == ["a"]
    assert ended.err.count("\n") == 1 and ":3: half a character, or bytes that are no text" in ended.err
    ended = auditor("scan", path, "--text", "days")
    assert (ended.err.count("\n"), ended.out) == (1, "0 detections in 0 messages\n")


@pytest.mark.parametrize(
    "content",
    [
        b"id,body\ngood,petra@fjordmail.net\n",
        GOOD.encode(),
        f"[{GOOD}]".encode(),
        b'{\n "messages": [\n {"id": "good", "body": "petra@fjordmail.net"}]\n}',
        b"\xef\xbb\xbfid;body\r\ngood;petra@fjordmail.net\r\n",
    ],
)
@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_standard_input_is_read_and_its_kind_told_by_its_content(name: str, content: bytes) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "auditor", "scan", name, "--format", "jsonl"], input=content, capture_output=True
    )
    assert json.loads(ended.stdout)["id"] == "good" and ended.returncode == 0


def test_a_column_of_texts_that_a_header_has_twice_is_named_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,body,body\na,petra@fjordmail.net,thanks\n", encoding="utf-8")
    ended = auditor("scan", path)
    assert ended.status == 2 and ":1: column body: the header has it more than once" in ended.err
