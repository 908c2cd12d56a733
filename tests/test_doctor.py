"""The doctor: finds what is in the way of an audit and says what to do about it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest

from auditor import rooms
from auditor.checkups.versions import fits
from auditor.engines.duckdb import Engine
from auditor.model.checkups import Health, Place
from tests.support.running import auditor

CHECKUPS = rooms.discover("auditor.checkups", "CHECKUP")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    Engine.open(tmp_path / "mine.duckdb").close()
    (tmp_path / "mine.duckdb").chmod(0o600)
    return tmp_path / "mine.duckdb"


def seen(name: str, store: Path) -> list[Any]:
    return list(CHECKUPS[name](Place(store, store.parent / "reports")))


@pytest.mark.parametrize("name", CHECKUPS)
def test_every_checkup_speaks_and_gives_a_remedy_for_what_is_wrong(name: str, store: Path) -> None:
    for one in seen(name, store):
        assert one.seen and bool(one.remedy) == (one.health is not Health.FINE)


def test_versions_store_disk_permissions_and_fonts_are_looked_at() -> None:
    assert {"versions", "store", "disk", "permissions", "fonts"} <= set(CHECKUPS)


def test_a_store_that_is_no_store_ends_with_4(tmp_path: Path) -> None:
    (tmp_path / "mine.duckdb").write_text("a letter to somebody")
    ended = auditor("doctor", "--db", tmp_path / "mine.duckdb", "--format", "json")
    (bad,) = [one for one in json.loads(ended.out) if one["health"] == "bad"]
    assert ended.status == 4 and "no store" in bad["seen"] and "--db" in bad["remedy"]


def test_a_store_that_is_being_worked_on_is_told(store: Path) -> None:
    lock = os.open(f"{store}.lock", os.O_RDWR)
    fcntl.flock(lock, fcntl.LOCK_EX)
    said = seen("store", store)
    os.close(lock)
    assert said[-1].health is Health.BAD and "another auditor" in said[-1].seen


def test_a_store_that_is_not_there_yet_is_no_fault(tmp_path: Path) -> None:
    (one,) = seen("store", tmp_path / "none.duckdb")
    assert one.health is Health.NOTE
    assert auditor("doctor", "--db", tmp_path / "none.duckdb", "--reports", tmp_path / "r").status == 0
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told(store: Path) -> None:
    with mock.patch.object(shutil, "disk_usage", return_value=SimpleNamespace(free=1_000)):
        (one,) = seen("disk", store)
    assert one.health is Health.BAD and "free 0.5 GB" in one.remedy


def test_a_store_that_others_can_read_is_told(store: Path) -> None:
    store.chmod(0o644)
    said = seen("permissions", store)
    assert [one.remedy for one in said] == [f"chmod 600 '{store}'"]


def test_a_place_that_is_no_folder_is_told(store: Path) -> None:
    (store.parent / "reports").write_text("a file")
    assert [one.health for one in seen("permissions", store)] == [Health.BAD]


def test_a_font_that_is_gone_is_told(store: Path) -> None:
    with mock.patch("auditor.checkups.fonts.FAMILY", "No Such Font"):
        (one,) = seen("fonts", store)
    assert one.health is Health.BAD and "pip install" in one.remedy


VERSIONS = {
    "1.5.6 is what it says": ("1.5.6", "duckdb>=1.5.6,!=2.0.0,<3", True),
    "1.5.5 is too old": ("1.5.5", "duckdb>=1.5.6,!=2.0.0,<3", False),
    "2.0.0 is left out": ("2.0.0", "duckdb>=1.5.6,!=2.0.0,<3", False),
    "2 is 2.0.0": ("2", "duckdb!=2.0.0", False),
    "3.0 is too new": ("3.0", "duckdb<3", False),
    "10 comes after 9": ("9.0.100", "phonenumbers>=9.0.40", True),
    "a day as a version": ("1.1.20251105", "google-re2>=1.1.20251105", True),
}


@pytest.mark.parametrize("case", VERSIONS)
def test_versions_are_compared_as_numbers(case: str) -> None:
    here, requirement, sound = VERSIONS[case]
    assert fits(here, requirement) is sound


def test_a_store_in_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    ended = auditor("doctor", "--db", tmp_path / "nowhere" / "s.duckdb")
    assert ended.status == 4 and "there is no folder" in ended.out
