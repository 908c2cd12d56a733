"""A row that one file breaks and another tells soundly is counted once: as known, whichever file is read first."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting import IngestReport
from tests.ingest_world import account, balances, load, write
from tests.support.running import auditor

HEAD = "payment_id,client_id,freelancer_id,paid_at,amount,currency\n"
SOUND = "p1,c,f,2025-01-08,80,USD\n"
BROKEN, REPAIRED = "p2,c,f,not-a-date,90,USD\n", "p2,c,f,2025-01-09,90,USD\n"
STILL = "p3,c,f,2025-01-10,7x,USD\n"
ASIDE = "set aside"


def _read_in(tmp_path: Path, steps: list[dict[str, str]]) -> IngestReport:
    with Engine.in_memory() as engine:
        for files in steps:
            report = load(engine, write(tmp_path, files))
        return report


def _said(report: IngestReport) -> list[str]:
    return [one for one in report.warnings if ASIDE in one]


# What the broken file says at the end: set aside and known.
CASES: dict[str, tuple[list[dict[str, str]], int, int]] = {
    "a later file of the same audit": ([{"a.csv": HEAD + SOUND + BROKEN, "b.csv": HEAD + REPAIRED}], 0, 1),
    "an earlier file of the same audit": ([{"b.csv": HEAD + SOUND + BROKEN, "a.csv": HEAD + REPAIRED}], 0, 1),
    "a file of a later audit, the broken one being known": (
        [{"a.csv": HEAD + SOUND + BROKEN}, {"b.csv": HEAD + REPAIRED}], 0, 2,
    ),
    "one of two broken rows": ([{"a.csv": HEAD + SOUND + STILL + BROKEN, "b.csv": HEAD + REPAIRED}], 1, 1),
    "no file": ([{"a.csv": HEAD + SOUND + BROKEN}], 1, 0),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_row_that_was_lifted_is_known_and_no_longer_told(case: str, tmp_path: Path) -> None:
    steps, aside, known = CASES[case]
    report = _read_in(tmp_path, steps)
    (broken,) = [
        one for one in report.files if one.path == next(name for name, text in steps[0].items() if SOUND in text)
    ]
    assert all(map(balances, report.files))
    assert (broken.rows_quarantined, broken.rows_known) == (aside, known)
    assert len(_said(report)) == aside


def test_the_warning_names_the_row_that_is_still_set_aside(tmp_path: Path) -> None:
    report = _read_in(tmp_path, [{"a.csv": HEAD + SOUND + BROKEN + STILL, "b.csv": HEAD + REPAIRED}])
    assert account(report, "a.csv").rows_quarantined == 1
    (said,) = _said(report)
    assert said.startswith("a.csv:4: ") and "1 row of the file is set aside" in said


def test_an_audit_does_not_end_with_3_for_rows_that_were_lifted(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a.csv": HEAD + SOUND + BROKEN, "b.csv": HEAD + REPAIRED})
    ended = auditor("audit", str(tmp_path / "in"), "--db", str(tmp_path / "s"), "--out", str(tmp_path / "out"))
    assert ended.status == 0, ended.err
    assert "quarantine" not in ended.err
