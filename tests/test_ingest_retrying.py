"""Rows that a person repairs in quarantine.csv are loaded; all others stay, and every count still adds up."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting import file_accounts
from tests.ingest_world import CONTRACT, CONTRACTS, MESSAGE, MESSAGES, PAYMENT, PAYMENTS, balances, write
from tests.support.running import auditor

AS_OF = "2025-06-30"
STATEMENT = """"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID"
"13/01/2025","07:45:51","PST","Ann Example","General Payment","Completed","USD","84.00","-4.25","79.75","ann@client.example","me@studio.example","A1"
"05/02/2025","07:45:51","PST","Ann Example","General Payment","Completed","USD","many","-4.25","79.75","ann@client.example","me@studio.example","A2"
"""
FILES = {
    "contracts.csv": CONTRACTS + CONTRACT,
    "messages.csv": MESSAGES + MESSAGE + MESSAGE.replace("m1", "m2").replace("Hello", '"Hello'),
    "payments.csv": PAYMENTS + PAYMENT.replace("80.00", "eighty").replace("8.00", "=x") + PAYMENT.replace("p1", "p2"),
    "more.jsonl": '{"payment_id": "p7", "client_id": "c1",\n{"payment_id": "p8", "client_id": "c1", "paid_at": "2025-01-01", "amount": 1, "currency": "USD"}\n',
    "paypal.csv": STATEMENT,
}
Edit = Callable[[dict[str, str]], str]


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    """The folder of an audit whose files have five rows in quarantine."""
    write(tmp_path / "in", FILES)
    ended = auditor("audit", tmp_path / "in", "--db", tmp_path / "s.duckdb", "--out", tmp_path / "out", "--as-of", AS_OF)  # fmt: skip
    assert ended.status == 3, ended.err
    return tmp_path


def edit(folder: Path, repair: Edit) -> Path:
    """Rewrite quarantine.csv as a spreadsheet would, with another text in its column raw."""
    path = folder / "out" / "private" / "quarantine.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**row, "raw": repair(row)} for row in rows)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    return path


def retry(folder: Path, *path: Path) -> str:
    """Run the command on quarantine.csv; returns what it prints."""
    ended = auditor("ingest", "--retry-quarantine", *(path or (folder / "out",)), "--db", folder / "s.duckdb")
    assert ended.status == 0, ended.err
    return ended.out + ended.err


def state(folder: Path) -> tuple[list[str], list[str]]:
    """The ids of all payments and messages, and file:line of what is in quarantine."""
    with Engine.open(folder / "s.duckdb") as store:
        ids = store.rows("SELECT payment_id FROM payments UNION ALL SELECT message_id FROM messages ORDER BY 1")
        aside = store.rows("SELECT DISTINCT file || ':' || line FROM quarantine ORDER BY 1")
        assert all(balances(file) for file in file_accounts(store))
        total = sum(file.rows_quarantined for file in file_accounts(store))
        assert total == len(aside)
    return [name for (name,) in ids], [place for (place,) in aside]


ASIDE = ["messages.csv:3", "more.jsonl:1", "payments.csv:2", "paypal.csv:3"]


def test_without_a_change_nothing_happens(audited: Path) -> None:
    before = state(audited)
    assert before[1] == ASIDE
    assert "no row of the quarantine was changed" in retry(audited)
    assert state(audited) == before


def test_repaired_rows_of_every_kind_are_loaded_at_their_lines(audited: Path) -> None:
    repairs = {
        "messages.csv": lambda raw: raw.replace('"', ""),
        "payments.csv": lambda raw: raw.replace("eighty", "80.00").replace("=x", "8.00"),
        "more.jsonl": lambda raw: raw.rstrip(",") + ', "paid_at": "2025-01-02", "amount": 2, "currency": "USD"}',
        "paypal.csv": lambda raw: raw.replace("many", "90.00"),
    }
    retry(audited, edit(audited, lambda row: repairs[row["file"]](row["raw"])))
    ids, aside = state(audited)
    assert aside == []
    assert ids == ["A1", "A2", "m1", "m2", "p1", "p2", "p7", "p8"]
    with Engine.open(audited / "s.duckdb") as store:
        placed = "SELECT source_file, source_line, paid_at::VARCHAR FROM payments WHERE payment_id IN ('A2', 'p1') ORDER BY 1"
        assert store.rows(placed) == [
            ("payments.csv", 2, "2025-01-08 12:00:00"),
            ("paypal.csv", 3, "2025-02-05 15:45:51"),
        ]


def test_a_row_that_is_still_wrong_stays_with_its_new_text_and_reason(audited: Path) -> None:
    retry(audited, edit(audited, lambda row: row["raw"].replace("eighty", "81.00")))
    assert state(audited)[1] == ASIDE
    with Engine.open(audited / "s.duckdb") as store:
        assert store.rows("SELECT column_name, code FROM quarantine WHERE file = 'payments.csv'") == [("fee", "E202")]
        ((raw,),) = store.rows("SELECT raw FROM quarantine WHERE file = 'payments.csv'")
        assert "81.00" in raw


# what is done to a row, and how the line begins and ends that tells of it
STILL = {
    "a wrong number": (
        "payments.csv", lambda raw: raw.replace("eighty", "81.00").replace("=x", "8x"),
        "payments.csv:2: row p1: column fee: still set aside: E202 ", "; it says '8x' -> write it as 1234.56",
    ),
    "a wrong day": (
        "payments.csv", lambda raw: raw.replace("2025-01-08T12:00:00Z", "2025-13-08").replace("eighty", "1").replace("=x", "2"),
        "payments.csv:2: row p1: column paid_at: still set aside: E201 ", "; it says '2025-13-08' -> correct its day, month or year",
    ),
    "a missing quote": (
        "messages.csv", lambda raw: raw + " again",
        "messages.csv:3: row m2: still set aside: E122 ", " -> repair that line in private/quarantine.csv or in the export",
    ),
    "JSON that is none": (
        "more.jsonl", lambda raw: raw + ' "x": 1',
        "more.jsonl:1: still set aside: E130 ", " -> write a comma between members",
    ),
    "a JSON number": (
        "more.jsonl", lambda raw: raw.rstrip(",") + ', "paid_at": "2025-01-02", "amount": "1x", "currency": "USD"}',
        "more.jsonl:1: row p7: column amount: still set aside: E202 ", "; it says '1x' -> write it as 1234.56",
    ),
    "a number of a statement": ("paypal.csv", lambda raw: raw.replace("many", "9x"), "paypal.csv:3: row A2: column Gross (amount): still set aside: E202 ", "; it says '9x' -> write it as 1234.56"),
}  # fmt: skip


@pytest.mark.parametrize("case", STILL)
def test_what_is_still_wrong_names_row_line_column_value_code_and_remedy(case: str, audited: Path) -> None:
    name, repair, begins, ends = STILL[case]
    said = retry(audited, edit(audited, lambda row: repair(row["raw"]) if row["file"] == name else row["raw"]))
    (line,) = [one.removeprefix("auditor: ") for one in said.splitlines() if "still set aside" in one]
    assert line.startswith(begins) and ends in line, line


def test_two_different_repairs_of_one_row_are_not_guessed_between(audited: Path) -> None:
    said = retry(
        audited, edit(audited, lambda row: row["raw"].replace("eighty", "1" if row["column"] == "fee" else "2"))
    )
    assert "payments.csv:2: the row stands there with 2 different texts" in said
    assert state(audited)[1] == ASIDE


def test_a_second_retry_changes_nothing_and_says_so(audited: Path) -> None:
    path = edit(audited, lambda row: row["raw"].replace("many", "90.00"))
    retry(audited, path)
    before = state(audited)
    assert "paypal.csv:3 is not in the quarantine" in retry(audited, path)
    assert state(audited) == before


def test_the_same_files_again_leave_repaired_rows_alone(audited: Path) -> None:
    retry(audited, edit(audited, lambda row: row["raw"].replace("many", "90.00")))
    before = state(audited)
    auditor("ingest", audited / "in", "--db", audited / "s.duckdb", "--verify")
    assert state(audited) == before


@pytest.mark.parametrize("content", [None, "a,b\n1,2\n"])
def test_a_path_that_is_no_quarantine_is_a_wrong_command_line(content: str | None, audited: Path) -> None:
    path = audited / "other.csv"
    if content:
        path.write_text(content, encoding="utf-8")
    ended = auditor("ingest", "--retry-quarantine", path, "--db", audited / "s.duckdb")
    assert ended.status == 2 and " -> " in ended.err


def accounting(folder: Path, name: str) -> tuple[int, ...]:
    """Read, loaded, set aside and known rows of the latest version of a file."""
    with Engine.open(folder / "s.duckdb") as store:
        one = [file for file in file_accounts(store) if file.path == name][-1]
    assert balances(one)
    return one.rows_read, one.rows_loaded, one.rows_quarantined, one.rows_known


def grown(folder: Path, name: str, more: str) -> tuple[int, ...]:
    """The accounting after the export got `more` at its end and was read again."""
    path = folder / "in" / name
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    auditor("ingest", folder / "in", "--db", folder / "s.duckdb")
    return accounting(folder, name)


GROWING = {
    "payments.csv": (lambda raw: raw.replace("eighty", "80.00").replace("=x", "8.00"), PAYMENT.replace("p1", "p3")),
    "paypal.csv": (lambda raw: raw.replace("many", "90.00"), STATEMENT.splitlines()[1].replace("A1", "A3") + "\n"),
    "messages.csv": (lambda raw: raw.replace('"', ""), None),
    "more.jsonl": (
        lambda raw: raw.rstrip(",") + ', "paid_at": "2025-01-02", "amount": 2, "currency": "USD"}',
        '{"payment_id": "p9", "client_id": "c1", "paid_at": "2025-01-01", "amount": 1, "currency": "USD"}\n',
    ),
}


@pytest.mark.parametrize("name", [name for name, (_, more) in GROWING.items() if more])
def test_a_repaired_line_is_known_when_the_export_has_grown(name: str, audited: Path) -> None:
    repair, more = GROWING[name]
    retry(audited, edit(audited, lambda row: repair(row["raw"]) if row["file"] == name else row["raw"]))
    assert more is not None
    assert grown(audited, name, more) == (3, 1, 0, 2)
    assert f"{name}:2" not in state(audited)[1]
    assert grown(audited, name, more.replace("p3", "p4").replace("A3", "A4").replace("p9", "p10")) == (4, 1, 0, 3)


def test_a_line_repaired_in_two_steps_is_known_too(audited: Path) -> None:
    retry(audited, edit(audited, lambda row: row["raw"].replace("eighty", "81.00")))
    auditor("report", "--db", audited / "s.duckdb", "--out", audited / "out2")
    with Engine.open(audited / "s.duckdb") as store:
        ((raw,),) = store.rows("SELECT DISTINCT raw FROM quarantine WHERE file = 'payments.csv'")
    path = audited / "again.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("file", "line", "table", "column", "reason", "raw"))
        writer.writerow(("payments.csv", 2, "payments", "fee", "", raw.replace("=x", "8.00")))
    retry(audited, path)
    assert grown(audited, "payments.csv", PAYMENT.replace("p1", "p3")) == (3, 1, 0, 2)


def test_a_broken_line_that_stands_twice_needs_two_repairs(audited: Path) -> None:
    repair, more = GROWING["payments.csv"]
    retry(audited, edit(audited, lambda row: repair(row["raw"])))
    broken = PAYMENT.replace("80.00", "eighty").replace("8.00", "=x")
    assert more is not None
    assert grown(audited, "payments.csv", more + broken) == (4, 1, 1, 2)


@pytest.mark.parametrize(("day", "aside"), [("2026-01-08", 1), ("2025-01-08", 0)])
def test_the_same_broken_text_in_a_later_export_of_other_rows_is_set_aside(day: str, aside: int, audited: Path) -> None:
    retry(audited, edit(audited, lambda row: GROWING["payments.csv"][0](row["raw"])))
    broken = PAYMENT.replace("80.00", "eighty").replace("8.00", "=x")
    write(audited / "in", {"other.csv": PAYMENTS + broken + PAYMENT.replace("p1", "p8").replace("2025-01-08", day)})
    auditor("ingest", audited / "in", "--db", audited / "s.duckdb")
    assert accounting(audited, "other.csv")[2] == aside


def test_a_row_of_a_list_that_no_profile_reads_is_kept_apart_when_it_is_repaired(tmp_path: Path) -> None:
    row = '{"contract_id": "k1", "client_id": "c1", "freelancer_id": "fl", "started_at": "2025-01-01"}'
    write(tmp_path / "in", {"a.json": f'{{"contracts": [{row}], "rooms": [{{"id": "r1"}}, 7]}}'})
    auditor("audit", tmp_path / "in", "--db", tmp_path / "s.duckdb", "--out", tmp_path / "out", "--as-of", AS_OF)
    assert "kept apart" in retry(tmp_path, edit(tmp_path, lambda _: '{"id": "r2"}'))
    with Engine.open(tmp_path / "s.duckdb") as store:
        assert store.rows("SELECT content FROM set_apart ORDER BY 1") == [('{"id":"r1"}',), ('{"id":"r2"}',)]
        assert not store.rows("SELECT * FROM quarantine") and all(balances(file) for file in file_accounts(store))
