"""What a user's own rule found, asked again without it: it stays, it is said to stay, and what ran is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Ended, auditor
from tests.test_own_rules import run, select, write

pytestmark = pytest.mark.usefixtures("undrawn")

STAYS = "no --rules named it this time"


def report(
    tmp_path: Path, *options: str, as_of: str = "2026-01-31"
) -> tuple[Ended, list[dict[str, Any]], dict[str, Any]]:
    out = tmp_path / "told"
    ended = auditor("report", "--db", tmp_path / "store.duckdb", "--as-of", as_of, "--out", out, *options)
    lines = (out / "findings.jsonl").read_text("utf-8").splitlines()
    found = [one for one in map(json.loads, lines) if one["rule_id"] == "own.rule"]
    return ended, found, json.loads((out / "summary.json").read_text("utf-8"))


def stored(tmp_path: Path) -> list[dict[str, Any]]:
    listed = auditor("findings", "--db", tmp_path / "store.duckdb", "--rule", "own.rule", "--format", "jsonl")
    return [json.loads(line) for line in listed.out.splitlines()]


@pytest.mark.parametrize("as_of", ["2026-01-31", "2026-02-10"])
def test_a_report_without_the_rule_keeps_what_it_found_and_says_so(tmp_path: Path, as_of: str) -> None:
    folder = write(tmp_path / "mine", select())
    first = run(tmp_path, folder)
    before = [one for one in first.findings if one["rule_id"] == "own.rule"]
    ended, found, summary = report(tmp_path, as_of=as_of)
    assert ended.status == 0, ended.err
    assert [one["finding_id"] for one in found] == [one["finding_id"] for one in before] and len(found) == 2
    assert all(STAYS in one["explanation"] for one in found)
    assert any("own.rule is a rule of your own" in one and "2 findings" in one for one in summary["warnings"])
    assert summary["findings"]["resolved"] == 0
    assert "own.rule" in (tmp_path / "told" / "report.html").read_text("utf-8")
    assert len(stored(tmp_path)) == 2
    again = auditor("audit", tmp_path / "exports", "--db", tmp_path / "store.duckdb", "--as-of", as_of, "--rules", folder,
                    "--out", tmp_path / "next", "--fail-on", "low", "--only-new")  # fmt: skip
    assert again.status == 0, again.err
    assert all(STAYS not in one["explanation"] for one in stored(tmp_path))


def test_a_report_with_the_rule_runs_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", select())
    run(tmp_path, folder)
    _, found, summary = report(tmp_path, "--rules", str(folder))
    assert len(found) == 2 and not any(STAYS in one["explanation"] for one in found)
    assert not any("own.rule" in one for one in summary["warnings"])


def test_eligibility_shows_the_risk_of_the_audit(tmp_path: Path) -> None:
    run(tmp_path, write(tmp_path / "mine", select()))
    asked = auditor("eligibility", "--db", tmp_path / "store.duckdb", "--as-of", "2026-01-31", "--format", "json")
    (row,) = json.loads(asked.out)
    # One rule of low severity and half a confidence: 100 x 0.1 x 0.5.
    assert row["risk"] == 5.0


def test_an_audit_without_the_rule_resolves_what_it_found(tmp_path: Path) -> None:
    run(tmp_path, write(tmp_path / "mine", select()))
    ended = auditor("audit", tmp_path / "exports", "--db", tmp_path / "store.duckdb", "--as-of", "2026-01-31",
                    "--out", tmp_path / "next")  # fmt: skip
    assert ended.status == 0 and not stored(tmp_path)


@pytest.mark.parametrize("level", ["partial", "full"])
def test_what_stays_is_masked_as_before(tmp_path: Path, level: str) -> None:
    sql = """SELECT platform, client_id, freelancer_id, sent_at AS occurred_at, sender AS actor, 0.5 AS confidence,
    'low' AS severity, [mark] AS evidence, {'on': concat('zz', upper(normalized), 'zz')} AS facts
FROM signal WHERE normalized IS NOT NULL"""
    folder = write(tmp_path / "mine", sql, reads='"signal"', explanation="It says {on}.")
    exports = tmp_path / "exports"
    exports.mkdir()
    (exports / "messages.csv").write_text(
        "message_id,client_id,freelancer_id,sender,sent_at,body\n"
        "m1,c,me,client,2025-11-01T10:00:00Z,Write me at ann@quiet-orchard.example.\n",
        encoding="utf-8",
    )
    store = tmp_path / "store.duckdb"
    auditor("audit", exports, "--db", store, "--as-of", "2026-01-31", "--rules", folder, "--out", tmp_path / "out")
    _, found, _ = report(tmp_path, "--redact", level)
    assert found and "It says" in found[0]["explanation"]
    for one in (tmp_path / "told").rglob("*"):
        assert not one.is_file() or "private" in one.parts or b"quiet-orchard" not in one.read_bytes().lower(), one


def test_explain_prints_what_ran_whatever_the_file_says_now(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", select())
    first = run(tmp_path, folder)
    found = next(one for one in first.findings if one["rule_id"] == "own.rule")
    write(folder, select() + " WHERE amount <> 77")
    without = auditor("explain", found["finding_id"], "--db", tmp_path / "store.duckdb")
    given = auditor("explain", found["finding_id"], "--db", tmp_path / "store.duckdb", "--rules", folder)
    for shown in (without, given):
        assert shown.status == 0 and "FROM paid" in shown.out and "<> 77" not in shown.out, shown.err
    assert "own.rule.sql has changed since the audit" in given.out and "has changed" not in without.out
