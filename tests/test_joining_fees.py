"""Fee rows are netted to their payment, wherever and whenever it is read; conversions and withdrawals are never income."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.ingest_world import account, load, loaded, snapshot, write
from tests.upwork_world import FEE, HOURLY, REPORT_HEADER, STATEMENT_HEADER, report_row, statement_row

FEES = "SELECT payment_id, fee::VARCHAR FROM payments ORDER BY payment_id"
BONUS = report_row("Sep 25, 2026", "Bonus", "$50.00", "905", team="Beta Example", title="Logo")
BARE_FEE = report_row("Sep 25, 2026", "Service Fee", "-$5.00", "906", team="Beta Example", title="Logo")
HOURLY_ID, BONUS_ID = "901/hourly/2026-09-25/240", "905/bonus/2026-09-25/50"


def test_fee_in_the_same_file_is_netted_by_the_shared_transaction(tmp_path: Path) -> None:
    with loaded(tmp_path, {"report.csv": REPORT_HEADER + FEE + HOURLY}) as (store, report):
        assert store.rows(FEES) == [(HOURLY_ID, "24.0000")]
        assert store.rows("SELECT how FROM netted") == [("the same transaction",)]
        assert report.warnings == ()


@pytest.mark.parametrize("names", [("1.csv", "2.csv"), ("2.csv", "1.csv")], ids=["fee later", "fee first"])
def test_a_fee_in_another_file_finds_its_payment_in_either_order(names: tuple[str, str], tmp_path: Path) -> None:
    files = {names[0]: REPORT_HEADER + HOURLY, names[1]: REPORT_HEADER + FEE}
    with loaded(tmp_path, files) as (store, _):
        assert store.rows(FEES) == [(HOURLY_ID, "24.0000")]


def test_a_fee_that_arrives_in_a_later_run_is_netted_then_and_the_warning_ends(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.csv": REPORT_HEADER + FEE}) as (store, report):
        (warning,) = report.warnings
        assert all(word in warning for word in ("a.csv:2", "1 fee row", "902/", "->"))
        write(tmp_path, {"b.csv": REPORT_HEADER + HOURLY})
        assert load(store, tmp_path).warnings == ()
        assert store.rows(FEES) == [(HOURLY_ID, "24.0000")]


def test_reading_the_same_files_again_changes_nothing(tmp_path: Path) -> None:
    files = {"a.csv": REPORT_HEADER + FEE + BONUS, "b.csv": REPORT_HEADER + HOURLY + FEE + BARE_FEE}
    with loaded(tmp_path, files) as (store, _):
        before = snapshot(store)
        assert [(one.rows_loaded, one.rows_updated) for one in load(store, tmp_path).files] == [(0, 0), (0, 0)]
        assert snapshot(store) == before


def test_an_overlapping_export_knows_rows_whose_fee_was_netted(tmp_path: Path) -> None:
    files = {"a.csv": REPORT_HEADER + FEE + HOURLY, "b.csv": REPORT_HEADER + HOURLY + FEE + BONUS}
    with loaded(tmp_path, files) as (store, report):
        assert (account(report, "b.csv").rows_loaded, account(report, "b.csv").rows_known) == (1, 2)
        assert store.rows(FEES) == [(HOURLY_ID, "24.0000"), (BONUS_ID, None)]


def test_a_fee_of_the_older_layout_is_netted_to_the_reference_that_it_names(tmp_path: Path) -> None:
    rows = [
        statement_row("Jun 7, 2024", "Service Fee", "-10.00", "703", text="Service Fee for Fixed Price - Ref ID 702"),
        statement_row("Jun 7, 2024", "Fixed Price", "100.00", "701", text="First"),
        statement_row("Jun 7, 2024", "Fixed Price", "100.00", "702", text="Second"),
    ]
    with loaded(tmp_path, {"s.csv": STATEMENT_HEADER + "".join(rows)}) as (store, _):
        assert store.rows(FEES) == [("701/fixed/2024-06-07/100", None), ("702/fixed/2024-06-07/100", "10.0000")]


def test_without_an_id_the_amount_that_the_fee_was_worked_out_on_decides(tmp_path: Path) -> None:
    small = report_row("Sep 25, 2026", "Bonus", "$120.00", "907")
    fee = report_row("Sep 25, 2026", "Service Fee", "-$24.00", "908", detail="$120.00 x 20.0% = $24.00")
    with loaded(tmp_path, {"r.csv": REPORT_HEADER + HOURLY + small + fee}) as (store, _):
        assert store.rows(FEES) == [(HOURLY_ID, None), ("907/bonus/2026-09-25/120", "24.0000")]


def test_without_any_of_these_day_client_and_rate_decide(tmp_path: Path) -> None:
    other = report_row("Sep 25, 2026", "Bonus", "$70.00", "909", team="Beta Example", title="Logo")
    with loaded(tmp_path, {"r.csv": REPORT_HEADER + BONUS + other + BARE_FEE + HOURLY}) as (store, _):
        assert store.rows(FEES) == [(HOURLY_ID, None), (BONUS_ID, "5.0000"), ("909/bonus/2026-09-25/70", None)]


def test_a_fee_that_fits_two_different_payments_is_netted_to_neither(tmp_path: Path) -> None:
    # 5 of 50 are 10 %, 5 of 100 are 5 %: both are rates of the platform.
    other = report_row("Sep 25, 2026", "Bonus", "$100.00", "909", team="Beta Example", title="Logo")
    with loaded(tmp_path, {"r.csv": REPORT_HEADER + BONUS + other + BARE_FEE}) as (store, report):
        assert {fee for _, fee in store.rows(FEES)} == {None}
        assert any("1 fee row" in one for one in report.warnings)


def test_the_fee_that_comes_back_with_a_refund_is_negative(tmp_path: Path) -> None:
    refund = report_row("Sep 28, 2026", "Refund", "($240.00)", "920", "T9")
    back = report_row("Sep 28, 2026", "Service Fee", "$24.00", "921", "T9")
    with loaded(tmp_path, {"r.csv": REPORT_HEADER + HOURLY + FEE + refund + back}) as (store, _):
        assert store.rows(FEES) == [(HOURLY_ID, "24.0000"), ("920/refund/2026-09-28/-240", "-24.0000")]


def test_of_two_payments_of_one_transaction_that_of_the_same_day_gets_the_fee(tmp_path: Path) -> None:
    earlier = HOURLY.replace("Sep 25", "Sep 4").replace('"901"', '"801"')
    with loaded(tmp_path, {"r.csv": REPORT_HEADER + earlier + HOURLY + FEE}) as (store, _):
        assert store.rows(FEES) == [("801/hourly/2026-09-04/240", None), (HOURLY_ID, "24.0000")]


def test_alike_payments_each_get_one_of_alike_fees(tmp_path: Path) -> None:
    fees = BARE_FEE + BARE_FEE.replace('"906"', '"916"')
    with loaded(tmp_path, {"r.csv": REPORT_HEADER + BONUS + BONUS.replace('"905"', '"915"') + fees}) as (store, _):
        assert [fee for _, fee in store.rows(FEES)] == ["5.0000", "5.0000"]


def test_the_order_of_files_does_not_change_what_is_netted(tmp_path: Path) -> None:
    parts = {"a": HOURLY, "b": FEE, "c": BONUS + BARE_FEE, "d": FEE + BONUS}
    results = []
    for number, order in enumerate(permutations(parts)):
        files = {f"{place}.csv": REPORT_HEADER + parts[name] for place, name in enumerate(order)}
        with loaded(tmp_path / str(number), files) as (store, _):
            results.append((store.rows(FEES), store.rows("SELECT * FROM netted ORDER BY ALL")))
    assert results[0][0] == [(HOURLY_ID, "24.0000"), (BONUS_ID, "5.0000")]
    assert all(one == results[0] for one in results)


BACK = FEE.replace("-$24.00", "$24.00").replace('"902"', '"912"')
# rows of a report, the fee of its hourly payment, fee rows that belong to none
GIVEN_BACK = {
    "a fee above zero alone": (HOURLY + BACK, None, 1),
    "a fee that was given back whole": (HOURLY + FEE + BACK, "0.0000", 0),
    "a part of it": (HOURLY + FEE + BACK.replace("$24.00", "$4.00"), "20.0000", 0),
    "more than was taken": (HOURLY + FEE + BACK.replace("$24.00", "$30.00"), "24.0000", 1),
}


@pytest.mark.parametrize("case", GIVEN_BACK)
def test_a_fee_never_falls_below_nothing(case: str, tmp_path: Path) -> None:
    rows, fee, lone = GIVEN_BACK[case]
    with loaded(tmp_path, {"r.csv": REPORT_HEADER + rows}) as (store, report):
        assert store.rows(FEES) == [(HOURLY_ID, fee)]
        assert len([one for one in report.warnings if "1 fee row above zero" in one]) == lone
        assert len(report.warnings) == lone
