"""An archive that has not changed is not unpacked again, and the run tells of it what a reading would have told."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.ingesting import unpacking
from auditor.settings import IngestOptions, no_progress
from tests.ingest_world import MESSAGE, MESSAGES, PAYMENT, PAYMENTS

MEMBERS = {
    "messages.csv": MESSAGES + "broken\n" + MESSAGE,
    "more/payments.csv": PAYMENTS + PAYMENT,
    "strange.csv": "colour,size\nred,1\n",
    "readme.txt": "hello",
    "inner.zip": "PK",
    "lists.json": '{"payments": [{"payment_id": "p8", "client_id": "c1", "paid_at": "2025-02-01", "amount": "1.00",'
    ' "currency": "USD"}], "others": [{"colour": "red"}]}',
}
Run = Callable[..., ingesting.IngestReport]


def refuse(*given: Any, **named: Any) -> Any:
    raise AssertionError("the archive was unpacked")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Ingest the folder `in` once more, as a night's job does it."""
    folder = tmp_path / "in"
    folder.mkdir()
    pack(folder / "all.zip", MEMBERS)

    def once(verify: bool = False, **options: Any) -> ingesting.IngestReport:
        chosen, db = IngestOptions(**options), tmp_path / "s.duckdb"
        plan = ingesting.plan([folder], chosen, {} if verify else ingesting.seen_files(db, chosen))
        with Engine.open(db) as engine:
            return ingesting.ingest(engine, plan, no_progress)

    return once


def pack(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)


def test_an_unchanged_archive_stays_closed_and_is_told_as_a_reading_tells_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    read = run(verify=True)
    monkeypatch.setattr(unpacking, "unpack", refuse)
    assert run() == read
    assert {file.status for file in read.files} == {"known", "refused"}
    assert [file.path for file in read.files if file.status == "refused"] == [
        "all.zip/inner.zip",
        "all.zip/strange.csv",
    ]


AGAIN = {
    "other options": lambda path: {"timezone": "Europe/Berlin"},
    "--verify": lambda path: {"verify": True},
    "another time": lambda path: os.utime(path, ns=(1, 1)) or {},
    "another member": lambda path: pack(path, {**MEMBERS, "messages.csv": MESSAGES + MESSAGE}) or {},
}


@pytest.mark.parametrize("why", AGAIN)
def test_the_archive_is_opened_again_for(why: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    options = AGAIN[why](tmp_path / "in" / "all.zip")
    monkeypatch.setattr(unpacking, "unpack", refuse)
    with pytest.raises(AssertionError, match="unpacked"):
        run(**options)


def test_an_archive_called_otherwise_is_opened_again(run: Run, tmp_path: Path) -> None:
    first = run()
    (tmp_path / "in" / "all.zip").rename(tmp_path / "in" / "new.zip")
    names = {file.path.replace("all.zip", "new.zip") for file in first.files}
    assert {file.path for file in run().files} == names
