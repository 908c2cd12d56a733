"""Reviews: decisions one by one, kept with their history, carried over, run out, shared, counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.reviewing import history
from tests.review_world import AS_OF, LATER, ask, audited_once, place
from tests.support.running import audit

pytestmark = pytest.mark.usefixtures("undrawn")

__all__ = ["audited_once", "place"]


def listed(place: Path, *words: str) -> list[dict[str, str]]:
    lines = ask(place, "findings", "--format", "jsonl", *words).out.splitlines()
    return [json.loads(line) for line in lines]


def statuses(place: Path) -> dict[str, str]:
    return {one["finding_id"]: one["status"] for one in listed(place)}


def review(place: Path, typed: str, *words: str) -> str:
    ended = ask(place, "review", "--reviewer", "anna", *words, typed=typed)
    assert ended.status == 0, ended.err
    return ended.out


def test_each_finding_comes_with_evidence_and_what_was_said_around_it(place: Path) -> None:
    said = review(place, "", "--client", "bert")
    assert "Evidence:" in said and "hello@teasel-films.com" in said
    assert "  2025-09-01 09:00 client: Good morning" in said and "> 2025-09-01 09:05 client: Write to" in said


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "markdown", "junit"])
def test_findings_are_listed_by_all_filters_in_every_format(form: str, place: Path) -> None:
    filters = (
        "--rule",
        "contact.*",
        "--client",
        "bert",
        "--severity",
        "high",
        "--status",
        "new",
        "--since",
        "2025-09-01",
    )
    ended = ask(place, "findings", *filters, "--format", form)
    assert ended.status == 0 and "contact" in ended.out and "bert" in ended.out
    assert "bert" not in ask(place, "findings", *filters[:-1], "2025-09-02", "--format", form).out


def test_answers_are_kept_at_once_and_the_next_session_goes_on_from_there(place: Path) -> None:
    first = review(place, "c\nreal\nq\n")
    number = int(first.split("--- 1 of ")[1].split()[0])
    assert "1 decided, 0 skipped" in first
    second = review(place, "d\nour own\ns\n")
    assert f"--- 1 of {number - 1} ---" in second and "1 decided, 1 skipped" in second
    assert sorted(statuses(place).values())[:2] == ["confirmed", "dismissed"]
    with Engine.open(place / "store.duckdb", read_only=True) as engine:
        assert [(one.reviewer, one.note) for one in history(engine)] == [("anna", "real"), ("anna", "our own")]


def test_an_answer_that_is_none_is_asked_again_and_decides_nothing(place: Path) -> None:
    said = review(place, "x\ncancel\na\nsoon\na 2020-01-01\na 2030-01-01\nfine\nq\n")
    assert "One of c, d, a, s, q" in said and "'soon' is no day" in said and "2020-01-01 has passed" in said
    assert "1 decided" in said and "accepted" in statuses(place).values()


def test_an_input_that_ends_ends_the_session_without_a_fault(place: Path) -> None:
    assert "0 decided, 0 skipped" in review(place, "c\n")


def test_decisions_are_carried_over_by_finding_and_a_dismissed_one_stays_visible(place: Path) -> None:
    (one, *_) = listed(place, "--severity", "high")
    ended = ask(place, "review", one["finding_id"][:10], "--decide", "dismiss", "--note", "own address")
    assert ended.status == 0, ended.err
    again = audit(place / "exports", place, LATER, "--verify")
    assert {row["finding_id"]: row["status"] for row in again.findings}[one["finding_id"]] == "dismissed"
    assert one["finding_id"] in [row["finding_id"] for row in listed(place, "--status", "dismissed")]


def test_an_acceptance_counts_until_its_day_and_is_then_told(place: Path) -> None:
    grave = listed(place, "--severity", "high")
    ids = [one["finding_id"] for one in grave]
    assert ask(place, "review", *ids, "--decide", "accept", "--until", "2025-10-05").status == 0
    before = audit(place / "exports", place, "2025-10-05", "--fail-on", "high")
    assert before.ended.status == 0 and "has passed" not in before.ended.err
    after = audit(place / "exports", place, "2025-10-06", "--fail-on", "high")
    assert after.ended.status == 1 and "accepted until a day that has passed" in after.ended.err
    assert after.summary["reviews"]["expired"] == sorted(ids)
    assert f"--- 1 of {len(ids)} ---" in review(place, "q\n", "--severity", "high")


def test_a_decision_on_what_has_changed_since_is_told_as_stale(place: Path) -> None:
    one = listed(place, "--severity", "high")[0]
    ask(place, "review", one["finding_id"], "--decide", "dismiss")
    with Engine.open(place / "store.duckdb") as engine:
        engine.execute("UPDATE reviews SET basis = 'other rows'")
    again = audit(place / "exports", place, LATER)
    assert again.summary["reviews"]["stale"] == [one["finding_id"]]
    assert "made before the finding changed" in again.ended.err


def test_what_was_dismissed_as_lesser_does_not_silence_what_is_graver(place: Path) -> None:
    one = listed(place, "--severity", "high")[0]
    ask(place, "review", one["finding_id"], "--decide", "dismiss")
    with Engine.open(place / "store.duckdb") as engine:
        engine.execute("UPDATE reviews SET severity = 'low'")
    again = audit(place / "exports", place, LATER)
    assert {row["finding_id"]: row["status"] for row in again.findings}[one["finding_id"]] == "open"


def test_reviewers_hand_their_decisions_to_each_other(place: Path, tmp_path: Path, audited_once: Path) -> None:
    first, second, *_ = listed(place, "--severity", "medium")
    for one, word in ((first, "dismiss"), (second, "confirm")):
        ask(place, "review", one["finding_id"], "--decide", word, "--reviewer", "anna")
    export = tmp_path / "anna.jsonl"
    assert ask(place, "review", "--export", export).status == 0
    ask(place, "review", first["finding_id"], "--decide", "confirm", "--reviewer", "ben")
    taken = ask(place, "review", "--import", export)
    assert "2 decisions read, 0 new, 2 known already" in taken.out
    assert statuses(place)[first["finding_id"]] == "confirmed", "the later word counts"
    counted = json.loads(ask(place, "review", "--stats", "--format", "json").out)
    by_rule = {row["rule_id"]: row for row in counted}
    assert by_rule[first["rule_id"]]["disputed"] == 1 and by_rule[first["rule_id"]]["agreed"] == 0
    merged = ask(place, "review", "--stats", "--import", export, "--format", "json").out
    assert json.loads(merged) == counted, "the same labels twice count once"


BROKEN = {
    "no JSON at all": "nonsense",
    "a list": "[]",
    "a field that is missing": '{"finding_id": "a", "rule_id": "r", "decision": "confirmed", "reviewer": "x"}',
    "a word that is no decision": '{"finding_id": "a", "rule_id": "r", "decision": "maybe", "reviewer": "x", "decided_at": "2025-01-01"}',
    "an acceptance without an end": '{"finding_id": "a", "rule_id": "r", "decision": "accepted", "reviewer": "x", "decided_at": "2025-01-01"}',
    "a number for a name": '{"finding_id": "a", "rule_id": "r", "decision": "confirmed", "reviewer": 7, "decided_at": "2025-01-01"}',
    "a time that has not come, which would outweigh every later decision": '{"finding_id": "a", "rule_id": "r", "decision": "confirmed", "reviewer": "x", "decided_at": "2126-01-01"}',
    "a time that is none": '{"finding_id": "a", "rule_id": "r", "decision": "confirmed", "reviewer": "x", "decided_at": "soon"}',
}


@pytest.mark.parametrize("case", BROKEN)
def test_an_export_with_a_broken_line_changes_nothing_and_names_the_line(
    case: str, place: Path, tmp_path: Path
) -> None:
    sound = '{"finding_id": "a", "rule_id": "r", "decision": "confirmed", "reviewer": "x", "decided_at": "2025-01-01"}'
    (tmp_path / "in.jsonl").write_text(f"{sound}\n{BROKEN[case]}\n")
    ended = ask(place, "review", "--import", tmp_path / "in.jsonl")
    assert ended.status == 2 and "in.jsonl:2: no decision" in ended.err and ended.err.count("\n") == 1
    assert ask(place, "review", "--export", "-").out.strip() == ""


def test_a_baseline_does_the_same_without_the_store(place: Path, tmp_path: Path) -> None:
    grave = [one["finding_id"] for one in listed(place, "--severity", "high")]
    ask(place, "review", *grave, "--decide", "dismiss", "--note", "a secret note", "--reviewer", "anna")
    base = tmp_path / "baseline.csv"
    assert ask(place, "review", "--baseline", base).status == 0
    lines = base.read_text().splitlines()
    assert lines[0] == "finding_id,rule_id,decision,severity,accepted_until"
    assert [line.split(",")[0] for line in lines[1:]] == sorted(grave)
    assert not any(word in base.read_text() for word in ("anna", "secret", "T0", ":"))
    options = ("--fail-on", "high")
    assert audit(place / "exports", tmp_path / "fresh", AS_OF, *options).ended.status == 1
    with_base = audit(place / "exports", tmp_path / "other", AS_OF, *options, "--baseline", str(base))
    assert with_base.ended.status == 0
    assert {row["finding_id"] for row in with_base.findings if row["status"] == "dismissed"} == set(grave)


def test_a_line_of_the_baseline_that_speaks_of_nothing_is_told(place: Path, tmp_path: Path) -> None:
    base = tmp_path / "baseline.csv"
    base.write_text("finding_id,rule_id,decision,severity,accepted_until\nabc,contact.hidden,dismissed,high,\n")
    ended = audit(place / "exports", place, LATER, "--baseline", str(base))
    assert "1 decision about findings that are no longer there" in ended.ended.err
    assert ended.summary["reviews"]["unused"] == ["abc"]


BAD_BASELINES = {
    "another header": ("a,b\n", ":1: this is no baseline"),
    "an empty file": ("", ":1: this is no baseline"),
    "a word that is no decision": ("a,r,maybe,high,\n", ":2: 'maybe'"),
    "a field too few": ("a,r,dismissed,high\n", ":2: a line has 5 fields"),
    "a field too many": ("a,r,dismissed,high,,x\n", ":2: a line has 5 fields"),
    "a finding twice": ("a,r,dismissed,high,\na,r,confirmed,high,\n", ":3: a stands here twice"),
    "a day that is none": ("a,r,accepted,high,soon\n", ":2: "),
}


@pytest.mark.parametrize("case", BAD_BASELINES)
def test_a_baseline_that_is_none_ends_with_2_before_anything_is_done(case: str, place: Path, tmp_path: Path) -> None:
    text, said = BAD_BASELINES[case]
    head = "" if "no baseline" in said else "finding_id,rule_id,decision,severity,accepted_until\n"
    (tmp_path / "b.csv").write_text(head + text)
    ended = audit(place / "exports", tmp_path / "new", AS_OF, "--baseline", str(tmp_path / "b.csv")).ended
    assert ended.status == 2 and f"b.csv{said}" in ended.err
    assert not (tmp_path / "new").exists()


WRONG = {
    "accept without a day": (["aa", "--decide", "accept"], "--until"),
    "a day without accept": (["aa", "--decide", "dismiss", "--until", "2030-01-01"], "--until"),
    "a decision about nothing": (["--decide", "dismiss"], "needs the findings"),
    "a finding that is not there": (["zz", "--decide", "dismiss"], "0 findings begin so"),
    "two ways at once": (["--export", "-", "--baseline", "-"], "one at a time"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_review_that_does_not_fit_together_ends_with_2(case: str, place: Path) -> None:
    words, said = WRONG[case]
    ended = ask(place, "review", *words)
    assert ended.status == 2 and said in ended.err
