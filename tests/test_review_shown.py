"""Decisions as they are shown: what ran out is open again, reviewers who disagree are named, note and day stand in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.auditing.findings import last_as_of
from auditor.engines.duckdb import Engine
from tests.review_world import AS_OF, LATER, ask, audited_once, place
from tests.support.running import Audited, audit, auditor

pytestmark = pytest.mark.usefixtures("undrawn")

__all__ = ["audited_once", "place"]


def first(place: Path) -> str:
    return str(
        json.loads(auditor("findings", "--db", place / "store.duckdb", "--format", "jsonl").out.split("\n")[0])[
            "finding_id"
        ]
    )


def again(place: Path, *options: str, as_of: str = LATER) -> Audited:
    return audit(place / "exports", place, as_of, *options)


def test_an_acceptance_that_has_expired_is_open_in_every_output(place: Path) -> None:
    one = first(place)
    assert ask(place, "review", one, "--decide", "accept", "--until", AS_OF, "--reviewer", "ann").status == 0
    done = again(place)
    (found,) = [row for row in done.findings if row["finding_id"] == one]
    assert found["status"] == "open" and done.summary["reviews"]["expired"] == [one]
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "1 finding that you had accepted until a day that has passed is open again" in page
    brief = again(place, "--brief", "--fail-on", "high", "--only-new").ended
    assert "accepted until a day that has passed" in brief.err
    assert one not in auditor("findings", "--db", place / "store.duckdb", "--status", "accepted").out
    assert one in auditor("findings", "--db", place / "store.duckdb", "--status", "open").out


def test_an_acceptance_that_ran_out_since_the_last_run_counts_among_the_new_ones_once(place: Path) -> None:
    found = auditor("findings", "--db", place / "store.duckdb", "--format", "jsonl").out.splitlines()
    one = next(row["finding_id"] for row in map(json.loads, found) if row["severity"] == "high")
    assert ask(place, "review", one, "--decide", "accept", "--until", AS_OF, "--reviewer", "ann").status == 0
    only_new = ("--fail-on", "high", "--only-new")
    assert [again(place, *only_new, as_of=day).ended.status for day in (AS_OF, LATER, LATER)] == [0, 1, 0]


@pytest.mark.parametrize("level", ["none", "partial", "full"])
def test_the_report_has_day_reviewer_and_note_of_a_decision(level: str, place: Path) -> None:
    note = "our own desk, not ann@larkspur-desk.com"
    ask(place, "review", first(place), "--decide", "dismiss", "--note", note, "--reviewer", "Ann Zq")
    again(place, "--redact", level)
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "Dismissed on " in page
    assert ("Ann Zq" in page and "our own desk" in page) == (level != "full")
    assert ("larkspur-desk" in page) == (level == "none")


def test_reviewers_who_disagree_are_told(place: Path) -> None:
    one = first(place)
    for reviewer, word in (("ann", "confirm"), ("ben", "dismiss")):
        ask(place, "review", one, "--decide", word, "--reviewer", reviewer)
    done = again(place)
    assert done.summary["reviews"]["disputed"] == [one]
    assert "reviewers disagree about 1 finding(s)" in done.ended.err
    assert "Another reviewer decided otherwise." in (place / "out" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--rule", "nosuch"), ("--rule", "nosuch.*"), ("--client", "nobody")])
def test_a_rule_or_client_that_there_is_not_is_refused(words: tuple[str, str], place: Path) -> None:
    ended = auditor("findings", *words, "--db", place / "store.duckdb")
    assert ended.status == 2 and words[1] in ended.err and "there is no such" in ended.err


def test_a_rule_that_found_nothing_is_an_empty_answer(place: Path) -> None:
    assert auditor("findings", "--rule", "report.received", "--db", place / "store.duckdb").status == 0


def test_an_empty_export_is_refused(place: Path) -> None:
    (place / "empty.jsonl").write_text("\n", encoding="utf-8")
    ended = ask(place, "review", "--import", place / "empty.jsonl")
    assert ended.status == 2 and "no decision" in ended.err
    with Engine.open(place / "store.duckdb", read_only=True) as engine:
        assert last_as_of(engine).isoformat() == AS_OF


def test_a_decision_about_a_finding_that_is_not_there_is_told(place: Path) -> None:
    decision = {
        "finding_id": "f" * 16,
        "rule_id": "contact.hidden",
        "decision": "dismissed",
        "reviewer": "ann",
        "decided_at": "2025-09-30T10:00:00Z",
    }
    (place / "others.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")
    assert ask(place, "review", "--import", place / "others.jsonl").status == 0
    again(place)
    page = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "1 decision speaks of findings that are not there." in page
