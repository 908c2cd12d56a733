"""What the README and its neighbours promise is what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import readme_blocks

TOP = Path(__file__).resolve().parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")
MAKEFILE = (TOP / "Makefile").read_text(encoding="utf-8")
# About a screen and a half of plain text besides the generated block.
LINES_AT_MOST = 120


def test_the_help_in_the_readme_is_the_help_of_the_command() -> None:
    assert readme_blocks.renewed(README) == README, "-> make docs"


def test_the_readme_has_a_generated_block() -> None:
    assert readme_blocks.BLOCK.search(README)


def test_the_readme_stays_short() -> None:
    assert len(README.splitlines()) <= LINES_AT_MOST


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(page: str) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", (TOP / page).read_text(encoding="utf-8"), re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    assert named
    assert named - targets == set()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_is_linked_exists(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (TOP / page).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (TOP / link).exists()] == []


def test_every_exit_status_is_explained() -> None:
    from auditor import errors

    known = {
        kind.exit_status for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_status")
    }
    explained = {int(status) for status in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert known | {0, 1} == explained
