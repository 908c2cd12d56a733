"""Transactions of an OFX file that a person repairs in quarantine.csv are loaded with the account and currency of their statement."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting import file_accounts
from tests.ingest_world import balances, write
from tests.support.running import Ended, auditor

STATEMENT = "<STMTRS><CURDEF>{}<BANKACCTFROM><ACCTID>{}</BANKACCTFROM><BANKTRANLIST>\n{}</BANKTRANLIST></STMTRS>\n"


def of(name: str, amount: str = "5") -> str:
    """A transaction, whole unless the amount is none."""
    return f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250131<TRNAMT>{amount}<FITID>{name}<NAME>Ann</STMTTRN>"


def statement(currency: str, account: str, *transactions: str, end: str = "\n") -> str:
    """One account, each transaction on a line of its own."""
    return STATEMENT.format(currency, account, "".join(one + end for one in transactions))


def document(*statements: str) -> str:
    """All accounts in one file."""
    return "<OFX>\n" + "".join(statements) + "</OFX>\n"


TWO = document(
    statement("EUR", "111", of("A1"), of("A2", "many")),
    statement("USD", "222", of("B1"), of("B2", "some"), of("B3", "7")),
)
LOST = of("A2").removeprefix("<STMTTRN>")
TWICE = of("A2").replace("<NAME>", "<TRNAMT>6<NAME>")
LINES = of("A2", "many").replace("<FITID>", "\n<FITID>")
# the file, {line: repaired text}, payments that are loaded then as (id without its account, amount, currency, line), lines left
REPAIRS: dict[str, tuple[str, dict[int, str], list[tuple[object, ...]], list[int]]] = {
    "an amount in each of two accounts": (TWO, {4: of("A2", "6"), 8: of("B2", "8")},
        [("A1", "5", "EUR", 3), ("A2", "6", "EUR", 4), ("B1", "5", "USD", 7), ("B2", "8", "USD", 8), ("B3", "7", "USD", 9)], []),
    "one of them": (TWO, {8: of("B2", "8")},
        [("A1", "5", "EUR", 3), ("B1", "5", "USD", 7), ("B2", "8", "USD", 8), ("B3", "7", "USD", 9)], [4]),
    "one, and one that is still wrong": (TWO, {4: of("A2", "6"), 8: of("B2", "other")},
        [("A1", "5", "EUR", 3), ("A2", "6", "EUR", 4), ("B1", "5", "USD", 7), ("B3", "7", "USD", 9)], [8]),
    "a beginning that was lost": (document(statement("EUR", "111", of("A1"), LOST)), {4: of("A2")},
        [("A1", "5", "EUR", 3), ("A2", "5", "EUR", 4)], []),
    "a tag that stands twice": (document(statement("EUR", "111", TWICE)), {3: of("A2", "6")}, [("A2", "6", "EUR", 3)], []),
    "a text over two lines": (document(statement("EUR", "111", LINES, of("A3"))), {3: LINES.replace("many", "6")},
        [("A2", "6", "EUR", 3), ("A3", "5", "EUR", 5)], []),
    "two transactions made of one": (document(statement("EUR", "111", of("A1", "many"))), {3: of("A1") + of("A2")},
        [("A1", "5", "EUR", 3), ("A2", "5", "EUR", 3)], []),
    "an account with an entity": (document(statement("EUR", "1&amp;1", of("A1"), of("A2", "many"))), {4: of("A2")},
        [("A1", "5", "EUR", 3), ("A2", "5", "EUR", 4)], []),
}  # fmt: skip


def ingested(folder: Path, text: str) -> None:
    """Load the file and write its quarantine."""
    write(folder / "in", {"a.ofx": text})
    auditor("audit", folder / "in", "--db", folder / "s.duckdb", "--out", folder / "out", "--as-of", "2025-06-30")


def retried(folder: Path, repairs: Mapping[int, str]) -> Ended:
    """Retry with these texts on these lines; all others stay as they were."""
    path = folder / "out" / "private" / "quarantine.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows({**row, "raw": repairs.get(int(row["line"]), row["raw"])} for row in rows)
    return auditor("ingest", "--retry-quarantine", folder / "out", "--db", folder / "s.duckdb")


def state(folder: Path) -> tuple[list[tuple[object, ...]], list[int]]:
    """The payments and the lines set aside."""
    with Engine.open(folder / "s.duckdb") as store:
        (one,) = file_accounts(store)
        payments = store.rows(
            """SELECT split_part(payment_id, '@', 1), amount::INTEGER::VARCHAR, currency, source_line FROM payments ORDER BY 1"""
        )
        aside = [line for (line,) in store.rows("SELECT DISTINCT line FROM quarantine ORDER BY 1")]
    assert balances(one) and one.rows_read == len(payments) + len(aside)
    return payments, aside


@pytest.mark.parametrize("case", REPAIRS)
def test_it_is_loaded_after_a_repair_of(case: str, tmp_path: Path) -> None:
    text, repairs, payments, aside = REPAIRS[case]
    ingested(tmp_path, text)
    retried(tmp_path, repairs)
    assert state(tmp_path) == (payments, aside)


def test_a_repaired_transaction_is_the_one_of_a_repaired_export(tmp_path: Path) -> None:
    ingested(tmp_path, TWO)
    retried(tmp_path, {4: of("A2", "6"), 8: of("B2", "8")})
    before = state(tmp_path)[0]
    write(tmp_path / "in", {"a.ofx": TWO.replace("many", "6").replace("some", "8")})
    auditor("ingest", tmp_path / "in", "--db", tmp_path / "s.duckdb")
    with Engine.open(tmp_path / "s.duckdb") as store:
        assert [(one.rows_loaded, one.rows_known) for one in file_accounts(store)][-1] == (0, 5)
        assert store.rows("SELECT count(*) FROM payments") == [(len(before),)]


# the file, the repaired text, what is said
TOLD = {
    "the account cannot be known": (TWO.replace("\n", "").replace("some", "8"), of("A2", "6"), "a.ofx:1: the file does not tell which account"),
    "nothing is in the text": (TWO, "<!-- gone -->", "a.ofx:4: this holds no transaction -> write it from <STMTTRN>"),
    "the text is no transaction": (TWO, "gone", "a.ofx:4: still set aside: E140 this belongs to a transaction that has no beginning"),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_it_stays_aside_with_a_remedy_when(case: str, tmp_path: Path) -> None:
    text, repair, said = TOLD[case]
    ingested(tmp_path, text)
    before = state(tmp_path)[1]
    line = before[0]
    ended = retried(tmp_path, {line: repair})
    assert said in ended.err, ended.err
    assert state(tmp_path)[1] == before
