"""The command that guesses: what it writes and where, what it says, and when it refuses."""

from __future__ import annotations

import json
import stat
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import root
from auditor.commands import profiles as command
from auditor.ingesting.planning import tables
from tests.guess_world import CASES
from tests.ingest_world import loaded


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, ["profiles", *arguments], standalone_mode=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for case in CASES.values():
        (tmp_path / case["file"]).write_text(case["content"], encoding="utf-8")
    return tmp_path


def test_the_profile_lies_here_and_only_its_owner_can_read_it(here: Path) -> None:
    said = run("guess", "rechnungen.csv").output
    profile = here / "rechnungen.profile.toml"
    assert stat.S_IMODE(profile.stat().st_mode) == 0o600
    assert "auditor audit rechnungen.csv --profile rechnungen.profile.toml" in said
    assert [path.name for path in here.glob(".*")] == []


def test_a_profile_is_overwritten_only_when_that_is_said(here: Path) -> None:
    (here / "mine.toml").write_text("edited", encoding="utf-8")
    refused = run("guess", "rechnungen.csv", "--out", "mine.toml")
    assert "--force" in str(refused.exception) and refused.exception.exit_status == 2  # type: ignore[union-attr]
    assert (here / "mine.toml").read_text(encoding="utf-8") == "edited"
    assert run("guess", "rechnungen.csv", "--out", "mine.toml", "--force").exception is None
    assert tomllib.loads((here / "mine.toml").read_text(encoding="utf-8"))["table"] == "payments"


def test_an_order_of_day_and_month_that_cannot_be_told_is_never_guessed(here: Path) -> None:
    said = run("guess", "odemeler.csv").output
    assert "day and month cannot be told apart" in said and "--date-order dmy|mdy" in said
    text = (here / "odemeler.profile.toml").read_text(encoding="utf-8")
    assert 'date_order = "column"' in text and "# TO DECIDE: day and month" in text
    with loaded(here / "world", {"o.csv": CASES["11_turkish_payments"]["content"]},
                profile=str(here / "odemeler.profile.toml")) as (store, report):  # fmt: skip
        assert report.files[0].status == "refused" and store.rows("SELECT * FROM payments") == []
    run("guess", "odemeler.csv", "--date-order", "mdy", "--force")
    assert 'date_order = "mdy"' in (here / "odemeler.profile.toml").read_text(encoding="utf-8")


def test_a_column_that_every_row_needs_and_nobody_has_is_missing(here: Path) -> None:
    (here / "jobs.csv").write_text("Job Ref,Job Title,Client\nj1,Logo,Ann\nj2,Site,Ben\n", encoding="utf-8")
    said = run("guess", "jobs.csv", "--table", "contracts").output
    assert "missing: started_at" in said
    assert "# missing: started_at" in (here / "jobs.profile.toml").read_text(encoding="utf-8")
    checked = run("check", "jobs.profile.toml")
    assert checked.return_value == 1 and "missing: started_at" in checked.output


@pytest.mark.parametrize(
    "content", ["", "\n\n", "only one line\n", "Date,Amount\n"], ids=["empty", "blank", "one", "header"]
)
def test_a_file_without_rows_gives_no_profile(content: str, here: Path) -> None:
    (here / "a.csv").write_text(content, encoding="utf-8")
    ended = run("guess", "a.csv")
    assert ended.exception.exit_status == 4 and "a.csv" in str(ended.exception)  # type: ignore[union-attr]
    assert not (here / "a.profile.toml").exists()


def test_the_guess_as_data_has_all_that_the_words_have(here: Path) -> None:
    data = json.loads(run("guess", "bank.csv", "--format", "json").output)
    (amount,) = [column for column in data["columns"] if column["column"] == "amount"]
    assert (
        amount["take"] == ["Bedrag (EUR)"] and 0 < amount["confidence"] <= 1 and amount["because"] == "name and values"
    )
    assert (data["table"], data["decimal"], data["thousands"], data["date_order"]) == ("payments", ",", ".", "dmy")
    assert data["left"] == ["Rekening tegenpartij", "Saldo"] and data["written"] == "bank.profile.toml"


def test_a_file_that_can_be_read_anyway_says_so(here: Path) -> None:
    (here / "p.csv").write_text("Date,Contract,Hours,Amount,Payment type\n2025-01-13,A (5),1,20,\n", encoding="utf-8")
    assert "its header is that of the profile upwork_earnings_by_contract" in run("guess", "p.csv").output


def test_the_tables_of_the_command_line_are_those_there_are() -> None:
    assert set(command.TABLES) == {name for name, table in tables().items() if not table.marks}


def test_names_with_blanks_are_quoted_in_the_commands_that_come_next(here: Path) -> None:
    (here / "rechnungen.csv").rename(here / "meine rechnungen.csv")
    said = run("guess", "meine rechnungen.csv").output
    assert "auditor audit 'meine rechnungen.csv' --profile 'meine rechnungen.profile.toml'" in said


WITH_OTHERS = """{"data": {"jobs": [
 {"contract_no": "e1", "client_id": "c1", "job_title": "Site", "start_date": "2024-03-01", "status": "active"},
 {"contract_no": "e2", "client_id": "c2", "job_title": "App", "start_date": "2024-05-01", "status": "active"}],
 "tags": [{"id": 1}]}}"""


def test_a_profile_is_checked_on_a_document_that_holds_other_lists_too(here: Path) -> None:
    (here / "jobs.json").write_text(WITH_OTHERS, encoding="utf-8")
    run("guess", "jobs.json")
    checked = run("check", "jobs.profile.toml", "--sample", "jobs.json")
    assert checked.exception is None, checked.exception
    assert "jobs.json#data.jobs: 2 rows read = 2 loaded" in checked.output
    assert "jobs.json#data.tags: 1 rows read = 1 loaded" in checked.output


@pytest.mark.parametrize("table", ["payments", "messages", "reports"])
def test_a_file_of_which_no_column_is_recognised_is_guessed_all_the_same(here: Path, table: str) -> None:
    (here / "numbers.csv").write_text("a,b,c\n1,2,3\n4,5,6\n", encoding="utf-8")
    result = run("guess", "numbers.csv", "--table", table)
    assert result.exception is None, result.exception
    assert "to decide: no column of the file was recognised -> " in result.output
    assert "  missing: " in result.output
    assert tomllib.loads((here / "numbers.profile.toml").read_text(encoding="utf-8"))["table"] == table
