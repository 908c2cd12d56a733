"""What the tests of guessing share: invented exports with the mapping that is right for each, and one call that guesses."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from auditor.ingesting.discovering import FoundFile
from auditor.ingesting.guessing import Guess, guess
from auditor.ingesting.guessing.sampling import take_sample
from auditor.ingesting.planning import tables

CASES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
         for path in sorted(Path(__file__).with_name("guess_cases").glob("*.toml"))}  # fmt: skip


def guessed(folder: Path, name: str, content: str | bytes, **options: Any) -> Guess:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return guess(
        take_sample(FoundFile(path, name, True)),
        {name: table for name, table in tables().items() if not table.marks},
        **options,
    )


def of_case(folder: Path, name: str) -> Guess:
    return guessed(folder, CASES[name]["file"], CASES[name]["content"])
