"""`audit --keep-days`: what is erased for its age is said, counted, receipted, and gone from the copies as well."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from auditor import expiring, pruning, publishing, receipts
from auditor.engines.duckdb import Engine
from tests.review_world import ask
from tests.support.running import audit
from tests.test_second_runs import CONTRACT, MESSAGE, PAYMENT, folder

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2025-09-30"
DAYS = ("--keep-days", "90")
# eagle: silent since February 2025, the window runs until 2027, a critical finding is open. falk: free since 2023. gull stays.
WORLD = {
    "contracts.csv": CONTRACT
    + "k1,eagle-77,me,2024-01-08,2024-12-20,ended,hourly,upwork\n"
    + "k2,falk-78,me,2019-01-08,2020-03-01,ended,hourly,upwork\n"
    + "k3,gull-79,me,2025-01-08,,active,hourly,upwork\n",
    "payments.csv": PAYMENT
    + "p1,eagle-77,me,k1,2024-12-20,200.00,USD,20.00,hourly,\n"
    + "p2,falk-78,me,k2,2020-02-05,200.00,USD,20.00,hourly,\n"
    + "p3,gull-79,me,k3,2025-09-05,200.00,USD,20.00,hourly,\n"
    + "p4,eagle-77,me,,2025-02-03,900.00,USD,,hourly,paypal\n",
    "messages.csv": MESSAGE
    + "m1,eagle-77,me,t1,client,2024-01-02T09:00:00Z,Good morning.\n"
    + "m2,falk-78,me,t2,client,2019-01-02T09:00:00Z,Good morning.\n"
    + "m3,gull-79,me,t3,client,2025-01-02T09:00:00Z,Good morning.\n",
}
NAMES = ("eagle-77", "falk-78")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("expired")
    first = audit(folder(place / "exports", WORLD), place, AS_OF)
    assert {one["severity"] for one in first.findings if one["client_id"] == "eagle-77"} & {"high", "critical"}
    assert {row["client_id"]: row["state"] for row in first.eligibility} == {
        "eagle-77": "waiting", "falk-78": "eligible", "gull-79": "blocked_active_contract",
    }  # fmt: skip
    shutil.rmtree(place / "out")
    return place


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "own"))


def written(place: Path) -> list[dict[str, Any]]:
    return [json.loads(one.read_text()) for one in sorted((place / "out" / "private").glob("forgotten-*.json"))]


def clients(store: Path) -> list[str]:
    with Engine.open(store, read_only=True) as engine:
        return [row[0] for row in engine.rows("SELECT DISTINCT client_id FROM contracts ORDER BY 1")]


def subjects(record: Mapping[str, Any]) -> set[str]:
    return set(record["subjects"])


def digests(record: Mapping[str, Any]) -> set[str]:
    return {sha256(f"{record['salt']}{name}".encode()).hexdigest() for name in NAMES}


def test_a_brief_run_says_what_was_erased_and_whose_window_ran(place: Path) -> None:
    ended = audit(place / "exports", place, AS_OF, "--brief", *DAYS).ended
    assert ended.status == 0 and "; 2 clients erased; " in ended.out and ended.out.count("\n") == 1
    assert "Erased from the store for good (--keep-days), without a trace since 2025-07-02: 2 clients." in ended.err
    assert "Among them 1 client whose window still ran and 1 client with open findings, high or critical:" in ended.err
    assert not any(name in ended.err + ended.out for name in NAMES)


def test_who_is_free_and_without_findings_is_lost_without_that_word(place: Path) -> None:
    ended = audit(place / "exports", place, AS_OF, "--brief", "--keep-days", "1000").ended
    assert "; 1 client erased; " in ended.out and "Among them" not in ended.err


def test_a_run_that_erases_nobody_says_and_writes_nothing_of_it(place: Path) -> None:
    ended = audit(place / "exports", place, AS_OF, "--brief", "--keep-days", "9000").ended
    assert ended.err == "" and "erased" not in ended.out and not written(place)


def test_the_first_audit_of_a_store_says_it_too(tmp_path: Path) -> None:
    ended = audit(folder(tmp_path / "exports", WORLD), tmp_path, AS_OF, "--brief", *DAYS).ended
    assert "Among them 1 client whose window still ran and 1 client with open findings" in ended.err


def test_the_receipt_lies_in_private_and_names_nobody(place: Path) -> None:
    audit(place / "exports", place, AS_OF, *DAYS)
    (record,) = written(place)
    (store,) = record["stores"]
    assert subjects(store) == digests(store) and store["deleted"]["contracts"] == 2
    assert record["reason"] == "nothing since 2025-07-02" and record["rehearsal"] is False
    assert any(path.endswith("contracts.csv") for path in store["exports"])
    assert not any(name in json.dumps(record) for name in NAMES)
    (path,) = (place / "out" / "private").glob("forgotten-*.json")
    assert path.stat().st_mode & 0o777 == 0o600
    with Engine.open(place / "store.duckdb", read_only=True) as engine:
        assert not engine.rows("SELECT 1 FROM meta WHERE starts_with(key, 'receipt_due')")


def test_a_later_run_into_the_same_folder_and_a_removal_leave_the_receipt(place: Path) -> None:
    audit(place / "exports", place, AS_OF, *DAYS)
    before = written(place)
    audit(place / "exports", place, AS_OF, *DAYS)
    assert written(place) == before
    pruning.remove_output(place / "out")
    assert written(place) == before and (place / "out" / publishing.MARKER).exists()
    assert not (place / "out" / "report.html").exists()


def test_copies_beside_the_store_are_cleaned_and_what_cannot_be_is_said(place: Path) -> None:
    shutil.copy(place / "store.duckdb", place / "bak.duckdb")
    (place / "store.duckdb.gz").write_bytes(b"packed")
    (place / "store-old.duckdb").write_bytes((place / "store.duckdb").read_bytes()[:9000])
    ended = audit(place / "exports", place, AS_OF, "--brief", *DAYS).ended
    assert clients(place / "store.duckdb") == clients(place / "bak.duckdb") == ["gull-79"]
    assert b"eagle-77" not in (place / "bak.duckdb").read_bytes()
    assert "Erased from 1 copy of the store" in ended.err
    assert "store.duckdb.gz looks like a copy" in ended.err and "store-old.duckdb" in ended.err
    (record,) = written(place)
    assert [Path(one["store"]).name for one in record["stores"]] == ["store.duckdb", "bak.duckdb"]
    assert all(subjects(one) == digests(one) for one in record["stores"])
    assert {Path(one).name for one in record["not_opened"]} == {"store.duckdb.gz", "store-old.duckdb"}


def test_a_copy_that_comes_later_is_cleaned_by_the_next_run_and_then_left_alone(place: Path) -> None:
    older = place / "exports" / "store"
    shutil.copy(place / "store.duckdb", older)
    audit(place / "exports", place, AS_OF, *DAYS)
    older.rename(place / "bak.duckdb")
    ended = audit(place / "exports", place, AS_OF, "--brief", *DAYS).ended
    assert "Erased from 1 copy of the store" in ended.err and clients(place / "bak.duckdb") == ["gull-79"]
    stores = [[Path(one["store"]).name for one in record["stores"]] for record in written(place)]
    assert sorted(stores) == [["bak.duckdb"], ["store.duckdb"]]
    cleaned = (place / "bak.duckdb").stat()
    assert audit(place / "exports", place, AS_OF, "--brief", *DAYS).ended.err == ""
    assert (place / "bak.duckdb").stat().st_mtime_ns == cleaned.st_mtime_ns and len(written(place)) == 2


def test_outputs_elsewhere_that_name_them_are_said_and_listed(place: Path) -> None:
    assert ask(place, "report", "--out", place / "shared", "--as-of", AS_OF).status == 0
    ended = audit(place / "exports", place, AS_OF, "--brief", *DAYS).ended
    assert "Left: 1 folder of earlier outputs that may name them" in ended.err
    (record,) = written(place)
    (left,) = record["outputs"]
    assert Path(left["folder"]).name == "shared" and "report.html" in left["files"] and not left["removed"]


def test_under_full_redaction_neither_messages_nor_outputs_name_them(tmp_path: Path) -> None:
    world = {name.replace("payments", "eagle-77 and falk-78"): text for name, text in WORLD.items()}
    folder(tmp_path / "exports", world)
    ended = audit(tmp_path / "exports", tmp_path, AS_OF, "--brief", "--redact", "full", *DAYS).ended
    assert "2 clients erased" in ended.out and not any(name in ended.out + ended.err for name in NAMES)
    shown = [one for one in (tmp_path / "out").rglob("*") if one.is_file() and not one.name.startswith("forgotten-")]
    assert len(shown) > 8 and not [one.name for one in shown for name in NAMES if name.encode() in one.read_bytes()]


CUT = {
    "before the outputs": (publishing, "_rename"),
    "before the store is written anew": (Engine, "rewrite"),
    "before the receipt": (receipts, "write"),
}


@pytest.mark.parametrize("case", CUT)
def test_a_run_that_is_cut_short_leaves_its_receipt_to_the_next(case: str, place: Path) -> None:
    with mock.patch.object(*CUT[case], side_effect=KeyboardInterrupt):
        assert audit(place / "exports", place, AS_OF, *DAYS).ended.status == 130
    assert not written(place) and clients(place / "store.duckdb") == ["gull-79"]
    ended = audit(place / "exports", place, AS_OF, "--brief").ended
    assert "An earlier run erased 2 clients (--keep-days) and ended before it could say so" in ended.err
    (record,) = written(place)
    assert subjects(record["stores"][0]) == digests(record["stores"][0])
    assert b"eagle-77" not in (place / "store.duckdb").read_bytes()
    assert "An earlier run" not in audit(place / "exports", place, AS_OF, "--brief").ended.err
    assert len(written(place)) == 1


def test_a_run_that_fails_before_it_erases_leaves_no_receipt(place: Path) -> None:
    with mock.patch.object(expiring, "erase_in", side_effect=KeyboardInterrupt):
        assert audit(place / "exports", place, AS_OF, *DAYS).ended.status == 130
    assert not written(place) and len(clients(place / "store.duckdb")) == 3
    assert audit(place / "exports", place, AS_OF, "--brief").ended.err == "" and not written(place)
