"""A JSON file of which no row is sound is accounted for as any other: each row set aside with text, line and codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting import file_accounts
from tests.ingest_world import account, balances, load, loaded, write
from tests.support.running import auditor


def message(name: str, body: str = "x") -> str:
    row = {"message_id": name, "client_id": "c", "freelancer_id": "f", "sender": "client", "sent_at": "2025-01-01"}
    return json.dumps({**row, "body": body})


TWICE = message("m1").replace('"body"', '"sender": "client", "body"')
NAN = message("m2", "?").replace('"?"', "NaN")
HALF = message("m3", "?").replace("?", "\\ud83d")
CUT = message("m4")[:-3]
PYTHON = message("m5").replace('"', "'")
# name and text of a file, (line, code, text) of each row that is set aside, the table whose rows they are
ALL_BROKEN: dict[str, tuple[str, str, list[tuple[int, str, str]], str]] = {
    "lines": ("a.jsonl", f"{TWICE}\n{NAN}\n{HALF}\n{CUT}\n{PYTHON}\n", [
        (1, "E132", TWICE), (2, "E133", NAN), (3, "E134", HALF), (4, "E130", CUT), (5, "E130", PYTHON)], "messages"),
    "a list": ("a.json", f"[\n{TWICE},\n{NAN},\n{HALF}\n]", [
        (2, "E132", TWICE), (3, "E133", NAN), (4, "E134", HALF)], "messages"),
    "a list in an envelope": ("a.json", f'{{"status": "ok", "messages": [{NAN},\n{HALF}]}}', [
        (1, "E133", NAN), (2, "E134", HALF)], "messages"),
    "one row by itself": ("a.json", HALF, [(1, "E134", HALF)], "messages"),
    "one line": ("a.jsonl", CUT, [(1, "E130", CUT)], "messages"),
    "nodes of a connection": ("a.json", f'{{"data": {{"edges": [{{"node": {NAN}}}, {{"node": {HALF}}}]}}}}', [
        (1, "E133", f'{{"node": {NAN}}}'), (1, "E134", f'{{"node": {HALF}}}')], "messages"),
    "rows of nobody knows what": ("a.jsonl", '{"a": 1, "a": 2}\n{"b": NaN}\n', [
        (1, "E132", '{"a": 1, "a": 2}'), (2, "E133", '{"b": NaN}')], ""),
    "a list of half a row": ("a.json", '\n[{"report_id": ]', [(2, "E130", '{"report_id": ')], ""),
    "half a character in a key": ("a.json", '[{"message_id": "m1", "\\ud83d": 1}]', [
        (1, "E134", '{"message_id": "m1", "\\ud83d": 1}')], ""),
    "a NUL in a key": ("a.jsonl", '{"message_id": "m1", "a\\u0000": 1}', [
        (1, "E134", '{"message_id": "m1", "a\\u0000": 1}')], ""),
    "numbers": ("a.json", "[1,\n2]", [(1, "E131", "1"), (2, "E131", "2")], ""),
    "empty objects": ("a.json", "[{}, {}]", [(1, "E131", "{}"), (1, "E131", "{}")], ""),
    "a list that is cut off at once": ("a.json", "[", [(1, "E135", "")], ""),
    "nothing but text behind an empty list": ("a.json", "[]\nthe end", [(2, "E135", "the end")], ""),
}  # fmt: skip


@pytest.mark.parametrize("case", ALL_BROKEN)
def test_every_row_is_set_aside_of(case: str, tmp_path: Path) -> None:
    name, text, aside, table = ALL_BROKEN[case]
    with loaded(tmp_path, {name: text}) as (store, report):
        file = account(report, name)
        assert (file.status, file.table, file.rows_quarantined) == ("loaded", table, len(aside))
        assert balances(file) and file.rows_read == len(aside)
        assert store.rows("SELECT line, code, raw FROM quarantine ORDER BY rowid") == aside
        assert {one for (one,) in store.rows("SELECT table_name FROM quarantine")} == {table}


@pytest.mark.parametrize("case", ALL_BROKEN)
def test_the_same_file_again_changes_nothing_of(case: str, tmp_path: Path) -> None:
    name, text, aside, _ = ALL_BROKEN[case]
    with loaded(tmp_path, {name: text}) as (store, _):
        again = load(store, tmp_path)
        assert (account(again, name).rows_loaded, account(again, name).rows_quarantined) == (0, len(aside))
        assert store.rows("SELECT count(DISTINCT rowid) FROM quarantine") == [(len(aside),)]


def test_every_list_of_a_document_is_accounted_for_be_all_rows_of_one_broken(tmp_path: Path) -> None:
    contract = '{"contract_id": "k1", "client_id": "c", "freelancer_id": "f", "started_at": "2025-01-01"}'
    payment = '{"payment_id": "p", "client_id": "c", "paid_at": "2025-01-01", "amount": "1.10", "currency": "USD"}'
    text = f'{{"contracts": [{contract}], "payments": [{payment}], "messages": [{NAN},\n{HALF}], "rooms": [{{"id": NaN}}]}}'
    with loaded(tmp_path, {"a.json": text}) as (_, report):
        counts = {one.path: (one.rows_loaded, one.rows_quarantined) for one in report.files}
        assert counts == {
            "a.json#contracts": (1, 0), "a.json#payments": (1, 0), "a.json#messages": (0, 2), "a.json#rooms": (0, 1),
        }  # fmt: skip


def test_the_command_ends_with_three_and_the_repaired_rows_find_their_table(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.jsonl": "{'id': 1}\n{oops}\n{still}\n"})
    store, out = tmp_path / "s.duckdb", tmp_path / "out"
    ended = auditor("audit", tmp_path / "in", "--db", store, "--out", out, "--as-of", "2025-06-30")
    assert ended.status == 3 and "Traceback" not in ended.err, ended.err
    path = out / "private" / "quarantine.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert [(row[1], row[2], row[5]) for row in rows[1:]] == [
        ("1", "", "{'id': 1}"),
        ("2", "", "{oops}"),
        ("3", "", "{still}"),
    ]
    rows[1][5], rows[2][5] = message("m1"), message("m2", "y")
    with path.open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink).writerows(rows)
    ended = auditor("ingest", "--retry-quarantine", path, "--db", store)
    assert ended.status == 0, ended.err
    with Engine.open(store) as engine:
        assert engine.rows("SELECT message_id, source_line FROM messages ORDER BY 1") == [("m1", 1), ("m2", 2)]
        (file,) = file_accounts(engine)
        assert (file.table, file.rows_loaded, file.rows_quarantined) == ("messages", 2, 1) and balances(file)
        assert engine.rows("SELECT line, table_name FROM quarantine") == [(3, "messages")]
