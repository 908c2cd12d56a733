"""One payment in two exports counts once: the telling with more facts stays, and every row stays accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.ingesting import joining, running
from auditor.settings import IngestOptions, no_progress
from tests.ingest_world import account, balances, load, loaded, snapshot, write
from tests.upwork_world import (
    EARNINGS_HEADER,
    FEE,
    HOURLY,
    REPORT_HEADER,
    STATEMENT_HEADER,
    earnings_row,
    report_row,
    statement_row,
)

REPORT = REPORT_HEADER + HOURLY + FEE
STATEMENT = (
    STATEMENT_HEADER
    + statement_row("Sep 25, 2026", "Service Fee", "-24.00", "902", text="Service Fee for Hourly - Ref ID 901")
    + statement_row(
        "Sep 25, 2026", "Hourly", "240.00", "901", text="Invoice for 09/14/2026-09/20/2026 - 40:00 hrs @ $6.00/hr"
    )
)
WEEK = "".join(earnings_row(f"2026-09-{day}", "Shop redesign (5550101)", "48", "8") for day in range(14, 19))
EARNINGS = EARNINGS_HEADER + WEEK
BOTH = pytest.mark.parametrize("richer_first", [True, False], ids=["richer first", "richer last"])


def in_order(richer: str, poorer: str, richer_first: bool) -> dict[str, str]:
    return {"1.csv": richer, "2.csv": poorer} if richer_first else {"1.csv": poorer, "2.csv": richer}


def state(store: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """What the store says of the payments, without the numbers that say in which order files were read."""
    columns = "payment_id, client_id, contract_id, paid_at, amount, fee, hours, kind, job_title"
    return {
        "payments": store.rows(f"SELECT {columns} FROM payments ORDER BY ALL"),
        "apart": store.rows("SELECT row_key, reason, content FROM set_apart ORDER BY ALL"),
        "twins": store.rows("SELECT payment_id, kept_key, how FROM twins ORDER BY ALL"),
        "superseded": store.rows("SELECT table_name, row_key FROM superseded ORDER BY ALL"),
    }


@BOTH
def test_a_payment_of_both_layouts_counts_once_and_the_newer_layout_stays(richer_first: bool, tmp_path: Path) -> None:
    with loaded(tmp_path, in_order(REPORT, STATEMENT, richer_first)) as (store, report):
        assert store.rows("SELECT amount::INTEGER, fee::INTEGER, job_title FROM payments") == [
            (240, 24, "Shop redesign")
        ]
        assert store.rows("SELECT profile FROM set_apart") == [("upwork_transaction_report",)]
        second = account(report, "2.csv")
        assert balances(second)
        assert (second.rows_loaded, second.rows_updated, second.rows_known) == (
            (0, 0, 2) if richer_first else (0, 2, 0)
        )


def test_both_orders_of_reading_two_layouts_end_in_the_same_state(tmp_path: Path) -> None:
    states = []
    for richer_first in (True, False):
        with loaded(tmp_path / str(richer_first), in_order(REPORT, STATEMENT, richer_first)) as (store, _):
            states.append(state(store))
    assert states[0] == states[1]
    assert len(states[0]["superseded"]) == 2


@BOTH
def test_the_days_of_a_week_and_the_bill_for_that_week_count_once(richer_first: bool, tmp_path: Path) -> None:
    with loaded(tmp_path, in_order(REPORT, EARNINGS, richer_first)) as (store, report):
        assert store.rows("SELECT payment_id, contract_id, amount::INTEGER, fee::INTEGER FROM payments") == [
            ("901/hourly/2026-09-25/240", "5550101", 240, 24)
        ]
        assert store.rows("SELECT count(*), any_value(how) FROM twins") == [(5, "the same week")]
        assert all(balances(one) for one in report.files)
        second = account(report, "2.csv")
        assert (second.rows_loaded, second.rows_updated, second.rows_known) == (
            (0, 0, 5) if richer_first else (1, 1, 0)
        )
        assert report.warnings == ()


def test_both_orders_of_reading_earnings_and_report_end_in_the_same_state(tmp_path: Path) -> None:
    states = []
    for richer_first in (True, False):
        with loaded(tmp_path / str(richer_first), in_order(REPORT, EARNINGS, richer_first)) as (store, _):
            states.append(state(store))
    assert states[0] == states[1]


@BOTH
def test_a_fixed_price_of_one_day_counts_once(richer_first: bool, tmp_path: Path) -> None:
    fixed = REPORT_HEADER + report_row("Sep 3, 2026", "Fixed-price", "$1,200.50", "903", title="Logo (round two)")
    earned = EARNINGS_HEADER + earnings_row(
        "2026-09-03", "Logo (round two) (5550102)", "1,200.50", kind="Fixed Price Payment"
    )
    with loaded(tmp_path, in_order(fixed, earned, richer_first)) as (store, report):
        assert store.rows("SELECT payment_id, contract_id FROM payments") == [
            ("903/fixed/2026-09-03/1200.5", "5550102")
        ]
        second = account(report, "2.csv")
        assert (second.rows_loaded, second.rows_updated, second.rows_known) == (
            (0, 0, 1) if richer_first else (0, 1, 0)
        )


def test_payments_of_another_job_or_amount_are_not_taken_for_one(tmp_path: Path) -> None:
    fixed = REPORT_HEADER + report_row("Sep 3, 2026", "Fixed-price", "$100.00", "903", title="Logo")
    rows = [
        earnings_row("2026-09-03", "Shop (5550102)", "100", kind="Fixed Price Payment"),
        earnings_row("2026-09-03", "Logo (5550103)", "101", kind="Fixed Price Payment"),
        earnings_row("2026-09-03", "Logo (5550103)", "100", kind="Bonus"),
    ]
    with loaded(tmp_path, {"1.csv": fixed, "2.csv": EARNINGS_HEADER + "".join(rows)}) as (store, report):
        assert store.rows("SELECT count(*) FROM payments") == [(4,)]
        (warning,) = [one for one in report.warnings if "may stand in another export" in one]
        assert all(word in warning for word in ("2.csv:3", "2 payments", "'Logo'", "->"))


def test_alike_weeks_are_matched_at_the_distance_at_which_most_of_them_fit(tmp_path: Path) -> None:
    # Three weeks of 48 and three bills, each in the week after: the third bill lies in a week without work.
    rows = [earnings_row(f"2026-09-{day:02}", "Shop redesign (5550101)", "48", "8") for day in (2, 9, 16)]
    bills = [report_row(f"Sep {day}, 2026", "Hourly", "$48.00", f"9{day}") for day in (11, 18, 25)]
    with loaded(tmp_path, {"1.csv": EARNINGS_HEADER + "".join(rows), "2.csv": REPORT_HEADER + "".join(bills)}) as (
        store,
        _,
    ):
        assert store.rows("SELECT CAST(paid_at AS DATE)::VARCHAR, kept_key FROM twins ORDER BY 1") == [
            ("2026-09-02", "911/hourly/2026-09-11/48"),
            ("2026-09-09", "918/hourly/2026-09-18/48"),
            ("2026-09-16", "925/hourly/2026-09-25/48"),
        ]


def test_three_exports_of_one_payment_count_once(tmp_path: Path) -> None:
    with loaded(tmp_path, {"1.csv": EARNINGS, "2.csv": STATEMENT, "3.csv": REPORT}) as (store, report):
        assert store.rows("SELECT payment_id, fee::INTEGER, contract_id FROM payments") == [
            ("901/hourly/2026-09-25/240", 24, "5550101")
        ]
        assert all(balances(one) for one in report.files)


def test_older_statement_and_earnings_count_once_by_week_and_amount(tmp_path: Path) -> None:
    with loaded(tmp_path, {"1.csv": EARNINGS, "2.csv": STATEMENT}) as (store, _):
        assert store.rows("SELECT count(*), sum(amount)::INTEGER, any_value(fee)::INTEGER FROM payments") == [
            (1, 240, 24)
        ]


def test_read_again_or_in_a_longer_export_the_twins_are_known(tmp_path: Path) -> None:
    with loaded(tmp_path, {"1.csv": REPORT, "2.csv": EARNINGS}) as (store, _):
        before = snapshot(store)
        load(store, tmp_path)
        assert snapshot(store) == before
        more = earnings_row("2026-10-01", "Shop redesign (5550101)", "12", "2")
        write(tmp_path, {"3.csv": EARNINGS + more})
        third = account(load(store, tmp_path), "3.csv")
        assert (third.rows_loaded, third.rows_updated, third.rows_known) == (1, 0, 5)
        assert store.rows("SELECT sum(amount)::INTEGER FROM payments") == [(252,)]


@BOTH
def test_a_run_that_stops_before_joining_is_made_good_by_the_next(
    richer_first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, in_order(REPORT, EARNINGS, richer_first))
    with Engine.in_memory() as stopped, Engine.in_memory() as undisturbed:
        for place in ("running.join", "joining.recount"):
            module, name = {"running": running, "joining": joining}[place.split(".")[0]], place.split(".")[1]
            monkeypatch.setattr(module, name, _stop)
            with pytest.raises(KeyboardInterrupt):
                ingesting.ingest(stopped, ingesting.plan([tmp_path], IngestOptions()), no_progress)
            monkeypatch.undo()
        load(stopped, tmp_path)
        load(undisturbed, tmp_path)
        assert snapshot(stopped) == snapshot(undisturbed)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
