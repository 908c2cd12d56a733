"""The benchmark's world: the same each time, well-formed, mostly dull."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.bench import world
from tests.support.running import audit

MESSAGES = 2000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("world")
    world.write(out, MESSAGES, seed=7)
    return out


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    world.write(tmp_path, MESSAGES, seed=7)
    assert [(written / f"{table}.csv").read_bytes() for table in world.TABLES] == [
        (tmp_path / f"{table}.csv").read_bytes() for table in world.TABLES
    ]


def test_another_seed_gives_other_messages(written: Path, tmp_path: Path) -> None:
    world.write(tmp_path, MESSAGES, seed=8)
    assert (written / "messages.csv").read_bytes() != (tmp_path / "messages.csv").read_bytes()


def test_the_tables_have_their_proportions(written: Path) -> None:
    messages = read(written / "messages.csv")
    assert len(messages) == MESSAGES
    assert len(read(written / "contracts.csv")) == MESSAGES // world.PER_RELATIONSHIP
    assert len({row["message_id"] for row in messages}) == MESSAGES
    assert 0.4 < sum(row["sender"] == "client" for row in messages) / MESSAGES < 0.6
    pointed = sum(any(word in row["body"] for word in ("larchfield", "Telegram @", "202 555")) for row in messages)
    # Three of the seven pointed lines hold one of these; five messages in a thousand are pointed.
    assert 0.0005 < pointed / MESSAGES < 0.006
    alike = sum(
        any(word in row["body"] for word in ("PayPal button", "0900 to 1200", "@example.com")) for row in messages
    )
    assert 0.015 < alike / MESSAGES < 0.06


def test_an_audit_takes_every_row_of_it(written: Path, tmp_path: Path) -> None:
    audited = audit(written, tmp_path, "2026-06-30")
    assert audited.ended.status == 0, audited.ended.err
    assert {file["rows_quarantined"] for file in audited.summary["files"]} == {0}
    assert len(audited.eligibility) == MESSAGES // world.PER_RELATIONSHIP
    assert audited.findings
