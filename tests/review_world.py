"""A small history with findings of three kinds, audited once; each test gets a copy of the store."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest

from tests.support.running import Ended, audit, auditor
from tests.test_second_runs import HISTORY, MESSAGE, folder

AS_OF = "2025-09-30"
LATER = "2025-10-01"
TALK = {
    "more.csv": MESSAGE
    + "m4,bert,me,t2,client,2025-09-01T09:00:00Z,Good morning from the film studio.\n"
    + "m5,bert,me,t2,client,2025-09-01T09:05:00Z,Write to hello@teasel-films.com first.\n"
    + "m6,bert,me,t2,freelancer,2025-09-01T09:10:00Z,Let us write here please.\n"
    + 'm7,cleo,me,t3,client,2025-09-02T09:05:00Z,"Skip the platform fee, pay you directly by PayPal: cleo@harrow-inks.com"\n'
}


@pytest.fixture(scope="module")
def audited_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the exports and the store of one audit."""
    place = tmp_path_factory.mktemp("reviewed")
    assert audit(folder(place / "exports", {**HISTORY, **TALK}), place, AS_OF).ended.status == 0
    return place


@pytest.fixture
def place(audited_once: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to change at will."""
    return Path(shutil.copytree(audited_once, tmp_path / "own"))


def ask(place: Path, command: str, *words: str | Path, typed: str = "") -> Ended:
    """Run a command on the copy, with `typed` on standard input."""
    with mock.patch("sys.stdin", StringIO(typed)):
        return auditor(command, *words, "--db", place / "store.duckdb")
