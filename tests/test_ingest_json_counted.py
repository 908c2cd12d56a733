"""JSON: no line and no element is passed over without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest_world import balances, loaded


def message(name: str, body: str = "x") -> str:
    row = {"message_id": name, "client_id": "c", "freelancer_id": "f", "sender": "client", "sent_at": "2025-01-01"}
    return json.dumps({**row, "body": body}, ensure_ascii=False, separators=(",", ":"))


SOUND = f"{message('m1')}\n{message('m2')}\n"
# A value beside two sound rows, how many of it are loaded.
WRAPPED = {
    "an incomplete row in an envelope": (
        '{"data":{"message_id":"m3","client_id":"c","sender":"client","sent_at":"2025-01-02"}}',
        0,
    ),
    "a whole row in an envelope": (f'{{"data":{message("m3")}}}', 1),
    "an empty envelope": ('{"data":{}}', 0),
    "an envelope with numbers": ('{"data":{"x":[1,2]}}', 0),
    "an envelope with a sum": ('{"result":{"total":3}}', 0),
    "an answer that is an error": ('{"status":"error","result":{}}', 0),
}


@pytest.mark.parametrize("case", WRAPPED)
@pytest.mark.parametrize("form", ["x.jsonl", "x.json"])
def test_every_line_and_element_is_counted(case: str, form: str, tmp_path: Path) -> None:
    value, count = WRAPPED[case]
    lines = SOUND + value
    text = lines if form == "x.jsonl" else f"[{lines.replace(chr(10), ',' + chr(10))}]"
    with loaded(tmp_path, {form: text}) as (store, report):
        assert all(map(balances, report.files))
        assert sum(one.rows_read for one in report.files) == 3
        assert store.rows("SELECT count(*) FROM messages") == [(2 + count,)]
        aside = store.rows("SELECT DISTINCT line, raw FROM quarantine")
        assert aside == ([] if count else [(3, value)])


def test_all_elements_above_the_first_row_of_a_list_are_counted(tmp_path: Path) -> None:
    text = '{"rows":[' + "1," * 1500 + message("m1") + "]}"
    with loaded(tmp_path, {"x.json": text}) as (_, report):
        (file,) = report.files
        assert (file.rows_read, file.rows_loaded, file.rows_quarantined) == (1501, 1, 1500)


def test_a_mark_that_only_looks_like_a_line_end_ends_no_line_of_json(tmp_path: Path) -> None:
    text = "".join(
        f"{message(f'm{number}', body)}\n" for number, body in enumerate(["a\u2028b", "c\u0085d", "e\u2028", "f"])
    )
    with loaded(tmp_path, {"x.json": text}) as (_, report):
        assert (report.files[0].rows_read, report.files[0].rows_loaded) == (4, 4)
