"""Rows of JSON are found wherever they stand: in lists, pages, keyed objects, alone; and nothing beside them disturbs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest_world import balances, loaded


def paid(name: str, **others: object) -> str:
    """A payment as JSON."""
    row = {"payment_id": name, "client_id": "c", "paid_at": "2025-01-01", "amount": "1.10", "currency": "USD"}
    return json.dumps({**row, **others})


P1, P2, P3 = paid("p1"), paid("p2"), paid("p3")
CONTRACT = json.dumps({"contract_id": "k1", "client_id": "c", "started_at": "2024-01-01"})
PAGE = '{{"data": {{"payments": {{"edges": [{{"cursor": "x", "node": {}}}], "pageInfo": {{"hasNextPage": true, "endCursor": "x"}}}}}}}}'
EVERY = ["p1", "p2", "p3"]

# name and text of the file, ids of payments, texts that are set aside
SHAPES: dict[str, tuple[str, str, list[str], list[str]]] = {
    "texts before the first row of a list": (
        "a.json",
        f'{{"payments": ["text", 17, {P1}]}}',
        ["p1"],
        ['"text"', "17"],
    ),
    "rows keyed by ids and by names": ("a.json", f'{{"payments": {{"1": {P1}, "2a": {P2}}}}}', ["p1", "p2"], []),
    "rows keyed by names, and a list": (
        "a.json",
        f'{{"payments": {{"k1": {P1}, "k2": {P2}}}, "more": [{P3}]}}',
        EVERY,
        [],
    ),
    "a row beside a list": ("a.json", f'{{"data": {{"payment": {P1}, "payments": [{P2}]}}}}', ["p1", "p2"], []),
    "lists in a list": ("a.json", f"[[{P1}, {P2}], [{P3}]]", EVERY, []),
    "pages in a list": ("a.json", f"[{PAGE.format(P1)}, {PAGE.format(P2)}]", ["p1", "p2"], []),
    "a page on each line": (
        "a.jsonl",
        f"{PAGE.format(P1)}\n{PAGE.format(P2)}\n{PAGE.format(P3[:-3])}\n{PAGE.format(P3)}\n",
        EVERY,
        [PAGE.format(P3[:-3])],
    ),
    "one row": ("a.json", P1, ["p1"], []),
    "one row in an envelope": ("a.json", f'{{"status": "ok", "data": {{"payment": {P1}}}}}', ["p1"], []),
    "lines of which the first is broken": ("a.json", f"{P1[:-3]}\n{P2}\n{P3}\n", ["p2", "p3"], [P1[:-3]]),
    "lines of which the second is broken": ("a.json", f"{P1}\n{P2[:-3]}\n{P3}\n", ["p1", "p3"], [P2[:-3]]),
    "a document that is called lines": (
        "a.jsonl",
        json.dumps([json.loads(P1), json.loads(P2)], indent=1),
        ["p1", "p2"],
        [],
    ),
    "a list that begins late": (
        "a.json",
        f'{{"contracts": [{", ".join([CONTRACT] * 60_000)}], "payments": [{P1}]}}',
        ["p1"],
        [],
    ),
    "what tells of the document": (
        "a.json",
        f'{{"meta": {{"page": 1, "total": 2}}, "payments": [{P1}], "links": {{"next": "x", "last": "y"}}}}',
        ["p1"],
        [],
    ),
    "a backslash before u0000": (
        "a.json",
        f"[{paid('p1', description='C:' + chr(92) + 'u0000')}, {P2}]",
        ["p1", "p2"],
        [],
    ),
    "a comma in a text beside a number": (
        "a.json",
        f"[{paid('p1', amount='1,10')}, {paid('p2', amount=1.25)}]",
        ["p2"],
        [paid("p1", amount="1,10")],
    ),
}


@pytest.mark.parametrize("case", SHAPES)
def test_rows_are_found_in(case: str, tmp_path: Path) -> None:
    name, text, ids, aside = SHAPES[case]
    with loaded(tmp_path, {name: text}) as (store, report):
        assert [one for (one,) in store.rows("SELECT payment_id FROM payments ORDER BY 1")] == ids
        assert sorted({raw for (raw,) in store.rows("SELECT raw FROM quarantine")}) == sorted(aside)
        assert all(balances(file) for file in report.files)
        assert {str(amount) for (amount,) in store.rows("SELECT amount FROM payments")} <= {"1.1000", "1.2500"}


def test_bytes_that_are_no_utf8_do_not_change_how_the_others_are_read(tmp_path: Path) -> None:
    bad = b'{"payment_id": "p\xc31"}'
    text = b"[" + bad + b", " + paid("p2", counterparty="é").replace("\\u00e9", "é").encode() + b"]"
    with loaded(tmp_path, {"a.json": text}) as (store, _):
        assert store.rows("SELECT payment_id, counterparty FROM payments") == [("p2", "é")]
        assert store.rows("SELECT code, raw_bytes FROM quarantine") == [("E125", bad)]


def test_a_name_that_two_values_would_have_is_set_aside(tmp_path: Path) -> None:
    money = {"rawValue": "1.00", "currency": "USD"}
    row = {
        "recordId": "r1", "type": "APInvoice", "accountingSubtype": "Hourly", "description": "d",
        "transactionCreationDate": "2025-01-01T00:00:00Z", "transactionAmount": money, "assignmentCompanyName": "A",
    }  # fmt: skip
    twice = {**row, "recordId": "r2", "transactionAmount.rawValue": "2.00"}
    with loaded(tmp_path, {"a.json": json.dumps([row, twice])}) as (store, _):
        assert store.rows("SELECT payment_id FROM payments") == [("r1",)]
        assert store.rows("SELECT code, raw FROM quarantine") == [("E132", json.dumps(twice))]
