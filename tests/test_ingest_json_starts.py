"""However a JSON file begins: what is broken at its start costs itself, and lists and lines are told apart."""

from __future__ import annotations

import json
import time
from io import BytesIO
from pathlib import Path

import pytest

from auditor.ingesting.json_rows import document_rows, line_rows
from tests.ingest_world import account, balances, loaded


def paid(name: str, **others: object) -> str:
    """A payment as JSON."""
    row = {"payment_id": name, "client_id": "c", "paid_at": "2025-01-01", "amount": "1.10", "currency": "USD"}
    return json.dumps({**row, **others})


SOUND = [paid(f"p{number}") for number in range(1_000)]
CUT = paid("x")[:-3]
# name and text of a file, rows that are loaded, rows that are set aside
STARTS: dict[str, tuple[str, str, int, int]] = {
    f"{count} broken lines": ("a.jsonl", "garbage\n" * count + "\n".join(SOUND), 1_000, count)
    for count in (1, 49, 50, 51, 5_000)
} | {
    "fifty broken lines in a file that is called json": ("a.json", "garbage\n" * 50 + "\n".join(SOUND), 1_000, 50),
    "fifty broken objects in a file that is called json": ("a.json", f"{CUT}\n" * 50 + "\n".join(SOUND), 1_000, 50),
    "fifty broken objects on lines": ("a.jsonl", f"{CUT}\n" * 50 + "\n".join(SOUND), 1_000, 50),
    "fifty numbers in a list": ("a.json", "[" + "1," * 50 + ",".join(SOUND) + "]", 1_000, 50),
    "fifty broken items in a list": ("a.json", "[" + '{"a": 01},' * 50 + ",".join(SOUND) + "]", 1_000, 50),
    "fifty empty objects in a list in an envelope": ("a.json", '{"rows": [' + "{}," * 50 + ",".join(SOUND) + "]}", 1_000, 50),
    "a list in one line that is called lines": ("a.jsonl", f"[{SOUND[0]}, {SOUND[1]}]", 2, 0),
    "the same with a line end": ("a.ndjson", f"\n[{SOUND[0]}, {SOUND[1]}]\n", 2, 0),
    "a list on each line": ("a.jsonl", f"[{SOUND[0]}, {SOUND[1]}]\n[{SOUND[2]}]\n{SOUND[3]}\n[{SOUND[4]}, 7]\n", 5, 1),
    "a list that begins with its first row": ("a.jsonl", "[" + ",\n".join(SOUND) + "]", 1_000, 0),
    "a list with a row on each line": ("a.jsonl", "[\n" + ",\n".join(SOUND) + "\n]\n", 1_000, 0),
    "a list with one row on its line": ("a.jsonl", f"[\n{SOUND[0]}\n]\n", 1, 0),
    "lines of which the first begins a list": ("a.jsonl", f"[{CUT}\n" + "\n".join(SOUND), 1_000, 1),
    "lines of which the first is a bracket": ("a.jsonl", "[\n" + "\n".join(SOUND), 1_000, 1),
}  # fmt: skip


@pytest.mark.parametrize("case", STARTS)
def test_rows_are_loaded_from(case: str, tmp_path: Path) -> None:
    name, text, sound, broken = STARTS[case]
    with loaded(tmp_path, {name: text}) as (store, report):
        file = account(report, name)
        assert (file.rows_loaded, file.rows_quarantined, file.status) == (sound, broken, "loaded"), file.message
        assert balances(file)
        assert len({one for (one,) in store.rows("SELECT payment_id FROM payments")}) == sound


NOTHING = {
    "garbage": ("a.jsonl", "garbage\n" * 60, "a.jsonl:1: no row can be read: this is no JSON"),
    "one word": (
        "a.json",
        "garbage",
        "a.json:1: the document is neither a list nor an object (at character 1 of this line)",
    ),
    "a word below blank lines": (
        "a.json",
        "\r\n\n  garbage",
        "a.json:3: the document is neither a list nor an object (at character 3 of this line)",
    ),
    "no row": (
        "a.json",
        "[]",
        "a.json: the file holds no rows -> export it again as a list of objects, or leave it out",
    ),
}


@pytest.mark.parametrize("case", NOTHING)
def test_the_reason_is_true_of_what_is_no_json_or_has_no_row(case: str, tmp_path: Path) -> None:
    name, text, said = NOTHING[case]
    with loaded(tmp_path, {name: text, "b.json": f"[{SOUND[0]}]"}) as (_, report):
        assert said in account(report, name).message


OTHER = paid("p2").replace('"payment_id"', '" Payment_ID"').replace('"amount"', '"AMOUNT"')
TWICE = paid("p3", Payment_ID="p4")


def test_keys_are_found_in_any_case_as_headers_are(tmp_path: Path) -> None:
    text = f"{paid('p1')}\n{OTHER}\n{TWICE}\n{paid('p5', Note='a', note='b')}\n"
    with loaded(tmp_path, {"a.jsonl": text}) as (store, _):
        assert store.rows("SELECT payment_id, amount::VARCHAR FROM payments ORDER BY 1") == [
            ("p1", "1.1000"), ("p2", "1.1000"), ("p5", "1.1000"),
        ]  # fmt: skip
        assert store.rows("SELECT line, code, raw FROM quarantine") == [(3, "E132", TWICE)]


@pytest.mark.parametrize("key", ["payment_id", "Payment_ID"])
def test_an_id_that_is_none_is_found_in_any_case(key: str, tmp_path: Path) -> None:
    wrong = paid("p2").replace('"payment_id": "p2"', f'"{key}": true')
    with loaded(tmp_path, {"a.json": f"[{paid('p1')}, {wrong}]"}) as (store, _):
        assert store.rows("SELECT code, raw FROM quarantine") == [("E204", wrong)]


def test_keys_of_an_export_are_found_in_any_case(tmp_path: Path) -> None:
    money = {"rawValue": "1.00", "currency": "USD"}
    row = {
        "recordId": "r1", "type": "APInvoice", "accountingSubtype": "Hourly", "description": "d",
        "transactionCreationDate": "2025-01-01T00:00:00Z", "transactionAmount": money, "assignmentCompanyName": "A",
    }  # fmt: skip
    other = {"RecordID": "r2", **{key: value for key, value in row.items() if key != "recordId"}}
    twice = {**row, "RECORDID": "r3"}
    with loaded(tmp_path, {"a.json": json.dumps([row, other, twice])}) as (store, _):
        assert store.rows("SELECT payment_id FROM payments ORDER BY 1") == [("r1",), ("r2",)]
        assert store.rows("SELECT code, raw FROM quarantine") == [("E132", json.dumps(twice))]


HOSTILE = {
    "words": "[" + "x " * 400_000 + "]",
    "words in a long line behind sound rows": "[" + ",".join(SOUND * 10) + ", " + "x," * 50_000 + "]",
    "rows that do not close": "[" + '{"a": {"b": 1},\n' * 20_000 + "]",
    "brackets": "[" * 200_000 + "{}" * 100_000,
    "quotes": "[" + '"a\n' * 50_000 + "]",
    "colons": "[" + ':"a"' * 50_000 + "]",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_time_grows_with_the_file_for(case: str) -> None:
    begin = time.process_time()
    for _ in document_rows(BytesIO(HOSTILE[case].encode())):
        pass
    # A quadratic reading took a minute and more for the first.
    assert time.process_time() - begin < 8


def test_a_run_of_what_is_no_value_is_one_row(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.json": f"[{SOUND[0]}, x y  z , tru e, {SOUND[1]}]"}) as (store, report):
        assert [raw for (raw,) in store.rows("SELECT raw FROM quarantine ORDER BY rowid")] == ["x y  z", "tru e"]
        assert account(report, "a.json").rows_loaded == 2


def test_lists_on_lines_keep_their_line() -> None:
    rows = [row for row in line_rows(BytesIO(b'[{"a": 1}]\n\n[{"a": 2}, {"a": 3}]\n')) if not isinstance(row, int)]
    assert [(row.value.line, row.value.raw) for row in rows] == [(1, '{"a": 1}'), (3, '{"a": 2}'), (3, '{"a": 3}')]
