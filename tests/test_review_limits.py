"""Decisions at their limits: half characters, the rule of another finding, what no longer holds, marks before a file."""

from __future__ import annotations

import json
import re
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from auditor.engines.duckdb import Engine
from auditor.reviewing import history
from tests.review_world import AS_OF, LATER, ask, audited_once, place
from tests.support.running import audit, auditor

pytestmark = pytest.mark.usefixtures("undrawn")

__all__ = ["audited_once", "place"]

HEADER = "finding_id,rule_id,decision,severity,accepted_until"
ROOT = Path(__file__).parents[1]


def grave(place: Path) -> list[dict[str, str]]:
    lines = ask(place, "findings", "--format", "jsonl", "--severity", "high").out.splitlines()
    return [json.loads(line) for line in lines]


def written(path: Path, *decisions: dict[str, Any], mark: str = "") -> Path:
    path.write_text(mark + "".join(f"{json.dumps(one)}\n" for one in decisions), encoding="utf-8")
    return path


def said_of(one: dict[str, str], **other: str) -> dict[str, Any]:
    known = {"finding_id": one["finding_id"], "rule_id": one["rule_id"]}
    decided = {"decision": "dismissed", "reviewer": "carl", "decided_at": "2025-10-01T09:00:00Z", "note": "n"}
    return {**known, **decided, **other}


def kept(place: Path) -> list[tuple[str, str]]:
    with Engine.open(place / "store.duckdb", read_only=True) as engine:
        return [(one.reviewer, one.note) for one in history(engine)]


@pytest.mark.parametrize("field", ["note", "reviewer", "finding_id", "rule_id", "basis"])
def test_half_a_character_in_an_import_is_refused_by_line(field: str, place: Path) -> None:
    one = grave(place)[0]
    broken = written(place / "in.jsonl", said_of(one), said_of(one, **{field: "half \ud800"}))
    ended = ask(place, "review", "--import", broken)
    assert ended.status == 2 and f"in.jsonl:2: no decision ({field} holds half of a character" in ended.err
    assert "-> repair the line" in ended.err and ended.err.count("\n") == 1 and kept(place) == []


def test_bytes_that_are_no_text_on_the_command_line_are_replaced(place: Path) -> None:
    one = grave(place)[0]["finding_id"]
    ended = ask(place, "review", one, "--decide", "confirm", "--note", "x\udcff", "--reviewer", "b\udcfe")
    assert ended.status == 0, ended.err
    assert ended.out == "1 finding confirmed by b\ufffd.\n"
    assert kept(place) == [("b\ufffd", "x\ufffd")]


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_bytes_that_are_no_text_in_a_typed_note_are_replaced(errors: str, place: Path) -> None:
    with mock.patch("sys.stdin", TextIOWrapper(BytesIO(b"c\nx\xff\nq\n"), encoding="utf-8", errors=errors)):
        ended = auditor("review", "--reviewer", "anna", "--db", place / "store.duckdb")
    assert ended.status == 0, ended.err
    assert kept(place) == [("anna", "x\ufffd")]


@pytest.mark.parametrize("words", [[], ["--stats"]], ids=["taken in", "counted"])
def test_a_decision_for_another_rule_than_that_of_its_finding_is_refused_by_line(words: list[str], place: Path) -> None:
    one = grave(place)[0]
    wrong = written(place / "in.jsonl", said_of(one), said_of(one, rule_id="no.such_rule"))
    ended = ask(place, "review", *words, "--import", wrong)
    assert ended.status == 2 and "in.jsonl:2: no decision" in ended.err
    assert f"is of the rule {one['rule_id']}, not of no.such_rule" in ended.err and "-> repair the line" in ended.err
    assert kept(place) == []


def test_a_decision_about_a_finding_that_the_store_never_had_is_taken_with_its_rule(place: Path) -> None:
    other = said_of({"finding_id": "f" * 16, "rule_id": "own.elsewhere"})
    assert ask(place, "review", "--import", written(place / "in.jsonl", other)).status == 0


def test_a_baseline_has_only_decisions_that_hold(place: Path) -> None:
    whole, lesser, changed, over, *_ = [one["finding_id"] for one in waiting(place)]
    for one in (whole, lesser, changed):
        ask(place, "review", one, "--decide", "dismiss")
    ask(place, "review", over, "--decide", "accept", "--until", AS_OF)
    elsewhere = said_of({"finding_id": "f" * 16, "rule_id": "contact.hidden"})
    assert ask(place, "review", "--import", written(place / "in.jsonl", elsewhere)).status == 0
    with Engine.open(place / "store.duckdb") as engine:
        engine.execute("UPDATE reviews SET severity = 'info' WHERE finding_id = $id", {"id": lesser})
        engine.execute("UPDATE reviews SET basis = 'other rows' WHERE finding_id = $id", {"id": changed})
    on_the_day = ask(place, "review", "--baseline", "-").out.splitlines()
    assert [line.split(",")[0] for line in on_the_day] == ["finding_id", *sorted([whole, over])]
    audit(place / "exports", place, LATER)
    ended = ask(place, "review", "--baseline", place / "known.csv")
    assert "1 decision written to" in ended.out and "4 decisions left out: run out, made before" in ended.out
    lines = (place / "known.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == HEADER and [line.split(",")[0] for line in lines[1:]] == [whole]


def waiting(place: Path) -> list[dict[str, str]]:
    found = [json.loads(line) for line in ask(place, "findings", "--format", "jsonl").out.splitlines()]
    return [one for one in found if one["severity"] != "info"]


# name: (how the decision differs from one on the finding as it is, the finding's status, what its card says behind the note)
LAPSED = {
    "made of something lesser": ({"severity": "low"}, "open", "That was when the finding was less grave: the decision"),
    "made of other rows": ({"basis": "other rows"}, "dismissed", "The finding has changed since then: look again"),
}


@pytest.mark.parametrize("case", LAPSED)
def test_the_report_says_why_a_decision_may_hold_no_more(case: str, place: Path) -> None:
    (changes, status, said), one = LAPSED[case], grave(place)[0]
    assert ask(place, "review", "--import", written(place / "in.jsonl", said_of(one, **changes))).status == 0
    at_once = {row["finding_id"]: row["status"] for row in waiting(place)}[one["finding_id"]]
    assert at_once == ("new" if status == "open" else status), "the store says at once what the next audit will say"
    done = audit(place / "exports", place, LATER)
    assert {row["finding_id"]: row["status"] for row in done.findings}[one["finding_id"]] == status
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert f"Dismissed on 1 October 2025 by carl: n. {said}" in page and ("less grave" in page) == (status == "open")
    assert "1 decision was made before the finding changed: look again" in page


def test_a_decision_that_ran_out_changes_nothing_at_once(place: Path) -> None:
    one = grave(place)[0]
    over = said_of(one, decision="accepted", accepted_until="2020-01-01")
    assert ask(place, "review", "--import", written(place / "in.jsonl", over)).status == 0
    assert {row["finding_id"]: row["status"] for row in waiting(place)}[one["finding_id"]] == "new"


def test_of_two_decisions_of_one_moment_the_same_counts_at_once_and_in_the_next_audit(place: Path) -> None:
    one = grave(place)[0]
    told = [said_of(one, reviewer="anna", decision="confirmed"), said_of(one, reviewer="ben", decision="dismissed")]
    assert ask(place, "review", "--import", written(place / "in.jsonl", *told)).status == 0
    at_once = {row["finding_id"]: row["status"] for row in waiting(place)}[one["finding_id"]]
    done = audit(place / "exports", place, LATER)
    assert {row["finding_id"]: row["status"] for row in done.findings}[one["finding_id"]] == at_once == "dismissed"


def test_a_decision_that_holds_is_told_without_a_doubt(place: Path) -> None:
    ask(place, "review", grave(place)[0]["finding_id"], "--decide", "dismiss", "--note", "ours")
    audit(place / "exports", place, LATER)
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert ": ours</p>" in page and "has changed since then" not in page and "before the finding changed" not in page


def test_files_that_begin_with_a_byte_order_mark_are_read(place: Path) -> None:
    one = grave(place)[0]
    known = place / "known.csv"
    known.write_text(f"\ufeff{HEADER}\n{one['finding_id']},{one['rule_id']},dismissed,high,\n", encoding="utf-8")
    done = audit(place / "exports", place, LATER, "--baseline", str(known))
    assert {row["finding_id"]: row["status"] for row in done.findings}[one["finding_id"]] == "dismissed", done.ended.err
    marked = written(place / "in.jsonl", said_of(one), mark="\ufeff")
    assert ask(place, "review", "--import", marked).status == 0


def test_documents_call_a_baseline_by_the_form_it_has() -> None:
    named = [
        name
        for path in (ROOT / "README.md", *ROOT.glob("auditor/**/*.md"))
        for name in re.findall(r"--baseline (\w+\.\w+)", path.read_text(encoding="utf-8"))
    ]
    assert named and {Path(name).suffix for name in named} == {".csv"}
