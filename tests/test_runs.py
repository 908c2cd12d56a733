"""Runs side by side: what is new, resolved and unchanged, which are kept, and findings that stay who they are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from auditor.auditing.runs import run_ids
from auditor.engines.duckdb import Engine
from auditor.publishing import MARKER
from tests.review_world import AS_OF, LATER, ask, audited_once, place
from tests.support.running import audit, auditor
from tests.test_second_runs import HISTORY, MESSAGE, folder

pytestmark = pytest.mark.usefixtures("undrawn")

__all__ = ["audited_once", "place"]
MORE = {
    "x.csv": MESSAGE + "m9,dora,me,t9,client,2025-09-20T09:00:00Z,Write to desk@orchard-maps.com before we start.\n"
}


def difference(place: Path, *runs: str) -> dict[str, list[dict[str, object]]]:
    ended = ask(place, "diff", *runs, "--format", "json")
    assert ended.status == 0, ended.err
    return dict(json.loads(ended.out))


def test_every_run_says_what_is_new_resolved_and_unchanged(place: Path) -> None:
    first = audit(place / "exports", place, AS_OF)
    second = audit(folder(place / "more", MORE), place, AS_OF)
    counts = second.summary["findings"]
    added = counts["total"] - first.summary["findings"]["total"]
    assert added > 0 and (counts["new"], counts["resolved"], counts["unchanged"]) == (added, 0, counts["total"] - added)
    assert f"Since the last run: {added} new, 0 resolved" in second.ended.out


def test_a_finding_keeps_its_id_when_other_rows_arrive(place: Path) -> None:
    first = audit(place / "exports", place, AS_OF)
    second = audit(folder(place / "more", MORE), place, AS_OF)
    assert {one["finding_id"] for one in first.findings} < {one["finding_id"] for one in second.findings}


def test_ids_are_made_before_redaction(place: Path, tmp_path: Path) -> None:
    ids = [
        {row["finding_id"] for row in audit(place / "exports", tmp_path / level, AS_OF, "--redact", level).findings}
        for level in ("none", "partial", "full")
    ]
    assert ids[0] == ids[1]
    assert not ids[0] & ids[2], "under full they are made anew, so that they lead nowhere"


def test_two_runs_are_compared_by_findings_and_verdicts(place: Path) -> None:
    audit(folder(place / "more", MORE), place, LATER)
    found = difference(place)
    assert {row["client_id"] for row in found["new"]} == {"dora"} and found["resolved"] == []
    assert [(row["client_id"], row["verdict"][0]) for row in found["verdicts"]] == [("dora", None)]  # type: ignore[index]
    back = difference(place, "last", "previous")
    assert {row["client_id"] for row in back["resolved"]} == {"dora"} and back["new"] == []
    assert "new finding" in ask(place, "diff").out and "other rules" not in ask(place, "diff").out


def test_a_review_between_two_runs_shows_as_a_change(place: Path) -> None:
    one = json.loads(ask(place, "findings", "--format", "jsonl", "--severity", "high").out.splitlines()[0])
    ask(place, "review", one["finding_id"], "--decide", "dismiss")
    audit(place / "exports", place, AS_OF)
    (changed,) = difference(place)["changed"]
    assert (changed["finding_id"], changed["status"]) == (one["finding_id"], ["new", "dismissed"])


@pytest.mark.parametrize("name", ["nothing", "2"])
def test_a_run_that_is_not_one_run_ends_with_2_and_lists_them(name: str, place: Path) -> None:
    audit(place / "exports", place, AS_OF)
    ended = ask(place, "diff", name)
    assert ended.status == 2 and "name one of these: 2" in ended.err


def test_only_the_latest_runs_are_kept_with_the_outputs_that_bear_their_names(place: Path) -> None:
    inside = place / "reports"
    inside.mkdir()
    here = Path.cwd()
    os.chdir(place)
    try:
        for _ in range(3):
            ended = auditor("audit", "exports", "--db", "store.duckdb", "--as-of", AS_OF, "--keep", "2", "--quiet")
            assert ended.status == 0, ended.err
            oldest = min(inside.iterdir())
            (oldest / "notes.txt").write_text("mine") if len(list(inside.iterdir())) == 1 else None
    finally:
        os.chdir(here)
    left = sorted(inside.iterdir())
    assert [(one / MARKER).exists() for one in left] == [False, True, True]
    assert [one.name for one in left[0].iterdir()] == ["notes.txt"], "what others put there stays"
    assert (place / "out" / MARKER).exists(), "a folder that the user named stays"
    assert ask(place, "diff", "last", left[0].name).status == 2


def test_a_difference_says_that_the_runs_were_judged_by_other_rules_on_another_day(place: Path) -> None:
    audit(place / "exports", place, AS_OF)
    audit(place / "exports", place, "2026-08-01", "--policy", "upwork-terms-2020-06-26")
    told = ask(place, "diff").out
    assert "Judged by other rules: upwork-guide 2025-10-01, then upwork-terms 2020-06-26." in told
    assert f"Judged on another day: as of {AS_OF}, then 2026-08-01." in told
    judged = json.loads(ask(place, "diff", "--format", "json").out)["judged"]
    assert [one["as_of"] for one in judged] == [AS_OF, "2026-08-01"]


def test_a_report_of_the_last_run_tells_what_was_new_in_it_and_is_no_run_of_its_own(tmp_path: Path) -> None:
    exports, store = folder(tmp_path / "exports", HISTORY), tmp_path / "store.duckdb"
    audit(exports, tmp_path, AS_OF)
    ask = "late1,anna,me,t1,client,2025-06-01T09:00:00Z,Let us leave the platform and pay me outside by wire.\n"
    with (exports / "messages.csv").open("a", encoding="utf-8") as file:
        file.write(ask)
    audit(exports, tmp_path, AS_OF)
    shown = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    before = auditor("diff", "--db", store).out

    def reported(*more: str | Path) -> dict[str, Any]:
        ended = auditor("report", "--db", store, "--out", tmp_path / "shared", "--as-of", AS_OF, *more)
        assert ended.status == 0, ended.err
        told: dict[str, Any] = json.loads((tmp_path / "shared" / "summary.json").read_text(encoding="utf-8"))
        return told

    for _ in range(3):
        told = reported()
        assert told["findings"] == shown["findings"] and told["findings"]["new"] > 0
    assert auditor("diff", "--db", store).out == before
    with Engine.open(store, read_only=True) as engine:
        assert len(run_ids(engine)) == 2
        assert len(engine.rows("SELECT run_id FROM runs")) == 5
    # By other rules or of another day it is a run like any other, and so it is when the store holds more.
    assert reported("--as-of", "2026-12-31")["findings"]["new"] == 0
    with Engine.open(store, read_only=True) as engine:
        assert len(run_ids(engine)) == 3
    audit(exports, tmp_path, AS_OF, "--keep", "2")
    with Engine.open(store, read_only=True) as engine:
        assert len(run_ids(engine)) == 2 and len(engine.rows("SELECT run_id FROM runs")) == 2


@pytest.mark.parametrize("more", [("--as-one-account",), ("--rates", "rates.csv")])
def test_a_report_of_which_more_is_asked_is_a_run_of_its_own(more: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text("date,currency,rate\n2024-01-01,EUR,1.1\n", encoding="utf-8")
    audit(folder(tmp_path / "exports", HISTORY), tmp_path, AS_OF)
    asked = [tmp_path / one if one.endswith(".csv") else one for one in more]
    made = auditor("report", "--db", tmp_path / "store.duckdb", "--out", tmp_path / "shared", "--as-of", AS_OF, *asked)
    assert made.status == 0, made.err
    with Engine.open(tmp_path / "store.duckdb", read_only=True) as engine:
        assert len(run_ids(engine)) == 2


def test_a_report_after_another_export_is_a_run_of_its_own(tmp_path: Path) -> None:
    exports, store = folder(tmp_path / "exports", HISTORY), tmp_path / "store.duckdb"
    audit(exports, tmp_path, AS_OF)
    (tmp_path / "more.csv").write_text(
        "message_id,client_id,freelancer_id,thread_id,sender,sent_at,body\nlate1,anna,me,t1,client,2025-06-01T09:00:00Z,Thank you.\n",
        encoding="utf-8",
    )
    (tmp_path / "messages.csv").write_bytes((tmp_path / "more.csv").read_bytes())
    assert auditor("ingest", tmp_path / "messages.csv", "--db", store).status == 0
    assert auditor("report", "--db", store, "--out", tmp_path / "shared", "--as-of", AS_OF).status == 0
    with Engine.open(store, read_only=True) as engine:
        assert len(run_ids(engine)) == 2
