"""Forgetting: nothing of the person is left in the store, its copies and their bytes; others keep all that is theirs."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from auditor import rooms
from auditor.engines.duckdb import Engine
from auditor.forgetting import erase, older_than
from auditor.forgetting.places import beside
from tests.review_world import AS_OF, LATER, TALK, ask
from tests.support.rows import contract, fill, message, payment
from tests.support.running import audit, auditor
from tests.test_second_runs import HISTORY, folder

pytestmark = pytest.mark.usefixtures("undrawn")

STATED = "client_id,freelancer_id,origin,client_name\nzenobia-77,me,platform,Zenobia Quarrel\n"
LINKS = "client_id,counterparty\nzenobia-77,Quarrel Holdings\n"
OWN = {
    "k.csv": "contract_id,client_id,freelancer_id,title,started_at,ended_at,status,kind,platform\n"
    "kz-771,zenobia-77,me,Zenobia maps,2024-01-08,2024-03-01,ended,hourly,upwork\n",
    "p.csv": "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel,counterparty\n"
    "pz-771,zenobia-77,me,kz-771,2024-02-05,200.00,USD,20.00,hourly,,Zenobia Quarrel\n"
    "pz-772,zenobia-77,me,kz-771,2024-02-25,a lot,USD,20.00,hourly,,Zenobia Quarrel\n",
    "m.csv": "message_id,client_id,freelancer_id,thread_id,sender,sent_at,body\n"
    "mz-771,zenobia-77,me,tz,client,2024-01-02T09:00:00Z,Write to zenobia.q@larkspur-press.com before we start.\n"
    "mo-1,bert,me,t2,freelancer,2025-09-03T09:00:00Z,As I did for Zenobia Quarrel last year.\n",
    "r.csv": STATED,
    "links.csv": LINKS,
}
WORDS = ("zenobia", "quarrel holdings", "kz-771", "pz-771", "pz-772", "mz-771")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("forgotten")
    exports = folder(place / "exports", {**HISTORY, **TALK})
    folder(exports / "own", OWN)
    assert audit(exports, place, AS_OF, "--max-quarantine", "1").summary["findings"]["total"] > 3
    return place


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "own"))


def texts(store: Path) -> list[str]:
    """Every text of every table, in lower case, with the table in front."""
    with Engine.open(store, read_only=True) as engine:
        tables = [row[0] for row in engine.rows("SELECT table_name FROM duckdb_tables() ORDER BY table_name")]
        return [f"{table}: {row}".lower() for table in tables for row in engine.rows(f"SELECT * FROM {table}")]


def test_nothing_of_the_person_is_left_but_what_stands_in_messages_to_others(place: Path) -> None:
    store = place / "store.duckdb"
    held = texts(store)
    assert all(any(word in text for text in held) for word in WORDS), "the test would find nothing to erase"
    ended = ask(place, "forget", "zenobia-77", "--yes")
    assert ended.status == 0, ended.err
    left = [text for text in texts(store) if any(word in text for word in WORDS)]
    assert [text.split(":")[0] for text in left] == ["messages"] and "as i did for" in left[0]
    assert "left in messages.body: 1 row of others with their name" in ended.out
    content = store.read_bytes().lower()
    assert not any(word.encode() in content for word in ("kz-771", "mz-771", "quarrel holdings"))


def test_the_stated_name_will_do(place: Path) -> None:
    assert "1 client erased" in ask(place, "forget", "Zenobia Quarrel", "--yes").out


def test_others_keep_all_that_is_theirs(place: Path) -> None:
    def others() -> list[str]:
        private = ("ledger:", "erasures:", "meta:", "seen_files:")
        return [
            text for text in texts(place / "store.duckdb") if not text.startswith(private) and "zenobia" not in text
        ]

    before = [text for text in others() if not any(word in text for word in WORDS)]
    ask(place, "forget", "zenobia-77", "--yes")
    after = others()
    gone = set(before) - set(after)
    assert len([text for text in before if "bert" in text or "anna" in text]) > 5
    # Rows of the person's own findings in run_findings and reviews bear no name.
    assert all(text.startswith(("run_findings", "reviews", "detections", "quarantine")) for text in gone), gone


def test_copies_beside_the_store_are_cleaned_and_what_cannot_be_opened_is_told(place: Path) -> None:
    for name in ("store-2025.duckdb", "store.duckdb.bak"):
        shutil.copy(place / "store.duckdb", place / name)
    (place / "store.duckdb.gz").write_bytes(b"packed")
    (place / "store-list.txt").write_text("a list of mine")
    ended = ask(place, "forget", "zenobia-77", "--yes")
    assert "store.duckdb.gz looks like a copy" in ended.out and "store-list.txt" not in ended.out
    for name in ("store-2025.duckdb", "store.duckdb.bak"):
        assert not any("kz-771" in text for text in texts(place / name))


def test_the_receipt_names_nobody_and_proves_who_it_was(place: Path, tmp_path: Path) -> None:
    ask(place, "forget", "zenobia-77", "--yes", "--receipt", tmp_path / "receipt.json")
    text = (tmp_path / "receipt.json").read_text()
    assert "zenobia" not in text.lower()
    (store,) = json.loads(text)["stores"]
    assert store["subjects"] == [sha256(f"{store['salt']}zenobia-77".encode()).hexdigest()]
    assert store["deleted"]["contracts"] == 1 and store["deleted"]["quarantine"] >= 1
    assert any(path.endswith("k.csv") for path in store["exports"])


def test_a_rehearsal_changes_nothing(place: Path) -> None:
    before = texts(place / "store.duckdb")
    ended = ask(place, "forget", "zenobia-77", "--dry-run")
    assert "1 client would be erased" in ended.out and texts(place / "store.duckdb") == before


def test_outputs_that_name_them_are_told_and_removed_when_asked(place: Path) -> None:
    audit(place / "exports", place, AS_OF, "--max-quarantine", "1")
    assert "report.html" in ask(place, "forget", "zenobia-77", "--dry-run").out
    assert (place / "out" / "report.html").exists()
    ask(place, "forget", "zenobia-77", "--yes", "--outputs")
    assert not (place / "out").exists()


def test_outputs_of_a_run_that_is_no_longer_kept_are_told_and_removed_too(place: Path) -> None:
    asked = ("--db", place / "store.duckdb", "--max-quarantine", "1", "--keep", "1")
    for day, out in ((AS_OF, "shared"), (LATER, "other")):
        auditor("audit", place / "exports", "--as-of", day, "--out", place / out, *asked)
    assert str(place / "shared") in ask(place, "forget", "zenobia-77", "--yes", "--outputs").out
    assert not (place / "shared").exists() and not (place / "other").exists()


def test_the_same_exports_bring_nobody_back_and_changed_ones_do_not_unseen(place: Path) -> None:
    ask(place, "forget", "zenobia-77", "--yes")
    again = audit(place / "exports", place, LATER, "--max-quarantine", "1", "--verify")
    assert "zenobia-77" not in [row["client_id"] for row in again.eligibility]
    with (place / "exports" / "own" / "k.csv").open("a") as export:
        export.write("kb-1,bert,me,Films,2024-01-08,2024-03-01,ended,hourly,upwork\n")
    changed = audit(place / "exports", place, LATER, "--max-quarantine", "1")
    assert "k.csv: erased, and back again: 1 client ->" in changed.ended.err


REFUSED = {
    "nobody": ([], "whom?"),
    "two ways at once": (["anna", "--keep-days", "9"], "whom?"),
    "a client that nobody knows": (["nobody", "--yes"], "no such client"),
    "no terminal and no yes": (["anna"], "say --yes"),
    "a copy that is not there": (["anna", "--yes", "--backup", "no.duckdb"], "no.duckdb: there is no store"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_erased_ends_with_2(case: str, place: Path) -> None:
    words, said = REFUSED[case]
    ended = ask(place, "forget", *words)
    assert ended.status == 2 and said in ended.err and ended.err.count("\n") == 1


QUIET = {
    "the last message is older": ({"messages": [message("2024-01-01")]}, ["c"]),
    "the last message is of that day": ({"messages": [message("2024-01-01"), message("2024-06-01", 2)]}, []),
    "a payment is younger than the last message": (
        {"messages": [message("2024-01-01")], "payments": [payment("2024-07-01")]}, [],
    ),
    "a contract is still open": ({"contracts": [contract("2020-01-01")]}, []),
    "the contract ended long ago": ({"contracts": [contract("2020-01-01", "2021-01-01")]}, ["c"]),
}  # fmt: skip


@pytest.mark.parametrize("case", QUIET)
def test_who_left_no_trace_since_a_day(case: str) -> None:
    from datetime import date

    tables, gone = QUIET[case]
    with Engine.in_memory() as engine:
        fill(engine, tables)
        assert older_than(engine, date(2024, 6, 1), date(2025, 1, 1)) == gone


def test_keep_days_erases_all_who_are_older(place: Path) -> None:
    ended = ask(place, "forget", "--keep-days", "365", "--as-of", AS_OF, "--yes")
    assert "1 client erased" in ended.out
    assert not any("kz-771" in text for text in texts(place / "store.duckdb"))
    assert any("bert" in text for text in texts(place / "store.duckdb"))


def test_an_audit_erases_them_as_well_and_says_so(place: Path) -> None:
    ended = audit(place / "exports", place, AS_OF, "--max-quarantine", "1", "--keep-days", "365")
    assert ended.ended.status == 0 and "without a trace since 2024-09-30: 1 client." in ended.ended.err
    assert "zenobia-77" not in [row["client_id"] for row in ended.eligibility]
    assert not any("kz-771" in text for text in texts(place / "store.duckdb"))
    again = audit(place / "exports", place, AS_OF, "--max-quarantine", "1", "--keep-days", "365")
    assert "were erased" not in again.ended.err


def test_who_is_called_nearly_alike_or_paid_through_the_same_service_stays() -> None:
    from datetime import datetime

    with Engine.in_memory() as engine:
        fill(engine, {
            "payments": [
                payment("2024-01-01", client_id="client-1", counterparty="PayPal Europe"),
                payment("2024-01-02", client_id="client-10", counterparty="PayPal Europe"),
            ],
            "messages": [
                message("2024-01-01", 1, client_id="client-1"),
                message("2024-01-02", 2, client_id="client-10", body="As client-1 said."),
            ],
            "quarantine": [
                {"raw": "x,client-10,what", "reason": "r"},
                {"raw": "y,client-1,what", "reason": "r"},
                {"raw": "z,PayPal Europe,what", "reason": "r"},
                {"raw": "client-1 and client-10", "client_id": "client-10", "reason": "r"},
            ],
        })  # fmt: skip
        erased = erase(engine, ["client-1"], "asked for", datetime(2025, 1, 1))
        left = engine.rows("SELECT raw FROM quarantine ORDER BY raw")
    assert [raw for (raw,) in left] == ["client-1 and client-10", "x,client-10,what", "z,PayPal Europe,what"]
    assert (erased.deleted["payments"], erased.deleted["messages"]) == (1, 1)
    assert erased.mentions == (("messages", "body", 1), ("quarantine", "raw", 1))


def test_every_table_that_names_clients_is_erased_from() -> None:
    with Engine.in_memory() as engine:
        naming = engine.rows(
            "SELECT DISTINCT table_name FROM duckdb_columns() WHERE column_name IN ('client_id', 'finding_id', 'message_id')"
        )
    scripts = {name.partition("_")[2] for name in rooms.files(rooms.sql_folder() / "erasing", ".sql")}
    assert {row[0] for row in naming} - scripts == set()


def test_a_copy_under_any_name_is_cleaned_and_another_store_is_not(place: Path) -> None:
    shutil.copy(place / "store.duckdb", place / "before-holidays.db")
    assert ask(place, "forget", "zenobia-77", "--yes").status == 0
    assert not [text for text in texts(place / "before-holidays.db") if "contracts:" in text and "zenobia" in text]
    with Engine.open(place / "other.duckdb") as engine:
        engine.execute("SELECT 1")
    copies, _ = beside(place / "store.duckdb")
    assert [one.name for one in copies] == ["before-holidays.db"]


def test_outputs_are_found_by_a_short_id_too(tmp_path: Path) -> None:
    files = {name: text.replace("bert", "b7") for name, text in {**HISTORY, **TALK}.items()}
    audit(folder(tmp_path / "exports", files), tmp_path, AS_OF)
    assert "report.html" in ask(tmp_path, "forget", "b7", "--yes", "--outputs").out
    assert not (tmp_path / "out" / "report.html").exists()
