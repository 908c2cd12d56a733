"""A line end in a path is shown and not obeyed: no file's name can put a line of its own into what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import auditor

NAME = "a\nauditor: all is well"
SHOWN = r"a\u000aauditor: all is well"
CONTRACTS = "contract_id,client_id,freelancer_id,started_at\nk1,c1,ann,2025-01-01\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / NAME
    place.mkdir()
    (place / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    return place


REFUSED = {
    "audit of nothing": ("audit", "{}/none"),
    "a store that is not there": ("eligibility", "--db", "{}/none.duckdb"),
    "a policy that is not there": ("audit", "{}", "--policy", "{}/none.toml", "--db", "{}/s.duckdb"),
    "rules that are not there": ("audit", "{}", "--rules", "{}", "--db", "{}/s.duckdb"),
    "a rule without cases": ("rules", "test", "{}/none"),
    "an output that is a file": ("audit", "{}", "--out", "{}/contracts.csv", "--db", "{}/s.duckdb"),
    "a review of nothing": ("review", "--import", "{}/none.jsonl", "--db", "{}/s.duckdb"),
    "an argument too many": ("doctor", "{}"),
    "a profile of nothing": ("profiles", "check", "{}/none.toml", "{}/two"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_error_has_no_line_of_a_name(case: str, folder: Path) -> None:
    ended = auditor(*(part.replace("{}", str(folder)) for part in REFUSED[case]))
    assert ended.status in (2, 4)
    assert SHOWN in ended.err or repr(NAME)[1:-1] in ended.err
    assert "\nauditor: all is well" not in ended.out + ended.err


def test_what_was_written_is_told_on_one_line(folder: Path) -> None:
    store = ("--db", folder / "s.duckdb", "--as-of", "2026-06-30")
    told = [
        auditor("audit", folder, "--out", folder / "out", *store),
        auditor("report", "--out", folder / "out", *store),
        auditor("evidence", "c1", "--out", folder / "e.zip", *store),
        auditor("rules", "new", "own.mine", "--in", folder),
        auditor("simulate", "--messages", "100", "--out", folder / "made"),
        auditor("doctor", "--db", folder / "s.duckdb"),
    ]
    for ended in told:
        assert ended.status in (0, 1), ended.err
        assert SHOWN in ended.out
        assert "\nauditor: all is well" not in ended.out + ended.err
