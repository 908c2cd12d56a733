"""Rows that a line end inside of an unquoted text cuts in two: no half is loaded, and what only looks so is."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.ingest_world import MESSAGE, MESSAGES, account, balances, loaded

SECOND, THIRD = MESSAGE.replace("m1", "m2"), MESSAGE.replace("m1", "m3")
ALL = MESSAGES + MESSAGE + SECOND + THIRD

# bytes of messages.csv, ids that are loaded, (line, code) of what is set aside
CASES: dict[str, tuple[bytes, list[str], list[tuple[int, str]]]] = {
    "a text of the first column cut": (
        (MESSAGES + MESSAGE.replace("m1", "mid\rm1") + SECOND).encode(),
        ["m2"],
        [(2, "E120"), (3, "E127")],
    ),
    "a text of the last column cut by LF, where rows end in CR LF": (
        ALL.replace("\n", "\r\n").replace("Hello", "Hel\nlo", 1).encode(),
        ["m2", "m3"],
        [(2, "E127"), (3, "E120")],
    ),
    "a text cut by LF twice, with a blank line between": (
        ALL.replace("\n", "\r\n").replace("Hello", "Hel\n\nl\no", 1).encode(),
        ["m2", "m3"],
        [(2, "E127"), (4, "E120"), (5, "E120")],
    ),
    "one row cut in its first and in its last column": (
        (MESSAGES + MESSAGE.replace("m1", "mid\rm1").replace("Hello", "Hel\rlo") + SECOND).encode(),
        ["m2"],
        [(2, "E120"), (3, "E127"), (4, "E120")],
    ),
    "a row of all fields with a NUL, between sound ones, its line end that of no other": (
        (MESSAGES + MESSAGE + SECOND.replace("Hello", "H\0llo").replace("\n", "\r\n") + THIRD).encode(),
        ["m1", "m3"],
        [(3, "E124")],
    ),
    "two rows of other line ends, the first of them behind a broken line": (
        (MESSAGES + MESSAGE + "broken\r" + SECOND.replace("\n", "\r") + THIRD).encode(),
        ["m1", "m3"],
        [(3, "E120"), (4, "E127")],
    ),
    "a remark and a broken line among rows of mixed ends": (
        (
            MESSAGES
            + MESSAGE.replace("\n", "\r\n")
            + SECOND
            + "\n# by hand\r\n"
            + THIRD.replace("\n", "\r\n")
            + "broken\r\n"
        ).encode(),
        ["m1", "m2", "m3"],
        [(7, "E120")],
    ),
    "many cut rows: those set aside do not make their cut a row end": (
        "".join(
            [
                MESSAGES.replace("\n", "\r\n"),
                *(MESSAGE.replace("m1", f"m{number}").replace("\n", "\nworld\r\n") for number in range(3)),
            ]
        ).encode(),
        [],
        [(2, "E127"), (3, "E120"), (4, "E127"), (5, "E120"), (6, "E127"), (7, "E120")],
    ),
    "a broken line that ends as all rows do": (
        (MESSAGES + MESSAGE + "broken\n" + SECOND).encode(),
        ["m1", "m2"],
        [(3, "E120")],
    ),
    "two exports of other line ends put together, a row of the second lacks a field": (
        ALL.replace("\n", "\r\n").encode()
        + "".join(MESSAGE.replace("m1", f"n{number}") for number in range(4)).replace(",Hello", "", 2).encode(),
        ["m1", "m2", "m3", "n2", "n3"],
        [(5, "E120"), (6, "E120")],
    ),
    "a header that ends in CR LF, a broken line among rows that end in LF": (
        (MESSAGES.replace("\n", "\r\n") + MESSAGE + SECOND + "broken\n" + THIRD).encode(),
        ["m1", "m2", "m3"],
        [(4, "E120")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_both_halves_are_set_aside_and_nothing_else(case: str, tmp_path: Path) -> None:
    content, ids, aside = CASES[case]
    with loaded(tmp_path, {"messages.csv": content}) as (store, report):
        assert [one for (one,) in store.rows("SELECT message_id FROM messages ORDER BY source_line")] == ids
        assert store.rows("SELECT line, code FROM quarantine ORDER BY line") == aside
        assert balances(account(report, "messages.csv"))


ENDS = {"LF": "\n", "CR": "\r", "CR LF": "\r\n"}


@pytest.mark.parametrize(("end", "cut"), [*permutations(ENDS, 2)])
@pytest.mark.parametrize("column", ["first", "last"])
def test_no_half_of_a_row_is_loaded_where_the_cut_differs_from_the_row_end(
    tmp_path: Path, end: str, cut: str, column: str
) -> None:
    rows = [MESSAGE, SECOND, THIRD]
    rows[1] = SECOND.replace("m2", f"mid{ENDS[cut]}m2") if column == "first" else SECOND[:-1] + ENDS[cut] + "world\n"
    text = "".join(row.removesuffix("\n") + ENDS[end] for row in [MESSAGES, *rows])
    with loaded(tmp_path, {"messages.csv": text.encode()}) as (store, report):
        assert store.rows("SELECT message_id FROM messages ORDER BY message_id") == [("m1",), ("m3",)]
        assert sorted(store.rows("SELECT code FROM quarantine")) == [("E120",), ("E127",)]
        assert balances(account(report, "messages.csv"))
