"""Files that overlap, come again, come in another order, or stop half-way."""

from __future__ import annotations

import csv
import io
import json
from itertools import permutations
from pathlib import Path

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.ingesting import running
from auditor.settings import IngestOptions, no_progress
from tests.ingest_world import (
    CONTRACT,
    CONTRACTS,
    MESSAGE,
    MESSAGES,
    PAYMENT,
    PAYMENTS,
    account,
    balances,
    load,
    loaded,
    snapshot,
    write,
)

OPEN = CONTRACTS + CONTRACT
ENDED = CONTRACTS + CONTRACT.replace("active,2025-01-01,", "ended,2025-01-01,2025-06-30")


def counts(file: object) -> tuple[int, ...]:
    return tuple(getattr(file, f"rows_{name}") for name in ("read", "loaded", "updated", "quarantined", "known"))


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    bad = PAYMENT.replace("p1", "p2").replace("80.00", "much")
    files = {"contracts.csv": OPEN, "payments.csv": PAYMENTS + PAYMENT + bad, "messages.csv": MESSAGES + MESSAGE}
    with loaded(tmp_path, files) as (store, _):
        before = snapshot(store)
        again = load(store, tmp_path)
        assert snapshot(store) == before
        assert [(file.status, counts(file)) for file in again.files] == [
            ("known", (1, 0, 0, 0, 1)),
            ("known", (1, 0, 0, 0, 1)),
            ("known", (2, 0, 0, 1, 1)),
        ]


def test_the_same_bytes_under_another_name_are_known(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.csv": OPEN, "b.csv": OPEN}) as (store, report):
        assert [(file.path, file.status) for file in report.files] == [("a.csv", "loaded"), ("b.csv", "known")]
        assert store.rows("SELECT count(*) FROM contracts") == [(1,)]


def test_an_overlapping_export_adds_only_what_is_new(tmp_path: Path) -> None:
    longer = PAYMENTS + PAYMENT + PAYMENT.replace("p1", "p2")
    with loaded(tmp_path, {"1.csv": PAYMENTS + PAYMENT, "2.csv": longer}) as (store, report):
        assert counts(account(report, "2.csv")) == (2, 1, 0, 0, 1)
        assert store.rows("SELECT payment_id, source_file FROM payments ORDER BY 1") == [
            ("p1", "1.csv"),
            ("p2", "2.csv"),
        ]


@pytest.mark.parametrize(("first", "second"), [(OPEN, ENDED), (ENDED, OPEN)], ids=["end last", "end first"])
def test_the_version_from_the_file_with_the_latest_event_wins_in_any_order(
    first: str, second: str, tmp_path: Path
) -> None:
    with loaded(tmp_path, {"1.csv": first, "2.csv": second}) as (store, report):
        assert store.rows("SELECT status, ended_at::VARCHAR FROM contracts") == [("ended", "2025-06-30 00:00:00")]
        assert counts(account(report, "2.csv")) == ((1, 0, 1, 0, 0) if second == ENDED else (1, 0, 0, 0, 1))
        ((content,),) = store.rows("SELECT content FROM superseded")
        assert json.loads(content)["status"] == "active"


def test_between_files_of_equal_age_the_one_read_later_wins(tmp_path: Path) -> None:
    other = PAYMENTS + PAYMENT.replace("80.00", "90.00")
    with loaded(tmp_path, {"1.csv": PAYMENTS + PAYMENT, "2.csv": other}) as (store, report):
        assert store.rows("SELECT amount::INTEGER, source_file FROM payments") == [(90, "2.csv")]
        assert account(report, "2.csv").rows_updated == 1


def test_two_lines_with_one_key_and_other_content_are_an_update_and_a_warning(tmp_path: Path) -> None:
    text = PAYMENTS + PAYMENT + MESSAGES[:0] + PAYMENT.replace("80.00", "90.00") + PAYMENT.replace("p1", "p2")
    with loaded(tmp_path, {"contracts.csv": OPEN, "payments.csv": text}) as (store, report):
        assert counts(account(report, "payments.csv")) == (3, 2, 1, 0, 0)
        assert store.rows("SELECT amount::INTEGER, source_line FROM payments ORDER BY payment_id") == [(90, 3), (80, 4)]
        (warning,) = report.warnings
        assert all(word in warning for word in ("payments.csv", "lines 2 and 3", "payment_id", "->"))
        assert store.rows("SELECT source_line FROM superseded") == [(2,)]


def test_the_same_line_twice_is_known(tmp_path: Path) -> None:
    with loaded(tmp_path, {"contracts.csv": OPEN, "messages.csv": MESSAGES + MESSAGE * 3}) as (store, report):
        assert counts(account(report, "messages.csv")) == (3, 1, 0, 0, 2)
        assert report.warnings == ()
        assert store.rows("SELECT count(*) FROM messages") == [(1,)]


def test_a_repaired_file_takes_its_rows_out_of_quarantine(tmp_path: Path) -> None:
    broken = PAYMENT.replace("2025-01-08T12:00:00Z", "2025-13-08")
    with loaded(tmp_path, {"payments.csv": PAYMENTS + broken + broken.replace("p1", "")}) as (store, _):
        assert len(ingesting.quarantine_rows(store)) == 3
        write(tmp_path, {"payments.csv": PAYMENTS + PAYMENT})
        assert counts(load(store, tmp_path).files[0]) == (1, 1, 0, 0, 0)
        assert ingesting.quarantine_rows(store) == ()


def test_a_row_that_another_file_holds_in_a_sound_form_leaves_the_quarantine(tmp_path: Path) -> None:
    broken = PAYMENT.replace("80.00", "much")
    files = {"1.csv": PAYMENTS + broken + broken.replace("p1", "p2"), "2.csv": PAYMENTS + PAYMENT}
    with loaded(tmp_path, files) as (store, _):
        assert store.rows("SELECT row_key FROM quarantine") == [("p2",)]


def test_the_order_of_arguments_does_not_matter(tmp_path: Path) -> None:
    files = {
        "a/contracts.csv": OPEN,
        "b/contracts.csv": ENDED,
        "c/payments.csv": PAYMENTS + PAYMENT.replace(",fl,", ",,"),
        "d/messages.csv": MESSAGES + MESSAGE,
    }
    write(tmp_path, files)
    stores = []
    for order in permutations("abcd"):
        with Engine.in_memory() as store:
            load(store, *(tmp_path / name for name in order))
            stores.append(snapshot(store))
    assert all(store == stores[0] for store in stores)


def test_rows_without_a_freelancer_get_the_only_one_of_the_store_whichever_file_names_it(tmp_path: Path) -> None:
    files = {"a.csv": MESSAGES + MESSAGE.replace(",fl,", ",,"), "z.csv": PAYMENTS + PAYMENT}
    with loaded(tmp_path, files) as (store, _):
        assert store.rows("SELECT freelancer_id, freelancer_given FROM messages") == [("fl", False)]


def test_rows_without_a_freelancer_are_of_me_where_nobody_or_several_are_named(tmp_path: Path) -> None:
    nobody = MESSAGES.replace("freelancer_id,", "") + MESSAGE.replace(",fl,", ",")
    with loaded(tmp_path, {"a.csv": nobody}) as (store, _):
        assert store.rows("SELECT freelancer_id FROM messages") == [("me",)]
        write(tmp_path, {"b.csv": PAYMENTS + PAYMENT})
        load(store, tmp_path)
        assert store.rows("SELECT freelancer_id FROM messages") == [("fl",)]
        write(tmp_path, {"c.csv": CONTRACTS + CONTRACT.replace(",fl,", ",fl2,")})
        load(store, tmp_path)
        assert store.rows("SELECT freelancer_id FROM messages") == [("me",)]


def test_the_freelancer_that_the_user_names_fills_empty_cells_only(tmp_path: Path) -> None:
    text = MESSAGES + MESSAGE + MESSAGE.replace("m1", "m2").replace(",fl,", ",,")
    with loaded(tmp_path, {"a.csv": text}, freelancer="ann") as (store, _):
        assert store.rows("SELECT freelancer_id FROM messages ORDER BY message_id") == [("fl",), ("ann",)]


def test_one_relationship_stated_with_and_without_its_freelancer_is_one(tmp_path: Path) -> None:
    files = {
        "a.csv": "client_id,origin\nc1,unknown\n",
        "b.csv": "client_id,freelancer_id,origin,first_met_at\nc1,fl,off_platform,2024-01-01\n",
    }
    with loaded(tmp_path, files) as (store, _):
        assert store.rows("SELECT client_id, freelancer_id, origin FROM relationships") == [
            ("c1", "fl", "off_platform")
        ]


def test_a_run_that_stops_half_way_leaves_whole_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"contracts.csv": OPEN, "messages.csv": MESSAGES + MESSAGE, "payments.csv": PAYMENTS + PAYMENT})
    write_ledger = running.ledger.write

    def stop_at_messages(engine: Engine, file_no: int, account: object, *rest: object) -> None:
        if account.path == "messages.csv":  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        write_ledger(engine, file_no, account, *rest)  # type: ignore[arg-type]

    with Engine.in_memory() as store:
        monkeypatch.setattr(running.ledger, "write", stop_at_messages)
        with pytest.raises(KeyboardInterrupt):
            ingesting.ingest(store, ingesting.plan([tmp_path], IngestOptions()), no_progress)
        held = {name: len(rows) for name, rows in snapshot(store).items() if name not in ("meta",) and rows}
        assert held == {"contracts": 1, "ledger": 1, "seen_files": 1}
        monkeypatch.undo()
        assert [file.status for file in load(store, tmp_path).files] == ["known", "loaded", "loaded"]


def test_every_row_is_accounted_for_and_stands_where_an_independent_reader_sees_it(tmp_path: Path) -> None:
    rows = []
    for number in range(400):
        body = ("plain", "with, comma", 'with "quotes"', "two\nlines", "three\r\n\r\nlines")[number % 5]
        sender = "nobody" if number % 7 == 3 else "client"
        rows.append([f"m{number % 350}", "c1", "fl", "", "", sender, "2025-01-01T00:00:00Z", body])
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([MESSAGES.strip().split(","), *rows])
    with loaded(tmp_path, {"messages.csv": text.getvalue()}) as (store, report):
        file = account(report, "messages.csv")
        assert balances(file) and file.rows_read == len(rows)
        assert file.physical_lines == text.getvalue().count("\n")
        assert file.rows_quarantined == sum(row[5] == "nobody" for row in rows)
        sound = {row[0]: row[7] for row in rows if row[5] == "client"}
        assert dict(store.rows("SELECT message_id, body FROM messages")) == sound
        lines = text.getvalue().split("\n")
        for name, line in store.rows("SELECT message_id, source_line FROM messages"):
            assert lines[line - 1].startswith(name + ",")
        for fault in ingesting.quarantine_rows(store):
            assert "\n".join(lines[fault.line - 1 :]).startswith(fault.raw)
