"""Which rows of statements are income, and how their dates are read where days, months and years could change places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ingest_world import account, loaded
from tests.upwork_world import REPORT_HEADER, report_row

WISE = "TransferWise ID,Date,Amount,Currency,Description,Exchange From,Exchange To,Exchange Rate,Payer Name,Transaction Details Type\n"
PAYONEER = "Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,Currency,Status\n"
BANK = "Date,Description,Amount,Currency\n"
# rows of one statement, descriptions that are income
INCOME = {
    "Wise, an older vintage": (
        WISE
        + "B-1,29-01-2025,92.00,EUR,Converted 100.00 USD to 92.00 EUR,USD,EUR,0.92,,\n"
        + "B-2,30-01-2025,50.00,EUR,Topped up account,,,,,\n"
        + "B-3,30-01-2025,51.00,EUR,Received money from Ann,,,,Ann Example,\n",
        ["51.0000"],
    ),
    "Wise, with types": (
        WISE
        + "".join(
            f"B-{place},30-01-2025,5{place}.00,EUR,Text,,,,,{kind}\n"
            for place, kind in enumerate(("DEPOSIT", "BALANCE_TRANSFER", "CARD", "DIRECT_DEBIT", "INVESTMENT_TRADE"))
        ),
        ["50.0000"],
    ),
    "Payoneer": (
        PAYONEER
        + "".join(
            f"01/02/2025,10:00:00,UTC,{place},{text},1{place}.00,,USD,Completed\n"
            for place, text in enumerate(
                ("Payment from Ann", "Exchange from EUR to USD", "Transfer from EUR balance", "Refund: card purchase")
            )
        ),
        ["10.0000"],
    ),
    "a bank": (
        BANK
        + "13/02/2025,UPWORK ESCROW INC,200.00,EUR\n14/02/2025,Transfer from own savings,300.00,EUR\n"
        + "15/02/2025,Ann Example,80.00,EUR\n",
        ["80.0000"],
    ),
}


@pytest.mark.parametrize("case", INCOME)
def test_only_money_from_others_is_income(case: str, tmp_path: Path) -> None:
    text, amounts = INCOME[case]
    with loaded(tmp_path, {"statement.csv": text}) as (store, report):
        assert [str(amount) for (amount,) in store.rows("SELECT amount FROM payments ORDER BY 1")] == amounts
        assert account(report, "statement.csv").rows_quarantined == 0


# dates of a bank statement, the order that is stated, days as loaded; the words of the refusal instead
DATES = {
    "years of two digits that may stand first": (["24-01-31", "24-02-01"], None, "the year may stand first or last"),
    "the same, and the user says how": (["24-01-31", "24-02-11"], "dmy", ["2011-02-24", "2031-01-24"]),
    "a year of two digits that can only be last": (["31/01/98", "02/01/24"], None, ["1998-01-31", "2024-01-02"]),
    "a date that does not exist tells nothing": (["01/02/2025", "45/01/2025"], None, "cannot be told apart"),
    "days above 12 tell": (["01/02/2025", "15/01/2025"], None, ["2025-01-15", "2025-02-01"]),
}


@pytest.mark.parametrize("case", DATES)
def test_the_order_of_a_date_is_told_or_asked_for(case: str, tmp_path: Path) -> None:
    dates, order, expected = DATES[case]
    text = BANK + "".join(f"{date},Client {place},5.00,EUR\n" for place, date in enumerate(dates))
    with loaded(tmp_path, {"bank.csv": text, "more.csv": BANK}, date_order=order) as (store, report):
        if isinstance(expected, str):
            assert expected in account(report, "bank.csv").message
        else:
            assert [day for (day,) in store.rows("SELECT paid_at::DATE::VARCHAR FROM payments ORDER BY 1")] == expected


def test_an_export_whose_dates_cannot_have_its_usual_order_asks_for_it(tmp_path: Path) -> None:
    rows = [
        f"{day},10:00:00,UTC,{day[:2]},Payment from Ann,5.00,,USD,Completed\n" for day in ("13/01/2025", "05/02/2025")
    ]
    files = {"p.csv": PAYONEER + "".join(rows), "more.csv": BANK}
    with loaded(tmp_path, files) as (_, report):
        assert "in another order than this kind of export has" in account(report, "p.csv").message
    with loaded(tmp_path / "2", files, date_order="dmy") as (store, _):
        days = store.rows("SELECT paid_at::DATE::VARCHAR FROM payments ORDER BY 1")
        assert days == [("2025-01-13",), ("2025-02-05",)]


def test_an_hour_that_summer_time_leaves_out_is_set_aside_in_statements_too(tmp_path: Path) -> None:
    row = "03/10/2024,02:30:00,America/Los_Angeles,1,Payment from Ann,5.00,,USD,Completed\n"
    with loaded(tmp_path, {"p.csv": PAYONEER + row}) as (store, _):
        assert store.rows("SELECT code FROM quarantine") == [("E201",)]


API = {
    "recordId": "R1", "type": "APInvoice", "accountingSubtype": "Hourly", "description": "d", "relatedAssignment": "k1",
    "transactionCreationDate": "2025-02-10T00:00:00Z", "transactionAmount": {"rawValue": "240.00", "currency": "USD"},
    "assignmentCompanyName": "ACME",
}  # fmt: skip
TOLD_TWICE = {
    "a report and the answer of the interface": {
        "report.csv": REPORT_HEADER + report_row("Feb 10, 2025", "Hourly", "$240.00", "R1", team="ACME"),
        "api.json": json.dumps([API]),
    },
    "two layouts of one provider": {
        "1.csv": PAYONEER + "01/13/2025,10:00:00,UTC,7,Payment from Ann,100.00,,USD,Completed\n",
        "2.csv": "Currency,Payout method,Transaction date,Transaction time,Time zone,Credit amount,Debit amount,Status,Running balance,"
        "Description\nUSD,Balance,01/13/2025,10:00:00,UTC,100.00,,Completed,5,Payment from Ann\n",
    },
}


@pytest.mark.parametrize("case", TOLD_TWICE)
def test_one_payment_in_two_layouts_counts_once(case: str, tmp_path: Path) -> None:
    with loaded(tmp_path, TOLD_TWICE[case]) as (store, _):
        assert store.rows("SELECT count(*) FROM payments") == [(1,)]


def test_of_an_interface_refunds_count_and_withdrawals_do_not(tmp_path: Path) -> None:
    others = [{**API, "recordId": "R2", "type": "Withdrawal", "accountingSubtype": None}]
    money = {"rawValue": "-20.00", "currency": "USD"}
    others += [{**API, "recordId": "R3", "type": "Refund", "accountingSubtype": None, "transactionAmount": money}]
    with loaded(tmp_path, {"api.json": json.dumps([API, *others])}) as (store, _):
        paid = store.rows("SELECT payment_id, kind, amount::VARCHAR FROM payments ORDER BY 1")
        assert paid == [("R1", "hourly", "240.0000"), ("R3", "refund", "-20.0000")]


OFX = """OFXHEADER:100

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>{}</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20250131<TRNAMT>100.00<FITID>1<NAME>Ann Example</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""


def test_two_accounts_may_number_their_transactions_alike(tmp_path: Path) -> None:
    with loaded(tmp_path, {"a.ofx": OFX.format(111), "b.ofx": OFX.format(222), "c.ofx": OFX.format(111) + "\n"}) as (
        store,
        _,
    ):
        assert store.rows("SELECT count(*), count(DISTINCT payment_id) FROM payments") == [(2, 2)]


def test_one_booking_that_two_exports_spell_otherwise_counts_once(tmp_path: Path) -> None:
    one = BANK + '31/01/2025,ACME,"1,000.00",EUR\n01/02/2025,ACME,1.50,EUR\n'
    other = BANK + "2025-01-31,ACME,1000.00,EUR\n2025-02-01,ACME,1.5,EUR\n"
    with loaded(tmp_path, {"a.csv": one, "b.csv": other}) as (store, _):
        assert store.rows("SELECT count(*) FROM payments") == [(2,)]
    with loaded(tmp_path / "2", {"a.csv": one, "b.csv": one.replace("EUR", "USD")}) as (store, _):
        assert store.rows("SELECT count(*) FROM payments") == [(4,)]


def test_a_row_that_cannot_be_read_is_judged_also_where_its_kind_is_set_apart(tmp_path: Path) -> None:
    rows = "2025-99-99,out,-5.00,EUR\n2025-07-02,out,-abc,EUR\n2025-07-03,out,-5.00,EUR\n"
    with loaded(tmp_path, {"bank.csv": BANK + rows}) as (store, report):
        assert store.rows("SELECT line, code FROM quarantine ORDER BY ALL") == [(2, "E201"), (2, "E310"), (3, "E202")]
        assert account(report, "bank.csv").rows_loaded == 1


def test_a_week_that_went_on_growing_counts_once(tmp_path: Path) -> None:
    header = '"Date","Contract","Hours","Amount","Payment type"\n'
    first = header + '"2024-01-05","Website (11)","10.00","100.00",""\n'
    later = header + '"2024-01-05","Website (11)","40.00","400.00",""\n"2024-01-12","Website (11)","4.00","40.00",""\n'
    with loaded(tmp_path, {"1.csv": first, "2.csv": later}) as (store, _):
        assert store.rows("SELECT sum(amount)::INTEGER FROM payments") == [(440,)]
