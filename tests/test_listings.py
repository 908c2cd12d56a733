"""Findings as a table, JSON, CSV, Markdown and JUnit: each format readable by its readers, harmless whatever is in it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree

import pytest

from auditor import rooms
from auditor.model.filtering import Wanted
from auditor.model.results import Finding
from auditor.model.words import FindingStatus, Severity
from tests import invented

FORMATS = rooms.module_names("auditor.listings")
FOUND = [invented.finding(number) for number in range(10)]
HOSTILE = {
    "an escape sequence": "\x1b]0;owned\x07\x1b[2J",
    "eight-bit control": "a\x9b31mb",
    "text turned round": "abc\u202edcba\u2066",
    "line ends": "one\r\ntwo\u2028three",
    "a table's edge": "a | b || c\\|",
    "markup": "<script>alert(1)</script> ![x](javascript:y) [a](http://b.example) www.b.example **bold** `code`",
    "a formula": "=HYPERLINK(1)",
    "half a character": "\ud800",
    "no character": "\ufffe\uffff\x00",
    "invisible letters": "a\U000e0041b\u200b",
}  # fmt: skip


def shown(name: str, found: Sequence[Finding]) -> str:
    return str(rooms.room("auditor.listings", name, "LISTING")(found, date(2025, 6, 30)))


def test_the_formats_are_those_that_were_promised() -> None:
    assert {"table", "json", "jsonl", "csv", "markdown", "junit"} <= set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_no_findings_are_fine(name: str) -> None:
    assert shown(name, []) == "" or shown(name, []).endswith("\n")


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_what_a_terminal_would_obey_is_shown(name: str, case: str) -> None:
    text = HOSTILE[case]
    one = invented.finding(1, client_id=text, explanation=text, title=text, action=text)
    out = shown(name, [one])
    assert out.replace("\n", "").isprintable()
    assert out.count("\n") == shown(name, [invented.finding(1)]).count("\n"), "no cell begins a line of its own"
    out.encode("utf-8")


@pytest.mark.parametrize("case", HOSTILE)
def test_json_is_exact_all_the_same(case: str) -> None:
    one = invented.finding(1, explanation=HOSTILE[case])
    assert json.loads(shown("jsonl", [one]))["explanation"] == HOSTILE[case]
    assert json.loads(shown("json", [one, one]))[1]["explanation"] == HOSTILE[case]


def test_csv_has_a_row_for_each_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(shown("csv", FOUND))))
    assert [row["finding_id"] for row in rows] == [one.finding_id for one in FOUND]
    assert json.loads(rows[0]["evidence"])[0]["table"] == "messages"


@pytest.mark.parametrize("case", HOSTILE)
def test_a_markdown_row_keeps_its_columns_and_formats_nothing(case: str) -> None:
    row = shown("markdown", [invented.finding(1, explanation=HOSTILE[case])]).splitlines()[2]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 9
    assert re.search(r"(?<!\\)[<>\[\]*`]|www\.|http:", row) is None


def test_junit_fails_what_is_open_and_skips_what_is_settled() -> None:
    settled = [invented.finding(1, status=FindingStatus.DISMISSED, finding_id="d")]
    graver = [one for one in FOUND if one.severity is not Severity.INFO]
    top = ElementTree.fromstring(shown("junit", [*FOUND, *settled]))
    assert (top.get("tests"), top.get("failures"), top.get("skipped")) == ("11", str(len(graver)), "1")
    assert {suite.get("name") for suite in top} == {one.rule_id for one in FOUND}


@pytest.mark.parametrize("case", HOSTILE)
def test_junit_stays_xml(case: str) -> None:
    ElementTree.fromstring(shown("junit", [invented.finding(1, client_id=HOSTILE[case], title=HOSTILE[case])]))


FILTERS = {
    "a rule": (Wanted(rules=("scam.bait_and_switch",)), {1, 6}),
    "a family of rules": (Wanted(rules=("contact.*",)), {0, 3, 5, 8}),
    "two clients": (Wanted(clients=("c-001", "c-002")), {1, 2}),
    "a severity and above": (Wanted(least=Severity.CRITICAL), {1, 2, 6, 7}),
    "a status": (Wanted(statuses=(FindingStatus.NEW,)), {0, 3, 6, 9}),
    "a day and later": (Wanted(since=date(2025, 1, 9)), {8, 9}),
    "several at once": (Wanted(rules=("scam.*",), since=date(2025, 1, 3)), {6}),
    "nothing": (Wanted(), set(range(10))),
}


@pytest.mark.parametrize("case", FILTERS)
def test_filters_keep_what_was_asked_for(case: str) -> None:
    wanted, kept = FILTERS[case]
    assert {number for number, one in enumerate(FOUND) if wanted.takes(one)} == kept
