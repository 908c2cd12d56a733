"""What is UTF-8 stays so, whatever encoding is named or shown by other lines: whole files, and single lines among others."""

from __future__ import annotations

import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from auditor.ingesting import encodings
from tests.ingest_world import MESSAGE, MESSAGES, account, balances, loaded

TEXT = "café – olé"
WESTERN = MESSAGES.encode() + MESSAGE.replace("Hello there", TEXT).encode("cp1252")
UTF_8 = MESSAGES.encode() + MESSAGE.replace("m1", "m2").replace("Hello there", TEXT).encode()
ROW = dict(zip(MESSAGES.strip().split(","), MESSAGE.strip().replace("m1", "m3").split(","), strict=True))
JSON = json.dumps([{**ROW, "body": TEXT}], ensure_ascii=False).encode()
BODIES = "SELECT message_id, body FROM messages ORDER BY 1"


def test_a_named_encoding_leaves_files_alone_that_are_utf_8(tmp_path: Path) -> None:
    files = {"west.csv": WESTERN, "utf8.csv": UTF_8, "j.json": JSON}
    with loaded(tmp_path, files, encoding="cp1252") as (store, report):
        assert store.rows(BODIES) == [("m1", TEXT), ("m2", TEXT), ("m3", TEXT)]
        assert [one.partition(":")[0] for one in report.warnings if "its bytes are UTF-8" in one] == [
            "j.json",
            "utf8.csv",
        ]


@pytest.mark.parametrize("named", [{"encoding": "cp1252"}, {}])
def test_lines_of_both_kinds_are_each_read_as_what_they_are(tmp_path: Path, named: dict[str, Any]) -> None:
    rows = [MESSAGE.replace("m1", f"m{number}").replace("Hello there", TEXT) for number in range(1, 6)]
    broken = "bröken\n".encode()
    content = MESSAGES.encode() + rows[0].encode() + broken + b"".join(row.encode("cp1252") for row in rows[1:])
    with loaded(tmp_path, {"m.csv": content}, **named) as (store, report):
        assert store.rows(BODIES) == [(f"m{number}", TEXT) for number in range(1, 6)]
        assert store.rows("SELECT line, raw FROM quarantine") == [(3, "bröken")]
        (said,) = [one for one in report.warnings if "text in UTF-8" in one]
        assert said.startswith("m.csv:2: 2 lines of the file are text in UTF-8 and read so, the others as ")
        assert balances(account(report, "m.csv"))


@pytest.mark.parametrize("block", [1, 2, 3, 7, 64])
def test_lines_are_told_apart_wherever_a_block_ends(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "BLOCK_BYTES", block)
    draw = random.Random(block)
    for _ in range(50):
        expected, content, end = "", b"", ""
        marked = set()
        for number in range(1, draw.randint(2, 8)):
            # An empty line behind a lone CR could make it a CR LF.
            text = draw.choice(["plain", TEXT, "ä", *([""] if end != "\r" else [])])
            end = draw.choice(["\n", "\r\n", "\r"])
            kind = draw.choice(["utf-8", "cp1252"])
            expected, content = expected + text + end, content + text.encode(kind) + end.encode()
            marked |= {number} if kind == "utf-8" and not text.isascii() else set()
        stream = encodings.Recoded(BytesIO(content), "cp1252")
        assert stream.read(-1).decode() == expected
        assert stream.utf8_lines == marked, content


@pytest.mark.parametrize(
    ("encoding", "each"),
    [
        ("cp1252", True),
        ("koi8-r", True),
        ("shift_jis", False),
        ("utf-16-le", False),
        ("cp037", False),
        ("utf-7", False),
    ],
)
def test_only_encodings_of_one_byte_a_character_are_looked_at_by_line(encoding: str, each: bool) -> None:
    assert encodings.has_one_byte_each(encoding) is each
