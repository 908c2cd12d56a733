"""Asked about a client of whom there is no answer, decide and evidence say why: another freelancer's, in quarantine alone, nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import audit, auditor

CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,shared,ann,2024-06-01,2024-08-28,hourly,upwork
k2,shared,bob,2024-06-01,2024-08-28,hourly,upwork
k3,backwards,ann,2024-06-01,2023-01-01,hourly,upwork
k4,backwards,ann,2024-07-01,2023-02-01,hourly,upwork
k5,once,ann,2024-07-01,2023-02-01,hourly,upwork
"""
SAID = {
    "as one account there is no single freelancer": (
        ("shared", "--freelancer", "ann", "--as-one-account"),
        "shared: there, but with --as-one-account all freelancers are one, and ann is none by itself -> leave --freelancer out",
    ),
    "the client of others": (
        ("shared", "--freelancer", "cid"),
        "shared: there, but not as a client of cid, only of ann, bob -> give one of these as --freelancer, or leave it out",
    ),
    "rows in quarantine alone": (
        ("backwards",),
        "backwards: all 2 rows of this client are set aside as broken (the first is contracts.csv:4), so nothing is known -> repair them",
    ),
    "one row in quarantine": (
        ("once",),
        "once: the only row of this client is set aside as broken (contracts.csv:6), so nothing is known -> repair it",
    ),
    "nobody of that id": (("nobody",), "nobody: no such client in"),
}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("absent")
    folder = work / "exports"
    folder.mkdir()
    (folder / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    audit(folder, work, "2026-06-30")
    return work / "store.duckdb"


@pytest.mark.parametrize("name", SAID)
def test_decide_says_why_there_is_no_answer(name: str, db: Path) -> None:
    asked, said = SAID[name]
    ended = auditor("decide", *asked, "--db", db, "--as-of", "2026-06-30")
    assert ended.status == 2 and said in ended.err.replace("\n", " "), ended.err


@pytest.mark.parametrize("name", ["the client of others", "rows in quarantine alone", "nobody of that id"])
def test_evidence_says_it_too_and_writes_no_empty_archive(name: str, db: Path, tmp_path: Path) -> None:
    asked, said = SAID[name]
    ended = auditor("evidence", *asked, "--out", tmp_path / "e.zip", "--db", db, "--as-of", "2026-06-30")
    assert ended.status == 2 and said in ended.err.replace("\n", " "), ended.err
    assert not (tmp_path / "e.zip").exists()
