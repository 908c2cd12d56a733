"""Forgetting in outputs: names are found in every spelling, the PDF goes with its page, and all that is removed is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from auditor import publishing
from auditor.exports.calendar import _escaped, _folded
from auditor.exports.forms.texts import csv_bytes, json_bytes, json_lines, json_rows
from auditor.forgetting.places import holding
from auditor.model.visible import visible
from auditor.report.building import make_environment
from auditor.report.paper import is_of
from tests.review_world import AS_OF, LATER, ask
from tests.support.running import audit, auditor
from tests.test_second_runs import CONTRACT, HISTORY, folder

pytestmark = pytest.mark.usefixtures("undrawn")

NAMES = {
    "an ampersand and an apostrophe": "Smith & Sons' <Dairy>",
    "quotation marks": 'The "Good" Dairy',
    "a comma, a semicolon and a backslash": "Smith, Sons; Dairy \\ Farm",
    "a line end": "Smith\nSons",
    "a mark that does not show": "Smith\u200bSons",
    "a name as long as a line of a calendar, and of other letters": "Молочная ферма Смита и сыновей в Ярославле на Волге, 1 класс",
    "a name that is cut where it is shown": "Smith and Sons, makers of fine cheese, butter and cream since " + "1899 " * 40,
}  # fmt: skip


def page(name: str) -> str:
    environment = make_environment()
    return environment.from_string("<p>{{ name }}</p><img alt='{{ name }}'>").render(name=name)


WRITERS = {
    "report.html": page,
    "findings.csv": lambda name: csv_bytes(("n", "list"), [{"n": 1, "list": [{"snippet": f"So {name} said"}]}]).decode(),
    "income.csv": lambda name: csv_bytes(("client_id",), [{"client_id": name}]).decode(),
    "quarantine.csv": lambda name: csv_bytes(
        ("raw",), [{"raw": csv_bytes(("client_id",), [{"client_id": name}]).decode()}]
    ).decode(),
    "findings.jsonl": lambda name: json_lines([{"explanation": f"So {name} said"}]).decode(),
    "eligibility.json": lambda name: json_rows([{"client_id": name}]).decode(),
    "summary.json": lambda name: json_bytes({"warnings": [name]}).decode(),
    "eligibility.ics": lambda name: _folded(f"DESCRIPTION:Free on the day that you know, says {_escaped(visible(name))}"),
}  # fmt: skip


@pytest.mark.parametrize("file", WRITERS)
@pytest.mark.parametrize("case", NAMES)
def test_a_name_is_found_in_each_spelling_of_the_outputs(case: str, file: str, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(WRITERS[file](NAMES[case]).encode())
    assert holding(tmp_path, [file], [NAMES[case]]) == [file]
    assert holding(tmp_path, [file], [NAMES[case][:-3]] if len(NAMES[case]) < 30 else ["Smithy"]) == []


def test_nobody_erased_is_found_nowhere(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("<p>anna</p>")
    assert holding(tmp_path, ["report.html"], []) == []


DAIRY = {
    **HISTORY,
    "r.csv": 'client_id,freelancer_id,origin,client_name\nsmith@sons-dairy.com,me,platform,Smith & Sons\n"A ""B"" & C",me,platform,\n',
    "k2.csv": CONTRACT
    + "k9,smith@sons-dairy.com,me,2022-01-10,2023-01-31,ended,hourly,upwork\n"
    + 'k8,"A ""B"" & C",me,2022-01-10,2023-01-31,ended,hourly,upwork\n',
}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("dairy")
    assert audit(folder(place / "exports", DAIRY), place, AS_OF).ended.status == 0
    # Each test has outputs of its own and touches no others.
    shutil.rmtree(place / "out")
    return place


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    """A copy, with outputs of its own."""
    own = Path(shutil.copytree(once, tmp_path / "own"))
    audit(own / "exports", own, LATER)
    return own


def record(place: Path, *words: str | Path) -> dict[str, Any]:
    """The folders of the receipt, by their last name."""
    ended = ask(place, "forget", *words, "--format", "json")
    assert ended.status == 0, ended.err
    return {Path(one["folder"]).name: one for one in json.loads(ended.out)["outputs"] if str(place) in one["folder"]}


def test_a_report_that_has_the_name_escaped_is_named_and_removed(place: Path) -> None:
    text = (place / "out" / "report.html").read_text()
    assert "Smith & Sons" not in text and "Smith &amp; Sons" in text
    assert "report.html" in record(place, "Smith & Sons", "--dry-run")["out"]["files"]
    assert record(place, "Smith & Sons", "--yes", "--outputs")["out"]["folder_removed"]
    assert not (place / "out").exists()


def test_an_id_with_quotation_marks_is_named_in_every_file_that_holds_it(place: Path) -> None:
    told = record(place, 'A "B" & C', "--dry-run")["out"]
    assert {"report.html", "eligibility.json", "eligibility.csv"} <= set(told["files"])


def test_all_that_is_removed_is_named_and_what_is_not_ours_stays(place: Path) -> None:
    before = {str(one.relative_to(place / "out")) for one in (place / "out").rglob("*") if one.is_file()}
    ours = before - {publishing.MARKER}
    rehearsed = record(place, "Smith & Sons", "--dry-run", "--outputs")["out"]
    assert set(rehearsed["removed_files"]) == ours and (place / "out" / "report.html").exists()
    (place / "out" / "mine.txt").write_text("a note")
    said = ask(place, "forget", "Smith & Sons", "--yes", "--outputs").out
    assert f"removed ({len(ours)} files)" in said and all(name in said for name in ours)
    assert "mine.txt: left" in said and "the whole folder" not in said
    assert [one.name for one in (place / "out").iterdir()] == ["mine.txt"]


def test_the_whole_folder_is_said_when_it_is_gone(place: Path) -> None:
    assert "removed, the whole folder (" in ask(place, "forget", "Smith & Sons", "--yes", "--outputs").out
    assert not (place / "out").exists()


def paper_of(text: bytes) -> bytes:
    """A PDF as the report makes it, without its pages: the identifier stands at the end."""
    from hashlib import sha256

    known = sha256(text).digest()[:16]
    for mark in (b"\\", b"(", b")"):
        known = known.replace(mark, b"\\" + mark)
    return b"%PDF-1.7\n" + b"compressed" * 9 + b"/ID [(" + known + b") (eeaf)]\nstartxref\n%%EOF\n"


def test_the_pdf_goes_with_the_page_that_it_was_made_of(place: Path) -> None:
    text = (place / "out" / "report.html").read_bytes()
    (place / "out" / "report.pdf").write_bytes(paper_of(text))
    told = record(place, "Smith & Sons", "--dry-run")["out"]
    assert "report.pdf" in told["files"] and not told["not_looked_into"]
    said = ask(place, "forget", "Smith & Sons", "--yes", "--outputs").out
    assert "report.pdf" in said and not (place / "out").exists()


def test_without_outputs_the_pdf_is_told_as_left(place: Path) -> None:
    (place / "out" / "report.pdf").write_bytes(paper_of((place / "out" / "report.html").read_bytes()))
    (line,) = [one for one in ask(place, "forget", "anna", "--yes").out.splitlines() if "left: name them" in one]
    assert "report.html" in line and "report.pdf" in line


def test_a_pdf_of_another_page_is_told_as_not_looked_into(place: Path) -> None:
    (place / "out" / "report.pdf").write_bytes(paper_of(b"another page"))
    told = record(place, "Smith & Sons", "--yes")["out"]
    assert told["not_looked_into"] == ["report.pdf"] and "report.pdf" not in told["files"]


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "emptied by an earlier version"])
def test_a_pdf_alone_is_told_as_not_looked_into_and_stays(marked: bool, place: Path) -> None:
    for one in [one for one in (place / "out").iterdir() if one.is_file()]:
        one.unlink()
    (place / "out" / "report.pdf").write_bytes(paper_of(b"a page that is gone"))
    if marked:
        (place / "out" / publishing.MARKER).write_bytes(publishing.MARKER_TEXT)
    said = ask(place, "forget", "Smith & Sons", "--yes", "--outputs").out
    assert "report.pdf: left, not looked into" in said and (place / "out" / "report.pdf").exists()


def test_a_pdf_as_it_is_made_bears_the_mark_of_its_page(place: Path) -> None:
    pytest.importorskip("weasyprint")
    done = auditor(
        "report", "--about", "anna", "--pdf", "--out", place / "paper", "--db", place / "store.duckdb", "--as-of", LATER
    )
    assert done.status == 0, done.err
    text = (place / "paper" / "report.html").read_bytes()
    assert is_of(place / "paper" / "report.pdf", text) and not is_of(place / "paper" / "report.pdf", text + b" ")
    assert "report.pdf" in record(place, "anna", "--yes", "--outputs")["paper"]["removed_files"]
    assert not (place / "paper").exists()


def test_a_folder_of_a_run_that_is_no_longer_kept_loses_its_pdf_too(tmp_path: Path) -> None:
    from auditor.pruning import remove_output

    for name in (publishing.MARKER, "report.html", "report.pdf"):
        (tmp_path / "run").mkdir(exist_ok=True)
        (tmp_path / "run" / name).write_bytes(b"x")
    assert remove_output(tmp_path / "run") == ["report.html", "report.pdf"] and not (tmp_path / "run").exists()


def test_an_age_that_nobody_has_removes_no_outputs(place: Path) -> None:
    ended = ask(place, "forget", "--keep-days", "36500", "--as-of", AS_OF, "--yes", "--outputs")
    assert "0 clients erased" in ended.out and (place / "out" / "report.html").exists()


def test_a_copy_kept_before_an_update_or_damaged_stops_nothing(place: Path) -> None:
    shutil.copy(place / "store.duckdb", place / "store.duckdb.before-update-20250101T000000Z")
    (place / "store-old.duckdb").write_bytes((place / "store.duckdb").read_bytes()[:9000])
    ended = ask(place, "forget", "anna", "--yes")
    assert ended.status == 0 and "store-old.duckdb looks like a copy" in ended.out, ended.err
    assert not list(place.glob("*.before-update-*"))


def test_a_copy_that_is_not_there_is_refused_before_anything_is_erased(place: Path) -> None:
    assert ask(place, "forget", "anna", "--yes", "--backup", place / "no.duckdb").status == 2
    assert "1 client would be erased" in ask(place, "forget", "anna", "--dry-run").out
