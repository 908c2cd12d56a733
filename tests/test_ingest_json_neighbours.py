"""A broken element costs itself alone, whatever brackets and quotes its text holds, in every form of list."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from auditor.ingesting.json_rows import document_rows


def row(name: str) -> str:
    return json.dumps({"message_id": name, "client_id": "c"})


BROKEN = {
    "a list that ends and begins, in single quotes": "{'message_id':'b','body':'it ],[ x'}",
    "a row and a list that end, in single quotes": "{'message_id':'b','body':'it }] x'}",
    "a whole envelope that ends": "{'message_id':'b','body':'it }]} x'}",
    "a list and its envelope that end": "{'message_id':'b','body':'it ]} x'}",
    "another list that begins": "{'message_id':'b','body':'it ],\"x\":[ x'}",
    "another row that begins": "{'message_id':'b','body':'it },{ x'}",
    "no quotes and a list that ends and begins": '{"message_id":"b","body":it ],[ x}',
    "no quotes and a row and a list that end": '{"message_id":"b","body":it }] x}',
    "no quotes and another list of rows": '{"message_id":"b","body":it }],"x":[{ x}',
    "quotes around a list that ends and begins": '{"message_id":"b","body":"it "],[" x"}',
    "quotes around another list": '{"message_id":"b","body":"it "],"x":[" x"}',
    "one quote too many and a list that ends and begins": '{"message_id":"b","body":"it " ],[ x"}',
    "one quote too many": '{"message_id":"b","body":"it " x"}',
    "a text behind its row": '{"message_id":"b","body":"it "} x"}',
    "a list that begins": '{"message_id":"b","body":[ x"}',
    "a row that begins": '{"message_id":"b","body":{ x}',
    "no end": '{"message_id":"b","body":"x"',
    "rows of its own": '{"message_id":01,"items":[{"x":1},{"x":2}],"body":"x"}',
}
LISTS = {
    "a list": "[%s]",
    "an envelope": '{"status":"success","messages":[%s]}',
    "an envelope with more behind it": '{"a":{"messages":[%s],"total":3},"z":[]}',
    "a list in a list": "[[%s]]",
    "lists in a list": '{"m":[[%s],[]]}',
}
BETWEEN = {"one line": ", ", "a line each": ",\n", "no blank": ","}


def rows_of(text: str) -> tuple[list[str], list[str]]:
    """The ids of sound rows, and the texts of broken ones."""
    sound, broken = [], []
    for one in document_rows(BytesIO(text.encode())):
        if isinstance(one, int):
            continue
        value = one.value.value
        if one.faults:
            broken.append(one.value.raw)
        elif isinstance(value, dict) and not one.lone:
            sound.append(str((value.get("node") or value)["message_id"]))
    return sound, broken


@pytest.mark.parametrize("form", LISTS)
@pytest.mark.parametrize("case", BROKEN)
def test_all_neighbours_are_read_beside(case: str, form: str) -> None:
    bad, first, second = BROKEN[case], row("a1"), row("a2")
    orders = [(bad, first, second), (first, bad, second), (bad, first, bad, second), (first, bad, bad, second)]
    for between in BETWEEN.values():
        for items in orders:
            sound, broken = rows_of(LISTS[form] % between.join(items))
            assert sound == ["a1", "a2"] and broken, (between, items, broken)


@pytest.mark.parametrize("case", BROKEN)
def test_all_nodes_of_a_connection_are_read_beside(case: str) -> None:
    nodes = [f'{{"node": {one}, "cursor": "x"}}' for one in (row("a1"), BROKEN[case], row("a2"))]
    for between in BETWEEN.values():
        text = f'{{"data": {{"rooms": {{"edges": [{between.join(nodes)}], "pageInfo": {{"hasNextPage": false}}}}}}}}'
        sound, broken = rows_of(text)
        assert sound == ["a1", "a2"] and broken, (between, broken)


WHOLE = ["a list that ends and begins, in single quotes", "no quotes and a row and a list that end", "rows of its own"]


@pytest.mark.parametrize("case", WHOLE)
def test_the_broken_element_is_set_aside_whole(case: str) -> None:
    for form in LISTS.values():
        _, broken = rows_of(form % ", ".join((row("a1"), BROKEN[case], row("a2"))))
        assert broken[0] == BROKEN[case]


def test_the_second_list_is_read_behind_a_row_that_the_first_cut_off() -> None:
    text = f'{{"a": [{row("a1")}, {{"message_id": ], "b": [{row("a2")}, {row("a3")}]}}'
    assert rows_of(text) == (["a1", "a2", "a3"], ['{"message_id": '])


def test_the_second_list_is_read_when_its_first_row_is_broken() -> None:
    text = f'{{"a": [{row("a1")}], "b": [{{"message_id": 01}}, {row("a2")}]}}'
    assert rows_of(text) == (["a1", "a2"], ['{"message_id": 01}'])


def test_a_list_that_ends_in_the_middle_of_its_line_goes_on() -> None:
    assert rows_of(f"[{row('a1')}]{row('a2')}, {row('a3')}]") == (["a1", "a3"], ["]", row("a2")])
