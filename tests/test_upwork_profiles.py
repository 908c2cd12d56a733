"""Upwork's account statements in both layouts: golden rows, ids that repeat, and what is no income."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import ingesting
from tests.ingest_world import account, balances, load, loaded
from tests.upwork_world import FEE, HOURLY, REPORT_HEADER, STATEMENT_HEADER, report_row, statement_row

REPORT = REPORT_HEADER + "".join(
    [
        HOURLY,
        FEE,
        report_row("Sep 3, 2026", "Fixed-price", "1,200.50", "903", "T2", title="Logo, round two"),
        report_row("Sep 3, 2026", "Fixed Price", "$1,200.50", "903", "T3", title="Logo, round two"),
        report_row("Sep 4, 2026", "Refund", "($20.00)", "904", "T4"),
        report_row("Sep 5, 2026", "Withdrawal", "-$1,000.00", "905", team="", title="Bank transfer"),
        report_row("Sep 5, 2026", "Withdrawal Fee", "-$0.99", "906", team="", title=""),
        report_row("Sep 6, 2026", "Payment", "$5.00", "907", team="", title=""),
        report_row("Sep 6, 2026", "VAT", "-$4.13", "908", title=""),
        report_row("Sep 6, 2026", "Connects", "-$1.50", "909", team="", title=""),
        report_row("Sep 6, 2026", "Currency Conversion", "-$1.50", "910", team="", title=""),
        report_row("Feb 30, 2026", "Bonus", "$10.00", "911"),
        report_row("Sep 7, 2026", "Gift", "$10.00", "912"),
        report_row("Sep 8, 2026", "Bonus", "ten", "913"),
    ]
)
WEEK = "Invoice for 05/27/2024-06/02/2024 - 14:20 hrs @ $18.00/hr"
STATEMENT = STATEMENT_HEADER + "".join(
    [
        statement_row("Jun 7, 2024", "Withdrawal", "(227.08)", "700", team="", text="Transfer to bank"),
        statement_row("Jun 7, 2024", "Service Fee", "-25.80", "702", text="Service Fee for Hourly - Ref ID 701"),
        statement_row("Jun 7, 2024", "Hourly", "258.00", "701", text=WEEK),
    ]
)
ROWS = """SELECT payment_id, CAST(paid_at AS DATE)::VARCHAR, paid_at_precision, amount::VARCHAR, fee::VARCHAR, hours::VARCHAR,
    kind, client_id, description FROM payments ORDER BY source_line"""
LOGO = ("2026-09-03", "day", "1200.5000", None, None, "fixed", "Acme Example", "Logo, round two")


def test_the_transaction_report_gives_its_golden_rows(tmp_path: Path) -> None:
    with loaded(tmp_path, {"2026-09-30_transaction_report.csv": REPORT}) as (store, report):
        (file,) = report.files
        assert file.profile == "upwork_transaction_report"
        assert (file.rows_read, file.rows_loaded, file.rows_quarantined) == (14, 11, 3)
        assert store.rows(ROWS) == [
            ("901/hourly/2026-09-25/240", "2026-09-25", "day", "240.0000", "24.0000", "40.00000000", "hourly",
             "Acme Example", "Shop redesign"),
            ("903/fixed/2026-09-03/1200.5", *LOGO),
            ("903/fixed/2026-09-03/1200.5/2", *LOGO),
            ("904/refund/2026-09-04/-20", "2026-09-04", "day", "-20.0000", None, None, "refund",
             "Acme Example", "Shop redesign"),
        ]  # fmt: skip
        assert store.rows("SELECT DISTINCT client_given, currency, channel, profile_platform FROM payments") == [
            (False, "USD", None, "upwork")
        ]
        faults = [(fault.line, fault.column, fault.reason[:4]) for fault in ingesting.quarantine_rows(store)]
        assert faults == [(13, "paid_at", "E201"), (14, "kind", "E301"), (15, "amount", "E202")]


def test_what_is_no_income_is_kept_apart_with_its_reason(tmp_path: Path) -> None:
    with loaded(tmp_path, {"report.csv": REPORT}) as (store, _):
        assert [reason for (reason,) in store.rows("SELECT reason FROM set_apart ORDER BY source_line")] == [
            "platform fee", "withdrawal", "withdrawal", "own transfer", "tax", "other fee", "currency conversion",
        ]  # fmt: skip


def test_the_freelancer_of_the_report_is_a_name_and_no_id(tmp_path: Path) -> None:
    with loaded(tmp_path, {"report.csv": REPORT_HEADER + HOURLY}, freelancer="fl") as (store, _):
        assert store.rows("SELECT freelancer_id, json_extract_string(extra, '$.Freelancer') FROM payments") == [
            ("fl", "Jo Example")
        ]


def test_the_older_statement_gives_its_golden_rows(tmp_path: Path) -> None:
    with loaded(tmp_path, {"statements_2024-01-01_2024-12-31.csv": STATEMENT}) as (store, report):
        (file,) = report.files
        assert (file.profile, file.rows_loaded, balances(file)) == ("upwork_statement", 3, True)
        assert store.rows(ROWS) == [
            ("701/hourly/2024-06-07/258", "2024-06-07", "day", "258.0000", "25.8000", "14.33333333", "hourly",
             "Acme Example", WEEK),
        ]  # fmt: skip


MINUS = {"$-20.00": "-20.0000", "-$1,020.00": "-1020.0000", "(20)": "-20.0000", "20.00-": "E202", "(-20)": "E202"}


@pytest.mark.parametrize("written", MINUS)
def test_a_minus_may_stand_as_sign_or_parentheses_and_nowhere_else(written: str, tmp_path: Path) -> None:
    text = REPORT_HEADER + report_row("Sep 4, 2026", "Refund", written, "904")
    with loaded(tmp_path, {"report.csv": text}) as (store, _):
        said = [one for (one,) in store.rows("SELECT amount::VARCHAR FROM payments")]
        said += [fault.reason[:4] for fault in ingesting.quarantine_rows(store)]
        assert said == [MINUS[written]]


def test_rows_whose_ids_repeat_keep_their_identity_in_an_overlapping_export(tmp_path: Path) -> None:
    twice = report_row("Sep 3, 2026", "Bonus", "$10.00", "920")
    first = REPORT_HEADER + twice + twice + HOURLY
    second = REPORT_HEADER + report_row("Sep 9, 2026", "Bonus", "$10.00", "921") + HOURLY + twice + twice
    with loaded(tmp_path, {"1.csv": first, "2.csv": second}) as (store, report):
        file = account(report, "2.csv")
        assert (file.rows_loaded, file.rows_updated, file.rows_known) == (1, 0, 3)
        assert store.rows("SELECT count(*), count(DISTINCT payment_id) FROM payments") == [(4, 4)]
        assert [one.rows_known for one in load(store, tmp_path).files] == [3, 4]
