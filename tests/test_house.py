"""The house keeps its order: sizes, names, cases beside rules, nothing of one machine in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[1]
CODE = sorted([*TOP.glob("auditor/**/*.py"), *TOP.glob("tests/**/*.py"), *TOP.glob("sample_data/*.py")])
HEURISTICS = sorted((TOP / "sql" / "heuristics").glob("*.sql"))
MAX_FILE_LINES, MAX_FUNCTION_LINES = 250, 50
# Spelled in parts, so that this file is not its own first finding.
FORBIDDEN = {
    "a path of one machine": re.compile(
        "|".join(["/" + "work/", "/" + "root/", "/" + "tmp/[a-z]", "/" + "home/[a-z]"])
    ),
    "the address of a package index": re.compile(
        'https?://[^ )"]*(' + "|".join(["pypi" + r"\.", "regis" + "try"]) + ")"
    ),
    "an open end": re.compile("|".join(["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"])),
    "a broad except": re.compile("except " + "Exception|except" + r":\s"),
}
TEXT = {".py", ".sql", ".toml", ".md", ".j2", ".css", ".js", ".csv", ".json", ".yml", ".cfg", ".txt", ""}


def tracked() -> list[Path]:
    """Files that git knows or would add; without git, nothing can be said."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=TOP, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    paths = [TOP / name for name in listed.stdout.decode().splitlines()]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(TOP).as_posix())
def test_a_file_holds_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_FILE_LINES
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES]
    assert long == []


def test_no_room_is_a_lumber_room() -> None:
    names = {path.stem for path in CODE if path.is_relative_to(TOP / "auditor")}
    assert names & {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"} == set()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    found = [
        f"{path.relative_to(TOP)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if path.suffix in TEXT and not path.is_relative_to(TOP / "reports")
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == []


def test_there_are_rules() -> None:
    assert HEURISTICS


@pytest.mark.parametrize("rule", HEURISTICS, ids=lambda path: path.stem)
def test_every_rule_has_its_cases(rule: Path) -> None:
    cases = TOP / "tests" / "heuristics" / f"{rule.stem}.toml"
    assert cases.is_file(), f"-> write {cases.relative_to(TOP)}"
    text = cases.read_text(encoding="utf-8")
    assert "speaks: " in text and "silent: " in text


@pytest.mark.parametrize("path", sorted(TOP.glob("sql/**/*.sql")), ids=lambda path: path.relative_to(TOP).as_posix())
def test_time_enters_sql_as_a_parameter_only(path: Path) -> None:
    code = "\n".join(line.split("--")[0] for line in path.read_text(encoding="utf-8").lower().splitlines())
    assert re.search(r"\b(current_date|current_timestamp|now\s*\(|today\s*\()", code) is None
