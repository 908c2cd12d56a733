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
    "a misplaced mark": ([("12,34,5", "1"), ("1,5", "2")], [None, ("1.5000", "2.0000")]),
}


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
