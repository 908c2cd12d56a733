"""A report on one client alone, and the report on paper."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.support.running import audit, auditor
from tests.test_second_runs import AS_OF, HISTORY, folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("sample")
    audit(Path(__file__).resolve().parents[1] / "sample_data", work, "2026-06-30")
    return work


def about(work: Path, client: str, *options: str) -> tuple[int, str, dict[str, str]]:
    out = work / f"about-{client}"
    ended = auditor(
        "report",
        "--about",
        client,
        "--db",
        work / "store.duckdb",
        "--as-of",
        "2026-06-30",
        "--out",
        out,
        "--no-progress",
        *options,
    )
    return (
        ended.status,
        ended.err,
        {
            str(one.relative_to(out)): one.read_text(encoding="utf-8")
            for one in out.rglob("*")
            if one.is_file() and one.suffix != ".pdf"
        },
    )


@pytest.mark.parametrize("client", ["cl-brasswick", "Brasswick Trading"])
def test_a_report_about_one_client_names_nobody_else_in_any_file_and_says_for_whom_it_is(
    sample: Path, client: str
) -> None:
    status, _, files = about(sample, client)
    others = [word for row in pl.read_csv(sample / "out" / "eligibility.csv").iter_rows(named=True)
              for word in (row["client_id"],) if word != "cl-brasswick"]  # fmt: skip
    others += ["Gullwing", "Harbor &", "Tidewell", "Novaquay", "112,885"]
    everything = "".join(files.values())
    assert status == 0 and len(others) > 30 and "Brasswick Trading" in files["report.html"]
    assert [one for one in others if one in everything] == []
    assert "It is written for you, and for whoever has to decide about this one relationship" in files["report.html"]


def test_a_report_about_one_client_under_full_redaction_names_not_even_them(sample: Path) -> None:
    _, _, files = about(sample, "cl-tidewell", "--redact", "full")
    assert "Your work with client 1 as of" in files["report.html"]
    assert "tidewell" not in "".join(files.values()).lower()


def test_a_note_of_a_reviewer_names_nobody_else(sample: Path) -> None:
    rows = [json.loads(line) for line in (sample / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    theirs = next(one for one in rows if one["client_id"] == "cl-brasswick")
    another = next(one for one in rows if one["client_id"] == "cl-gullwing")
    for one, note in ((theirs, "as with Gullwing Imports zqnote"), (another, "zqother")):
        done = auditor(
            "review",
            one["finding_id"],
            "--decide",
            "confirm",
            "--note",
            note,
            "--reviewer",
            "me",
            "--db",
            sample / "store.duckdb",
        )
        assert done.status == 0, done.err
    page = about(sample, "cl-brasswick")[2]["report.html"]
    assert "as with another client zqnote" in page and "Gullwing" not in page and "zqother" not in page


def test_a_report_about_nobody_is_refused_with_the_remedy(sample: Path) -> None:
    status, said, files = about(sample, "nobody")
    assert status == 2 and "there is no such client in the store" in said and files == {}


def test_a_pdf_without_its_library_is_refused_before_any_work(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.report.paper.EXTRA", "no_such_library")
    status, said, files = about(sample, "cl-lumen", "--pdf")
    assert status == 2 and "pip install 'auditor[pdf]'" in said and files == {}


def test_a_report_about_one_client_says_why_it_ends_with_a_sign_and_names_nobody(tmp_path: Path) -> None:
    broken = "p9,bert,me,,never,1.00,USD,,fixed,\n"
    audit(folder(tmp_path / "exports", {**HISTORY, "payments.csv": HISTORY["payments.csv"] + broken}), tmp_path, AS_OF)
    status, said, files = about(tmp_path, "anna")
    assert status == 3 and "some file, row or rule could not be read" in said
    assert json.loads(files["summary.json"])["reasons"] and "payments.csv" not in said + files["summary.json"]


def test_a_file_that_grew_is_counted_once_by_its_latest_reading(tmp_path: Path) -> None:
    exports = folder(tmp_path / "exports", HISTORY)
    for number in range(3):
        audit(exports, tmp_path, AS_OF)
        with (exports / "messages.csv").open("a", encoding="utf-8") as file:
            file.write(f"more{number},anna,me,t1,client,2024-02-0{number + 1}T09:00:00Z,Thank you.\n")
    audit(exports, tmp_path, AS_OF)
    out = tmp_path / "again"
    assert auditor("report", "--db", tmp_path / "store.duckdb", "--as-of", AS_OF, "--out", out).status == 0
    files = json.loads((out / "summary.json").read_text(encoding="utf-8"))["files"]
    assert {Path(one["path"]).name: one["rows_read"] for one in files} == {
        "contracts.csv": 1, "payments.csv": 2, "messages.csv": 5,
    }  # fmt: skip
