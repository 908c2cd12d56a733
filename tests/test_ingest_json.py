"""JSON in every form and in every state: rows are loaded, what is broken is set aside with its text, line and code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting import json_text
from auditor.ingesting.json_lists import rows_of
from auditor.model.profiles import plain
from tests import json_world
from tests.ingest_world import PAYMENT, PAYMENTS, account, balances, load, loaded

SEEDS, BROKEN_SEEDS = 60, 3000
ROW = dict(zip(PAYMENTS.strip().split(","), PAYMENT.strip("\n").split(","), strict=True))


def row(name: str, **others: object) -> str:
    """A sound payment as JSON."""
    return json.dumps({key: value for key, value in {**ROW, "payment_id": name, **others}.items() if value != ""})


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine.in_memory() as opened:
        yield opened


@pytest.mark.parametrize("form", json_world.FORMS)
def test_rows_are_the_same_in_every_form(form: str, engine: Engine, tmp_path: Path) -> None:
    for seed in range(SEEDS):
        found = json_world.rows(seed)
        name, text = json_world.written(found, form)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        rows, raw = json_world.read(engine, tmp_path / name)
        assert (rows, [*raw.bad]) == (json_world.expected(found), []), (seed, text)
        wanted = [{"node": one, "cursor": "x"} for one in found] if form == "edges" else found
        assert [json.loads(one) for one in raw.texts(range(len(rows)))] == wanted


def test_a_broken_file_loses_not_a_character(engine: Engine, tmp_path: Path) -> None:
    sound = 0
    for seed in range(BROKEN_SEEDS):
        name, data = json_world.mutated(seed)
        (tmp_path / name).write_bytes(data)
        rows, raw = json_world.read(engine, tmp_path / name)
        text = data.decode("utf-8", "surrogateescape")
        told = [*zip(raw.lines.all().tolist(), raw.texts(range(len(rows))), strict=True)]
        told += [(bad.line, _as_read(bad.original, bad.raw)) for bad in raw.bad]
        _check_lines(text, told, seed)
        _check_order(data, not name.endswith(".json"), seed)
        if name.endswith(".json"):
            sound += _check_document(text, rows, raw.bad, seed)
    assert sound > 50


def _as_read(original: bytes | None, raw: str) -> str:
    return original.decode("utf-8", "surrogateescape") if original is not None else raw


def _check_lines(text: str, told: list[tuple[int, str]], seed: int) -> None:
    """Every text stands where its line says."""
    lines = re.split(r"\r\n|\n|\r", text)
    for line, one in told:
        assert one in "\n".join(lines[line - 1 :]), (seed, text, line, one)


def _check_order(data: bytes, is_lines: bool, seed: int) -> None:
    """The texts stand one behind the other; without all of them, nothing but structure is left."""
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    left, at = "", 0
    for row in rows_of(BytesIO(data), is_lines):
        if not isinstance(row, int):
            place = text.find(row.value.raw, at)
            assert place >= 0, (seed, text, row.value)
            left, at = left + text[at:place], place + len(row.value.raw)
    # Around a document that is no list, keys and single values are structure too.
    if is_lines or text.lstrip().startswith("["):
        assert re.fullmatch(r"[\s\[\],]*", left + text[at:]), (seed, text, left)


def _check_document(text: str, rows: list[dict[str, str]], bad: object, seed: int) -> bool:
    try:
        value = json_world.strictly(text)
    except (ValueError, RecursionError):
        assert bad or not text.strip(), (seed, text)
        return False
    if isinstance(value, list) and all(isinstance(one, dict) and one for one in value) and "\\u0000" not in text:
        # Columns are found whatever their case and outer blanks; two of one name are a fault.
        if any(len(_by_column(one)) < len(one) for one in value):
            return False
        wanted = [*map(_by_column, json_world.expected(value))]
        assert not bad and [*map(_by_column, rows)] == wanted, (seed, text)
        return True
    return False


def _by_column(one: dict[str, str]) -> dict[str, str]:
    return {plain(key): text for key, text in one.items()}


NESTED = '{"a":' * 500 + "1" + "}" * 500
# text of payments.json, ids that are loaded, (line, code, text) of what is set aside
BROKEN = {
    "a key twice": (f'[{row("p1")},\n{{"a": 1, "a": 2}}]', ["p1"], [(2, "E132", '{"a": 1, "a": 2}')]),
    "NaN": (f'[{{"amount": NaN}},\n{row("p1")}]', ["p1"], [(1, "E133", '{"amount": NaN}')]),
    "a key twice and Infinity": (
        f'[{row("p1")}, {{"a": -Infinity, "a": 2}}]',
        ["p1"],
        [(1, "E132", '{"a": -Infinity, "a": 2}'), (1, "E133", '{"a": -Infinity, "a": 2}')],
    ),
    "half a character": (f'[{row("p1")}, {{"a": "\\ud83d"}}]', ["p1"], [(1, "E134", '{"a": "\\ud83d"}')]),
    "text behind the end": (f"[{row('p1')}]\nthe end", ["p1"], [(2, "E135", "the end")]),
    "a number among rows": (f'[{row("p1")}, 12, {row("p2")}]', ["p1", "p2"], [(1, "E131", "12")]),
    "a connection with a null node": (
        f'{{"edges": [{{"node": {row("p1")}}}, {{"cursor": "x", "node": null}}, {{"node": {row("p2")}}}]}}',
        ["p1", "p2"],
        [(1, "E131", '{"cursor": "x", "node": null}')],
    ),
    "an empty object": (f'[{row("p1")}, {{}}]', ["p1"], [(1, "E131", "{}")]),
    "a missing comma": (f"[{row('p1')}\n{row('p2')}]", ["p1"], [(2, "E130", row("p2"))]),
    "a comma before the end": (f"[{row('p1')},]", ["p1"], [(1, "E130", "")]),
    "a row cut off by the end": (f'[{row("p1")},\n{{"payment_id": "p2", "cli', ["p1"], [(2, "E135", '{"payment_id": "p2", "cli')]),
    "no end": (f"[{row('p1')}", ["p1"], [(1, "E135", "")]),
    "a quote that is never closed, indented": (
        f'[\n  {{"payment_id": "p0,\n   "a": 1}},\n  {row("p1")}\n]',
        ["p1"],
        [(2, "E130", '{"payment_id": "p0,\n   "a": 1}')],
    ),
    "a bracket too few, each row on its line": (f'[\n{{"a": {{"b": 1}},\n{row("p1")}\n]', ["p1"], [(2, "E130", '{"a": {"b": 1}')]),
    "a bracket of the wrong kind": (f'[{{"a": [1}}, {row("p1")}]', ["p1"], [(1, "E130", '{"a": [1}')]),
    "a number that is none": (f'[{row("p1")}, {{"amount": 01}}]', ["p1"], [(1, "E130", '{"amount": 01}')]),
    "a control character": (f'[{row("p1")}, {{"a": "\x01"}}]', ["p1"], [(1, "E130", '{"a": "\x01"}')]),
    "nested too deep": (f'[{row("p1")}, {"[" * 100_000}{"]" * 100_000}]', ["p1"], [(1, "E136", "[" * 100_000 + "]" * 100_000)]),
    "five hundred objects in each other": (f'[{row("p1")}, {NESTED}, {row("p2")}]', ["p1", "p2"], [(1, "E136", NESTED)]),
    "a quote too few, each row on its line": (f'[\n{{"a": "b, "c": "d"}},\n{row("p1")}\n]', ["p1"], [(2, "E130", '{"a": "b, "c": "d"}')]),
    "a text that is never closed as a row": (f'[{row("p1")},\n"a,\n{row("p2")}\n]', ["p1", "p2"], [(2, "E130", '"a')]),
    "true as an id": (f'[{row("p1")}, {{"payment_id": true, "client_id": false}}]', ["p1"],
        [(1, "E204", '{"payment_id": true, "client_id": false}'), (1, "E204", '{"payment_id": true, "client_id": false}')]),
    "a list that ends without a beginning": (f'[{{"a": ]}}, {row("p1")}]', ["p1"], [(1, "E130", '{"a": ]}')]),
    "a list that ends twice, each row on its line": (f'[\n{{"a": []]}},\n{row("p1")}\n]', ["p1"], [(2, "E130", '{"a": []]}')]),
    "a row cut off by the end of its list": (f'{{"rows": [{row("p1")}, {{"a": ], "b": 1}}', ["p1"], [(1, "E130", '{"a": ')]),
    "a bracket too many": (f'[{row("p1")}}}, {row("p2")}]', ["p1", "p2"], [(1, "E130", "}")]),
    "a key twice around the list": (f'{{"a": 1, "a": 2, "rows": [{row("p1")}]}}', ["p1"], [(1, "E132", '"a"')]),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_only_what_is_broken_is_set_aside(case: str, tmp_path: Path) -> None:
    text, ids, aside = BROKEN[case]
    with loaded(tmp_path, {"payments.json": text}) as (store, report):
        assert [name for (name,) in store.rows("SELECT payment_id FROM payments ORDER BY 1")] == ids
        assert store.rows("SELECT line, code, raw FROM quarantine ORDER BY line, code") == aside
        assert balances(account(report, "payments.json"))


def test_bytes_that_are_no_text_are_set_aside_with_their_row(tmp_path: Path) -> None:
    bad = b'{"payment_id": "p\xe9"}'
    with loaded(tmp_path, {"payments.jsonl": row("é").encode() + b"\n" + bad + b"\n"}, encoding="utf-8") as (store, _):
        assert store.rows("SELECT line, code, raw, raw_bytes FROM quarantine") == [
            (2, "E125", bad.decode("utf-8", "backslashreplace"), bad)
        ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_document_may_be_written_in(encoding: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.json": f"[{row('p1', description='Größe')}]".encode(encoding)}) as (store, _):
        assert store.rows("SELECT payment_id, description FROM payments") == [("p1", "Größe")]


def test_lines_in_a_file_that_is_called_json_are_read(tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.json": row("p1") + "\n" + row("p2")}) as (store, _):
        assert store.rows("SELECT payment_id, source_line FROM payments ORDER BY 1") == [("p1", 1), ("p2", 2)]


def test_several_lists_of_one_document_are_files_of_their_own_and_unknown_ones_are_kept_apart(tmp_path: Path) -> None:
    report_row = '{"report_id": "r1", "client_id": "c1", "reporter": "client", "reported_at": "2025-01-01"}'
    text = f'{{"payments": [{row("p1")}], "others": [{{"colour": 1}}, {{"colour": 2}}, 7], "more": {{"reports": [{report_row}]}}}}'
    with loaded(tmp_path, {"all.json": text}) as (store, report):
        assert [(file.path, file.table, file.rows_loaded, file.rows_quarantined) for file in report.files] == [
            ("all.json#more.reports", "reports", 1, 0),
            ("all.json#others", "", 2, 1),
            ("all.json#payments", "payments", 1, 0),
        ]
        assert any(
            "the list others (colour) fits no profile and is kept apart, 3 rows" in line for line in report.warnings
        )
        assert store.rows("SELECT code, raw FROM quarantine") == [("E131", "7")]
        assert store.rows("SELECT content, source_line FROM set_apart ORDER BY 1") == [
            ('{"colour":"1"}', 1),
            ('{"colour":"2"}', 1),
        ]
        again = load(store, tmp_path)
        assert account(again, "all.json#others").rows_known == 2 and all(map(balances, again.files))


CONNECTION = '{{"data": {{"viewer": {{"payments": {{"edges": [{{"cursor": "x", "node": {}}}, {{"node": {}}}, {{"node": 7}}]}}}}}}}}'


def test_the_nodes_of_a_connection_may_be_rows_of_a_table(tmp_path: Path) -> None:
    with loaded(tmp_path, {"all.json": CONNECTION.format(row("p1"), row("p2", client_id=True))}) as (store, report):
        assert store.rows("SELECT payment_id FROM payments") == [("p1",)]
        told = store.rows("SELECT DISTINCT raw FROM quarantine ORDER BY 1")
        assert told == [('{"node": 7}',), (f'{{"node": {row("p2", client_id=True)}}}',)]
        assert balances(account(report, "all.json"))


def test_a_value_that_never_ends_does_not_take_the_document_with_it(tmp_path: Path) -> None:
    rows = [row(f"p{number}", description="x" * 100) for number in range(2_000)]
    rows[3], rows[1_500] = rows[3][:-1], rows[1_500][:-2]
    with loaded(tmp_path, {"payments.json": "[\n" + ",\n".join(rows) + "\n]"}) as (store, _):
        assert store.rows("SELECT count(*) FROM payments") == [(1_998,)]
        assert store.rows("SELECT line, raw FROM quarantine ORDER BY line") == [(5, rows[3]), (1_502, rows[1_500])]


def test_rows_do_not_depend_on_where_the_window_ends(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(150):
        name, data = json_world.mutated(seed)
        (tmp_path / name).write_bytes(data)
        monkeypatch.setattr(json_text, "WINDOW_BYTES", 1 << 20)
        rows, raw = json_world.read(engine, tmp_path / name)
        monkeypatch.setattr(json_text, "WINDOW_BYTES", 3)
        again, small = json_world.read(engine, tmp_path / name)
        assert (again, [*small.bad], small.physical_lines) == (rows, [*raw.bad], raw.physical_lines), (seed, data)
        assert small.lines.all().tolist() == raw.lines.all().tolist(), (seed, data)


def test_one_text_of_ten_megabytes_is_loaded(tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.json": f"[{row('p1', description='x' * 10_000_000)}]"}) as (store, _):
        assert store.rows("SELECT length(description) FROM payments") == [(10_000_000,)]
