"""Numbers of the tables as spreadsheets of other languages save them: read where they can be read in one way only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import PAYMENTS, loaded

HEADER = PAYMENTS.replace(",", ";")

# amounts and fees as written, amounts and fees as loaded (None: set aside)
CASES = {
    "decimal commas and points between thousands": (
        [("1.234,50", "12,5"), ("80,00", "1"), ("1.000", "0,1")],
        [("1234.5000", "12.5000"), ("80.0000", "1.0000"), ("1000.0000", "0.1000")],
    ),
    "commas between thousands": (
        [("1,234.50", "12.5"), ("80.00", "1"), ("1,000", "0.1")],
        [("1234.5000", "12.5000"), ("80.0000", "1.0000"), ("1000.0000", "0.1000")],
    ),
    "both in one file": ([("12,5", "1"), ("12.5", "1")], [None, ("12.5000", "1.0000")]),
    "nothing that tells": ([("1,234", "1"), ("80", "1")], [None, ("80.0000", "1.0000")]),
    "points in one column, commas in the other": ([("12,50", "1.250"), ("80", "2")], [("12.5000", "1.2500"), ("80.0000", "2.0000")]),
    "one comma among numbers that would change with it": ([("1.500", "1"), ("2,75", "1")], [("1.5000", "1.0000"), None]),
    "apostrophes between thousands": ([("1'234.50", "1"), ("80.00", "1")], [("1234.5000", "1.0000"), ("80.0000", "1.0000")]),
    "narrow blanks between thousands": ([("1\u202f234,50", "1"), ("80,00", "1")], [("1234.5000", "1.0000"), ("80.0000", "1.0000")]),
    "a misplaced mark": ([("12,34,5", "1"), ("1,5", "2")], [None, ("1.5000", "2.0000")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_amounts_are_read_with(case: str, tmp_path: Path) -> None:
    written, expected = CASES[case]
    rows = [
        f"p{place};c1;fl;k1;2025-01-08;{amount};USD;{fee};;hourly;;\n" for place, (amount, fee) in enumerate(written)
    ]
    with loaded(tmp_path, {"payments.csv": HEADER + "".join(rows)}) as (store, _):
        found = {
            name: (amount, fee)
            for name, amount, fee in store.rows("SELECT payment_id, amount::VARCHAR, fee::VARCHAR FROM payments")
        }
        assert [found.get(f"p{place}") for place in range(len(written))] == expected
        aside = store.rows("SELECT DISTINCT code FROM quarantine")
        assert aside == ([("E202",)] if None in expected else [])


BANK = "Date;Description;Amount\n"
# amounts of a bank statement as written, as loaded
IN_STATEMENTS = {
    "nothing tells whether these are thousands": (["1.500", "2.000", "7"], ["7.0000"]),
    "one of them tells": (["1.500", "2.000,00"], ["1500.0000", "2000.0000"]),
    "both marks are told": (["1.234,50", "1,234.50", "1.234", "5.25"], ["5.2500"]),
    "a comma alone is no mark between thousands": (["12.50", "1,500"], ["12.5000"]),
}


@pytest.mark.parametrize("case", IN_STATEMENTS)
def test_amounts_of_a_statement_are_never_guessed(case: str, tmp_path: Path) -> None:
    written, expected = IN_STATEMENTS[case]
    rows = [f"{13 + place}.01.2025;Client {place};{amount}\n" for place, amount in enumerate(written)]
    with loaded(tmp_path, {"bank.csv": BANK + "".join(rows)}, currency="EUR") as (store, report):
        assert [str(amount) for (amount,) in store.rows("SELECT amount FROM payments ORDER BY 1")] == expected
        assert report.files[0].rows_quarantined == len(written) - len(expected)
