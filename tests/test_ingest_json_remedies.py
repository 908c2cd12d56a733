"""What is said of a broken JSON row names its fault and what to do about that fault, not about any."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import loaded

SOUND = '{"report_id": "r1", "client_id": "c", "freelancer_id": "f", "reporter": "client", "reported_at": "2025-01-01"}'
# a line of reports.jsonl, the code, and what is to be done
LINES = {
    "a key twice": ('{"a": 1, "a": 2}', "E132", "keep one of the two"),
    "NaN": ('{"a": NaN}', "E133", "write the number that is meant, or null"),
    "half a character": ('{"a": "\\ud83d"}', "E134", "write the character that is meant"),
    "a number": ("12", "E131", "write the row as an object"),
    "a number that is to go": ("7", "E131", "in the export, or take it out of the export"),
    "a quote that is missing at the end of the line": ('{"a": "hi\t2', "E130", "close the text with a double quote"),
    "too deep": ("[" * 200 + "]" * 200, "E136", "less nesting"),
    "single quotes": ("{'a': 1}", "E130", "write keys in double quotes"),
    "a key without quotes": ("{a: 1}", "E130", "write keys in double quotes"),
    "no colon": ('{"a" 1}', "E130", "write a colon"),
    "a quote inside of a text": ('{"a": "b"c"}', "E130", '\\" for a quote'),
    "a text that is not closed": ('{"a": "b}', "E130", "close the text"),
    "a tab in a text": ('{"a": "b\tc"}', "E130", "tabs as \\t"),
    "a backslash": ('{"a": "C:\\x"}', "E130", "write a backslash as"),
    "a word": ('{"a": yes}', "E130", "put texts into double quotes"),
    "two objects": ('{"a": 1} {"b": 2}', "E135", "leave one object"),
    "text behind the row": ('{"report_id": "r2"} xx', "E135", "leave one object"),
    "a zero before a number": ('{"client_id": "c", "contract_id": 01}', "E130", "write the number without it, or put an id into"),
    "a zero before a minus": ('{"client_id": "c", "amount": -01}', "E130", "write the number without it"),
    "a comment line": ("// all reports", "E130", "take the comment out"),
    "a comment within": ('{"a": 1 /* x */, "b": 2}', "E130", "take the comment out"),
    "a comment before a key": ('{ # x\t"b": 2}', "E130", "take the comment out"),
    "a character that nobody sees": ('{\u200b"b": 2}', "E130", "take that character out"),
    "true as an id": ('{"report_id": true, "client_id": "c"}', "E204", "write the id as a text or a number"),
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
def test_the_remedy_is_that_of(case: str, tmp_path: Path) -> None:
    line, code, remedy = LINES[case]
    with loaded(tmp_path, {"reports.jsonl": f"{SOUND}\n{line}\n"}) as (store, report):
        ((found, reason),) = store.rows("SELECT code, reason FROM quarantine")
        assert found == code and remedy in reason.partition(" -> ")[2]
        assert any(one.startswith("reports.jsonl:2: ") and remedy in one for one in report.warnings)


# text of reports.json, the remedy that is told of its last line
DOCUMENTS = {
    "no comma": (f"[{SOUND}\n{SOUND.replace('r1', 'r2')}]", "put a comma before it"),
    "a comma too many": (f"[{SOUND},\n]", "take that comma out"),
    "cut off": (f"[{SOUND}", "the export is cut off: export it again"),
    "cut off within a row": (f"[{SOUND},\n{SOUND[:40]}", "the export is cut off: export it again"),
    "text behind it": (f"[{SOUND}]\nthe end", "take it out, or put it into the list"),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_the_remedy_of_a_document_is_that_of(case: str, tmp_path: Path) -> None:
    text, remedy = DOCUMENTS[case]
    with loaded(tmp_path, {"reports.json": text}) as (store, _):
        ((reason,),) = store.rows("SELECT reason FROM quarantine")
        assert remedy in reason.partition(" -> ")[2]


def test_letters_in_another_encoding_are_written_or_the_encoding_is_named(tmp_path: Path) -> None:
    with loaded(tmp_path, {"reports.jsonl": SOUND.encode() + b'\n{"a": "\x81"}\n'}) as (store, _):
        ((reason,),) = store.rows("SELECT reason FROM quarantine")
        assert "write the letters that are meant" in reason and "--encoding NAME" in reason


def test_a_comment_costs_no_sound_row_and_what_is_said_of_it_repairs(tmp_path: Path) -> None:
    other = SOUND.replace("r1", "r2")
    with loaded(tmp_path, {"reports.json": f"// c\n[{SOUND}/* x */,{other}]\n"}) as (store, _):
        assert ("r2",) in store.rows("SELECT report_id FROM reports")
        aside = store.rows("SELECT reason FROM quarantine ORDER BY line")
        assert all("take the comment out" in reason for (reason,) in aside) and len(aside) == 2
    with loaded(tmp_path, {"reports.json": f"[{SOUND},{other}]\n"}) as (store, _):
        assert store.rows("SELECT count(*) FROM reports") == [(2,)] and not store.rows("SELECT 1 FROM quarantine")


@pytest.mark.parametrize("start", ["\x1e", "\ufeff\x1e"])
def test_a_json_text_sequence_is_read_record_by_record(start: str, tmp_path: Path) -> None:
    text = f"{start}{SOUND}\n\x1e{SOUND.replace('r1', 'r2')}\n"
    with loaded(tmp_path, {"reports.jsonl": text}) as (store, report):
        assert store.rows("SELECT report_id FROM reports ORDER BY 1") == [("r1",), ("r2",)]
        assert (report.files[0].rows_read, report.files[0].rows_quarantined) == (2, 0)
