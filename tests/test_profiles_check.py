"""What is wrong with a profile is said with its key, its line and what to do; no content of it can break the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingesting.planning import tables
from auditor.profiles.checking import check
from auditor.profiles.places import lines_of_keys
from auditor.profiles.reading import HOME, profile_of
from tests.own_profile_world import PROFILE

# What is broken, how, and the line and words of the problem that is said.
BROKEN = {
    "a key that there is not": ('decimal = ","', 'decimals = ","', 4, "decimals: there is no such key"),
    "a table that there is not": ('"payments"', '"invoices"', 2, "table: there is no table 'invoices'"),
    "a column that the table has not": ("counterparty =", "customer =", 11, "columns.customer: there is no column"),
    "a way of reading that there is not": ('"number"', '"money"', 12, "columns.amount.how: there is no such way"),
    "a required column that nothing fills": ("currency =", "fee =", 8, "missing: currency; every row needs it"),
    "nobody who paid": ("counterparty =", "channel =", 8, "missing: client_id or counterparty"),
    "a column that is not in the header": ('take = ["Who"]', 'take = ["Whom"]', 11, "'Whom' does not stand in header"),
    "a value that is not given": (', value = "EUR"', "", 13, "value is missing"),
    "nothing taken": ('{ take = ["Who"] }', "{ }", 11, "no export column is named"),
    "two columns for a number": ('["Sum"] }', '["Sum", "No"] }', 12, "2 columns are taken, 1 can be"),
    "a number for a text": ('counterparty = { take', 'counterparty = { how = "number", take', 11, "counterparty is no number"),
    "one mark for both": ('thousands = "."', 'thousands = ","', 5, "decimal and thousands are both ','"),
    "a decimal mark that is none": ('decimal = ","', 'decimal = "x"', 4, "decimal is 'x'"),
    "an order that there is not": ('"dmy"', '"ymd"', 6, "date_order is 'ymd'"),
    "a test that there is not": ('"negative"', '"below"', 17, "apart 1.test: there is no test 'below'"),
    "a test without words": ('"negative"', '"contains"', 15, "the test contains needs words"),
    "a test of a column that is not there": ('columns = ["Sum"]', 'columns = ["Total"]', 18, "'Total' does not stand in header"),
    "a pattern that finds nothing": ('{ take = ["Who"] }', '{ how = "pattern", take = ["Who"], value = "(" }', 11, "no regular expression"),
    "something that nobody can say": ('how = "value", value = "EUR"', 'how = "stated", value = "fee"', 13, "the user cannot say 'fee'"),
    "a role that there is not": ('test = "negative"', 'test = "negative"\nrole = "tip"', 18, "there is no role 'tip'"),
    "a clock of a column that some files have not": ('"Day", "Who", "Sum"]', '"Who", "Sum"]\noptional = ["Day"]', 11, "is only optional"),
    "a header with one name twice": ('"Who", "Sum"]', '"Who", "Sum", "who "]', 3, "'who' stands twice in header"),
    "a header of something else": ('header = ["No", "Day", "Who", "Sum"]', "header = 4", 3, "header is no list"),
    "no title": ('title = "Mine"\n', "", 0, "title is missing"),
    "a key of unread columns": ("decimal =", 'key = ["payment_id", "hours"]\ndecimal =', 4, "'hours' is part of the key, and is not read"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_wrong_is_said_with_its_place(what: str) -> None:
    old, new, line, said = BROKEN[what]
    assert old in PROFILE
    problems = check("mine", PROFILE.replace(old, new, 1), tables()).problems
    found = [one for one in problems if said in one.said("mine.toml")]
    assert [one.line for one in found] == [line], [one.said("mine.toml") for one in problems]
    assert found[0].remedy and found[0].said("mine.toml").startswith(f"mine.toml:{line}: " if line else "mine.toml: ")


def test_all_problems_are_said_at_once() -> None:
    text = PROFILE.replace('"number"', '"money"').replace('decimal = ","', 'decimal = "x"')
    assert [one.key for one in check("mine", text, tables()).problems] == ["decimal", "columns.amount.how"]


@pytest.mark.parametrize("path", sorted(HOME.glob("*.toml")), ids=lambda path: path.stem)
def test_nothing_is_wrong_with_a_shipped_profile(path: Path) -> None:
    assert check(path.stem, path.read_text(encoding="utf-8"), tables()).problems == ()


def test_a_profile_cannot_take_the_name_of_the_tables() -> None:
    assert "cannot be called canonical" in check("canonical", PROFILE, tables()).problems[0].problem


def test_a_key_is_found_in_sections_of_either_kind() -> None:
    lines = lines_of_keys('a = 1\n[columns.kind]\nhow = "map"\n[[apart]]\n[[apart]]\n"test" = 1\n')
    assert lines["columns.kind.how"] == 3 and lines["apart 2.test"] == 6 and lines["a"] == 1


@pytest.mark.parametrize("line", range(len(PROFILE.splitlines())))
def test_no_line_of_a_profile_can_be_so_wrong_that_the_check_breaks(line: int) -> None:
    for value in (
        "4",
        "[]",
        "[1]",
        "{}",
        "{ a = 1 }",
        "{ how = 3 }",
        "{ take = [1] }",
        '{ how = "map", words = { a = 1 } }',
        "2020-01-01",
    ):
        lines = PROFILE.splitlines()
        lines[line] = f"{lines[line].partition('=')[0]}= {value}"
        checked = check("mine", "\n".join(lines), tables())
        assert checked.problems or profile_of("mine", dict(checked.data)).table == "payments"


def test_what_is_missing_is_told_with_every_line_that_can_fill_it() -> None:
    (problem,) = check("mine", PROFILE.replace("currency =", "fee ="), tables()).problems[:1]
    assert 'currency = { how = "value", value = "EUR" } where no column says it' in problem.remedy
    assert not check(
        "mine", PROFILE.replace('payment_id = { take = ["No"] }', 'payment_id = { how = "row_digest" }'), tables()
    ).problems
    (problem,) = check("mine", PROFILE.replace("payment_id =", "description ="), tables()).problems[:1]
    assert 'payment_id = { how = "row_digest" } where the export has no id' in problem.remedy
