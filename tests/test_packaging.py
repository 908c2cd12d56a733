"""What makes the package whole: one version, data files where the code looks for them, commands that start quickly."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from auditor import __version__, rooms

TOP = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
HEAVY = ("duckdb", "polars", "matplotlib", "pandera", "phonenumbers", "pyarrow", "jinja2")


def test_there_is_one_version() -> None:
    assert PROJECT["project"]["version"] == __version__


def test_sql_is_found_and_whole() -> None:
    folder = rooms.sql_folder()
    kinds = {path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.sql"))}
    assert {"schema", "views", "heuristics", "eligibility"} <= kinds


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [
        ("policies", ".toml"),
        ("profiles", ".toml"),
        ("lexicons", ".toml"),
        ("scanning", ".npz"),
        ("report", ".j2"),
        ("report", ".css"),
    ],
)
def test_data_files_lie_inside_the_package(folder: str, suffix: str) -> None:
    # Hatchling packs what lies under auditor/; a data file elsewhere would be missing from the wheel.
    assert list((TOP / "auditor" / folder).rglob(f"*{suffix}"))


def test_sql_travels_into_the_wheel() -> None:
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"sql": "auditor/sql"}


def test_every_dependency_has_its_reason_beside_it() -> None:
    lines = (TOP / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [")
    end = lines.index("]", start)
    without = [
        line
        for before, line in zip(lines[start:end], lines[start + 1 : end], strict=False)
        if line.strip().startswith('"') and not before.strip().startswith("#")
    ]
    assert without == []


def test_the_help_loads_nothing_heavy() -> None:
    script = "import sys; from auditor.cli import root; root.get_command(None, 'audit'); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(HEAVY) & {name.split(".")[0] for name in ended.stdout.split()} == set()


def test_help_is_there_for_every_command() -> None:
    from auditor.cli import root
    from tests.support.running import auditor

    for name in root.list_commands(None):  # type: ignore[arg-type]
        ended = auditor(name, "--help")
        assert ended.status == 0, name
        assert "Example" in ended.out, f"{name}: no example in its help"
