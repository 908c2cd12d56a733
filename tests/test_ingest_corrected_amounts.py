"""A statement exported again with a corrected amount: where rows are known by their amount too, none counts twice unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from tests.ingest_world import account, balances, load, loaded, write
from tests.upwork_world import REPORT_HEADER, STATEMENT_HEADER, report_row, statement_row

DAY = "Sep 25, 2026"
OTHER = report_row("Sep 26, 2026", "Bonus", "$7.00", "999", "T9")


def bonus(amount: str, ref: str = "901") -> str:
    return report_row(DAY, "Bonus", f"${amount}", ref, "T1")


# Versions of one file: the amounts at the end, and (loaded, updated, quarantined, known) of the last version.
VERSIONS = {
    "a corrected amount": ([bonus("240.00"), bonus("250.00")], [250], (0, 1, 0, 0)),
    "corrected twice": ([bonus("240.00"), bonus("250.00"), bonus("260.00")], [260], (0, 1, 0, 0)),
    "one of two rows of an id": (
        [bonus("240.00") + bonus("60.00"), bonus("250.00") + bonus("60.00")], [60, 250], (0, 1, 0, 1),
    ),
    "a second row of an id comes in": ([bonus("240.00"), bonus("240.00") + bonus("60.00")], [60, 240], (1, 0, 0, 1)),
    "another id": ([bonus("240.00"), bonus("250.00", "903")], [240, 250], (1, 0, 0, 0)),
    "another day": (
        [bonus("240.00"), report_row("Sep 24, 2026", "Bonus", "$250.00", "901", "T1")], [240, 250], (1, 0, 0, 0),
    ),
    "the row itself may be set aside": (
        [bonus("240.00") + OTHER, bonus("250.00") + bonus("2x") + OTHER], [7, 240, 250], (1, 0, 1, 1),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", VERSIONS)
def test_a_later_reading_of_a_file_replaces_what_it_has_with_another_amount(case: str, tmp_path: Path) -> None:
    versions, amounts, counts = VERSIONS[case]
    with Engine.in_memory() as store:
        for rows in versions:
            report = load(store, write(tmp_path, {"t.csv": REPORT_HEADER + rows}))
        assert store.rows("SELECT amount::INTEGER FROM payments ORDER BY 1") == [(amount,) for amount in amounts]
        file = account(report, "t.csv")
        assert (file.rows_loaded, file.rows_updated, file.rows_quarantined, file.rows_known) == counts
        assert balances(file)


def test_a_corrected_fee_is_not_netted_twice(tmp_path: Path) -> None:
    def statement(fee: str) -> str:
        text = "Service Fee for Bonus - Ref ID 901"
        rows = statement_row(DAY, "Service Fee", fee, "902", text=text) + statement_row(DAY, "Bonus", "240.00", "901")
        return STATEMENT_HEADER + rows

    with loaded(tmp_path, {"t.csv": statement("-24.00")}) as (store, _):
        report = load(store, write(tmp_path, {"t.csv": statement("-25.00")}))
        assert store.rows("SELECT amount::INTEGER, fee::INTEGER FROM payments") == [(240, 25)]
        assert (account(report, "t.csv").rows_updated, account(report, "t.csv").rows_known) == (1, 1)
        assert store.rows("SELECT table_name FROM superseded") == [("set_apart",)]


@pytest.mark.parametrize("first", ["240.00", "250.00"])
def test_two_amounts_of_one_id_in_two_files_are_told(first: str, tmp_path: Path) -> None:
    second = "250.00" if first == "240.00" else "240.00"
    files = {"a.csv": REPORT_HEADER + OTHER + bonus(first), "b.csv": REPORT_HEADER + bonus(second)}
    with loaded(tmp_path, files) as (store, report):
        assert store.rows("SELECT sum(amount)::INTEGER FROM payments") == [(497,)]
        (said,) = [one for one in report.warnings if "Ref ID" in one]
        assert said.startswith(
            f"b.csv:2: Ref ID 901 stands here with {second}, and with {first}, kind and day alike, in a.csv:3;"
            " both are counted -> "
        )


def test_rows_of_one_id_that_both_files_hold_are_not_told(tmp_path: Path) -> None:
    both = bonus("240.00") + bonus("60.00")
    files = {"a.csv": REPORT_HEADER + both, "b.csv": REPORT_HEADER + OTHER + both}
    with loaded(tmp_path, files) as (store, report):
        assert store.rows("SELECT sum(amount)::INTEGER FROM payments") == [(307,)]
        assert not [one for one in report.warnings if "Ref ID" in one]
