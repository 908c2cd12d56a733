"""A repaired row is read as in its file: by itself, with the file's marks and counts, and never for another file's row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.settings import IngestOptions, no_progress

HEADER = "payment_id,client_id,paid_at,amount,currency"
PAYMENTS = HEADER + ",counterparty\n"
EUROS = IngestOptions(currency="EUR")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    with Engine.open(tmp_path / "s.duckdb") as engine:
        yield engine


def load(store: Engine, path: Path, text: str, options: IngestOptions = EUROS) -> ingesting.IngestReport:
    """Read one file with this text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return ingesting.ingest(store, ingesting.plan([path], options), no_progress)


def retry(store: Engine, folder: Path, repairs: Mapping[str, str]) -> tuple[str, ...]:
    """Retry the whole quarantine with some texts exchanged; returns what is said."""
    rows = store.rows("SELECT file, line, table_name, column_name, reason, raw FROM quarantine ORDER BY ALL")
    path = folder / "quarantine.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("file", "line", "table", "column", "reason", "raw"))
        writer.writerows((*row[:5], repairs.get(row[5], row[5])) for row in rows)
    return ingesting.retry(store, [path]).warnings


def paid(store: Engine) -> list[tuple[str, str]]:
    return store.rows("SELECT payment_id, amount::VARCHAR FROM payments ORDER BY 1")


def aside(store: Engine) -> list[tuple[str, int]]:
    return store.rows("SELECT DISTINCT raw, line FROM quarantine ORDER BY 1")


def test_a_repair_goes_to_the_file_that_it_came_from_though_another_has_the_same_name(
    store: Engine, tmp_path: Path
) -> None:
    january, february = "p1,c1,2025-01-08,8x,USD,a", "p2,c1,2025-02-08,9x,USD,b"
    load(store, tmp_path / "jan" / "s.csv", PAYMENTS + january + "\n")
    load(store, tmp_path / "feb" / "s.csv", PAYMENTS + february + "\n")
    retry(store, tmp_path, {})
    assert (paid(store), aside(store)) == ([], [(january, 2), (february, 2)])
    said = retry(store, tmp_path, {january: january.replace("x", ""), february: february.replace("x", "")})
    assert any("2 files of this name" in one for one in said)
    retry(store, tmp_path, {february: february.replace("x", "")})
    assert (paid(store), aside(store)) == ([("p2", "9.0000")], [(january, 2)])


def test_a_quote_in_one_repaired_row_does_not_take_in_the_next(store: Engine, tmp_path: Path) -> None:
    rows = ["p1,c1,2025-01-08,8x,USD,a", "p2,c1,2025-02-08,9x,USD,b", "p3,c1,2025-02-08,7x,USD,c"]
    load(store, tmp_path / "s.csv", PAYMENTS + "\n".join(rows) + "\n")
    broken = ['p1,c1,2025-01-08,8,USD,"a', 'p2,c1,2025-02-08,9,USD,b"']
    retry(store, tmp_path, {rows[0]: broken[0], rows[1]: broken[1], rows[2]: rows[2].replace("x", "")})
    assert paid(store) == [("p3", "7.0000")]
    assert aside(store) == [(broken[0], 2), (broken[1], 3)]


def test_a_repaired_number_is_read_with_the_marks_of_its_file(store: Engine, tmp_path: Path) -> None:
    bad = "xx.01.2025;BETA;1.234"
    load(store, tmp_path / "b.csv", f"Date;Description;Amount\n13.01.2025;A;12,50\n{bad}\n15.01.2025;C;2.000,00\n")
    retry(store, tmp_path, {bad: bad.replace("xx", "14")})
    assert sorted(amount for _, amount in paid(store)) == ["12.5000", "1234.0000", "2000.0000"]


def test_a_repaired_row_that_says_the_same_as_another_one_of_its_file_counts(store: Engine, tmp_path: Path) -> None:
    bad = "2025-01-1x,ACME,100.00"
    load(store, tmp_path / "b.csv", f"Date,Description,Amount\n2025-01-13,ACME,100.00\n{bad}\n")
    retry(store, tmp_path, {bad: bad.replace("x", "3")})
    ids = [name for name, _ in paid(store)]
    load(store, tmp_path / "c.csv", "Date,Description,Amount\n2025-01-13,ACME,100.00\n2025-01-13,ACME,100.00\n")
    assert [name for name, _ in paid(store)] == ids
    assert len(ids) == 2


def test_a_row_whose_text_is_taken_out_stays(store: Engine, tmp_path: Path) -> None:
    bad = "p1,c1,2025-01-08,8x,USD,a"
    load(store, tmp_path / "s.csv", PAYMENTS + bad + "\n")
    assert any("taken out" in one for one in retry(store, tmp_path, {bad: " "}))
    retry(store, tmp_path, {bad: "c0,c1,c2,c3,c4,c5"})
    assert aside(store) == [("c0,c1,c2,c3,c4,c5", 2)]


def test_bytes_that_are_no_text_must_be_written_as_letters(store: Engine, tmp_path: Path) -> None:
    sound = "".join(f"p{number},c1,2025-01-08,5,USD,é\n" for number in range(9))
    load(store, tmp_path / "s.csv", PAYMENTS + sound + "q,c1,2025-01-08,x,USD,caf\udce9\n")
    bad = r"q,c1,2025-01-08,x,USD,caf\xe9"
    assert any("write the letters" in one for one in retry(store, tmp_path, {bad: bad.replace(",x,", ",8,")}))
    retry(store, tmp_path, {bad: "q,c1,2025-01-08,8,USD,café"})
    assert store.rows("SELECT counterparty FROM payments WHERE payment_id = 'q'") == [("café",)]


def test_empty_fields_behind_every_row_of_the_file_stand_behind_a_repaired_one_too(
    store: Engine, tmp_path: Path
) -> None:
    rows = ["p1,c1,2025-01-08,8,USD,a,", "p2,c1,2025-01-08,9x,USD,b,"]
    load(store, tmp_path / "s.csv", PAYMENTS + "\n".join(rows) + "\n")
    retry(store, tmp_path, {rows[1]: rows[1].replace("x", "")})
    assert paid(store) == [("p1", "8.0000"), ("p2", "9.0000")]


def test_another_month_under_the_same_name_leaves_the_earlier_quarantine(store: Engine, tmp_path: Path) -> None:
    bad, good = "p1,c1,2025-01-08,8x,USD,a", "p2,c1,2025-01-08,9,USD,b"
    load(store, tmp_path / "s.csv", PAYMENTS + f"{bad}\n{good}\n")
    load(store, tmp_path / "s.csv", PAYMENTS + "f1,c1,2025-02-08,5,USD,c\n")
    assert aside(store) == [(bad, 2)]
    load(store, tmp_path / "s.csv", PAYMENTS + f"{bad.replace('x', '')}\n{good}\n")
    assert aside(store) == []


def test_each_list_of_one_document_keeps_what_was_set_aside_of_it(store: Engine, tmp_path: Path) -> None:
    text = """{"payments": [{"payment_id": "p1", "client_id": "c", "paid_at": "never", "amount": "1", "currency": "USD"}],
    "contracts": [{"contract_id": "k1", "client_id": "c", "started_at": "2024-01-01"}]}"""
    load(store, tmp_path / "two.json", text)
    assert [line for _, line in aside(store)] == [1]


def test_rows_that_share_a_line_are_repaired_one_by_one(store: Engine, tmp_path: Path) -> None:
    rows = [
        f'{{"payment_id": "p{n}", "client_id": "c", "paid_at": "2025-01-01", "amount": NaN, "currency": "USD"}}'
        for n in (1, 2, 3)
    ]
    sound = rows[0].replace("NaN", "4").replace("p1", "p0")
    load(store, tmp_path / "a.json", f"[{', '.join([sound, *rows])}]")
    retry(store, tmp_path, {rows[0]: rows[0].replace("NaN", "5")})
    assert (paid(store), aside(store)) == ([("p0", "4.0000"), ("p1", "5.0000")], [(rows[1], 1), (rows[2], 1)])
    retry(store, tmp_path, {row: row.replace("NaN", "6") for row in rows[1:]})
    amounts = ["4.0000", "5.0000", "6.0000", "6.0000"]
    assert (paid(store), aside(store)) == ([(f"p{place}", amount) for place, amount in enumerate(amounts)], [])


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("cp1252", ","), ("utf-8-sig", ";"), ("cp1252", ";"), ("utf-16", "\t"), ("utf-16-le", ",")],
)
def test_a_quarantine_that_a_spreadsheet_saved_is_read(
    encoding: str, delimiter: str, store: Engine, tmp_path: Path
) -> None:
    bad = "p1,c1,2025-01-08,8x,USD,Müller"
    load(store, tmp_path / "s.csv", PAYMENTS + bad + "\n")
    retry(store, tmp_path, {})
    path = tmp_path / "quarantine.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(
            [cell.replace("8x", "8") if cell == bad else cell for cell in row] for row in rows
        )
    ingesting.retry(store, [path])
    assert store.rows("SELECT counterparty FROM payments") == [("Müller",)]


def message(day: str, name: str = "m2", body: str = "x") -> str:
    return f'{{"message_id":"{name}","client_id":"c","freelancer_id":"f","sender":"client","sent_at":"{day}","body":"{body}"}}'


def held(store: Engine) -> list[tuple[int, int]]:
    """What the ledger says of each file: rows read less all that became of them, and rows aside."""
    return store.rows(
        "SELECT rows_read - rows_loaded - rows_updated - rows_known - rows_quarantined, rows_quarantined FROM ledger"
    )


def test_equal_rows_that_share_a_line_are_repaired_together_and_the_file_can_be_read_again(
    store: Engine, tmp_path: Path
) -> None:
    bad = message("2025-13-01")
    text = f"[{message('2025-01-01', 'm1')},{bad},{bad}]"
    load(store, tmp_path / "a.json", text)
    assert held(store) == [(0, 2)]
    retry(store, tmp_path, {bad: message("2025-12-01")})
    assert (aside(store), held(store)) == ([], [(0, 0)])
    load(store, tmp_path / "a.json", text + "\n")
    assert [read for read, _ in held(store)] == [0, 0]


def test_marks_that_only_look_like_line_ends_stay_in_a_repaired_text(store: Engine, tmp_path: Path) -> None:
    body = "a\u2028b\u0085c"
    bad = message("2025-13-01", body=body)
    load(store, tmp_path / "a.jsonl", f"{message('2025-01-01', 'm1')}\n{bad}\n")
    retry(store, tmp_path, {bad: bad.replace("-13-", "-12-")})
    assert store.rows("SELECT body FROM messages WHERE message_id = 'm2'") == [(body,)]


@pytest.mark.parametrize("text", ['{"data":{}}', f'{{"result":{message("2025-12-01")}}}', "[]"])
def test_a_text_that_is_no_row_any_more_stays_aside(text: str, store: Engine, tmp_path: Path) -> None:
    bad = message("2025-13-01")
    load(store, tmp_path / "a.jsonl", f"{message('2025-01-01', 'm1')}\n{bad}\n")
    retry(store, tmp_path, {bad: text})
    kept = store.rows("SELECT count(*) FROM messages WHERE message_id = 'm2'") == [(1,)]
    assert kept or len(aside(store)) == 1
    assert held(store) == [(0, 0 if kept else 1)]


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-3", ""])
def test_a_line_number_that_is_none_is_a_wrong_file(number: str, store: Engine, tmp_path: Path) -> None:
    text = f"file,line,table,column,reason,raw\na.csv,{number},messages,,,x\n"
    (tmp_path / "quarantine.csv").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="no line number"):
        ingesting.retry(store, [tmp_path / "quarantine.csv"])


@pytest.mark.parametrize(("later", "left"), [(None, 0), ("me", 0), ("another", 1)])
def test_a_repaired_row_is_known_to_a_run_that_names_no_other_freelancer(
    later: str | None, left: int, store: Engine, tmp_path: Path
) -> None:
    bad = "p1,c1,2025-01-08,8x,USD,a"
    text = PAYMENTS + f"{bad}\np2,c1,2025-01-09,9,USD,b\n"
    load(store, tmp_path / "s.csv", text, IngestOptions(freelancer="me"))
    retry(store, tmp_path, {bad: bad.replace("x", "")})
    load(store, tmp_path / "s.csv", text, IngestOptions(freelancer=later))
    assert len(aside(store)) == left


def test_an_order_of_days_said_at_a_retry_reads_the_days_that_were_set_aside(store: Engine, tmp_path: Path) -> None:
    load(
        store,
        tmp_path / "s.csv",
        PAYMENTS + "p1,c1,03/04/2025,8,USD,\np2,c1,2025-01-02,9,USD,\np3,c1,2025-01-02,x,USD,\n",
    )
    retry(store, tmp_path, {})
    ingesting.retry(store, [tmp_path / "quarantine.csv"], ingesting.Said(date_order="dmy"))
    days = store.rows("SELECT payment_id, strftime(paid_at, '%Y-%m-%d') FROM payments ORDER BY 1")
    assert days == [("p1", "2025-04-03"), ("p2", "2025-01-02")]
    assert store.rows("SELECT line FROM quarantine") == [(4,)]
