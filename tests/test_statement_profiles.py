"""Statements of payment providers and banks: golden rows, what is set apart, and every row accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor import ingesting
from tests.ingest_world import account, balances, loaded

PAID = "SELECT paid_at::VARCHAR, paid_at_precision, amount::VARCHAR, currency, fee::VARCHAR, channel, counterparty FROM payments ORDER BY paid_at, amount"
WISE = """"TransferWise ID",Date,"Date Time",Amount,Currency,Description,"Payment Reference","Running Balance","Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees","Exchange To Amount","Transaction Type","Transaction Details Type"
TRANSFER-3,05-02-2025,"05-02-2025 17:23:16.284",-40.00,EUR,"Sent money to Print Shop",,1,,,,,"Print Shop",,,,,,,0.50,,DEBIT,TRANSFER
TRANSFER-2,29-01-2025,"29-01-2025 09:00:00.000",950.00,EUR,"Geld erhalten von Ann Example","INV 7",1,,,,"Ann Example",,,,,,,,0.00,,CREDIT,DEPOSIT
BALANCE-1,28-01-2025,"28-01-2025 08:00:00.000",12.00,EUR,"Converted",,1,USD,EUR,0.9,,,,,,,,,0.10,12.00,CREDIT,CONVERSION
"""
WISE_OLD = """"TransferWise ID",Date,Amount,Currency,Description,"Payer Name","Total fees"
TRANSFER-9,02-01-2025,20.00,USD,"Received money from Ben Example",,0
"""
PAYONEER = """Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,Currency,Status,Running Balance,Additional Description,Store Name
02/03/2025,14:05:06,UTC,77,Payment from Ann Example,"1,250.00",,USD,Completed,1,Invoice 7,
02/04/2025,14:05:06,UTC,78,Withdrawal to bank account,,100.00,USD,Completed,1,,
02/05/2025,14:05:06,UTC,79,Payment from Ben Example,10.00,0.00,USD,Pending,1,,
02/45/2025,14:05:06,UTC,80,Payment from Ben Example,10.00,0.00,USD,Completed,1,,
"""
PAYONEER_BALANCE = """Currency,Payout method,Transaction date,Transaction time,Time zone,Credit amount,Debit amount,Status,Running balance,Description
EUR,Balance,12/31/2024,23:59:59,UTC,5.00,,Completed,5.00,Payment from Ann Example
EUR,Balance,12/31/2024,23:59:59,UTC,5.00,,Completed,10.00,Payment from Ann Example
"""
STRIPE = """balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description,customer_email,customer_name
txn_1,2025-03-01 10:00:00,2025-03-03 00:00:00,usd,1500.00,45.30,1454.70,charge,Logo,ann@client.example,Ann Example
txn_2,2025-03-04 00:00:00,2025-03-04 00:00:00,usd,-1454.70,0.00,-1454.70,payout,STRIPE PAYOUT,,
txn_3,2025-03-05 11:30:00,2025-03-05 00:00:00,eur,8.50,0.30,8.20,charge,Icon,,
"""
STRIPE_COMMA = STRIPE.replace("1500.00", '"1.500,00"').replace("45.30", '"45,30"').replace("1454.70", '"1454,70"').replace(
    "8.50", '"8,50"').replace("0.30", '"0,30"').replace("8.20", '"8,20"').replace("0.00", '"0,00"').replace('-"', '"-')  # fmt: skip
BANK = """Date;Description;Amount;Balance
31.01.2025;Ann Example Rechnung 7;1.250,00;2.000,00
01.02.2025;Miete;-800,00;1.200,00
03.02.25;Zinsen;0,5;1.200,50
"""
BANK_TWO = """Date,Description,Debit,Credit,Currency
2025-01-15,Ann Example,,300.00,GBP
2025-01-16,Rent,150.00,,GBP
"""

# file, options, (read, loaded, quarantined), payments, reasons of what is set apart in the order of lines
GOLDEN: dict[str, tuple[str, dict[str, Any], tuple[int, int, int], list[tuple[Any, ...]], list[str]]] = {
    "wise_statement": (
        WISE,
        {},
        (3, 3, 0),
        [("2025-01-29 00:00:00", "day", "950.0000", "EUR", "0.0000", "wise", "Ann Example")],
        ["outgoing", "currency conversion"],
    ),
    "wise_statement with few columns": (
        WISE_OLD,
        {},
        (1, 1, 0),
        [("2025-01-02 00:00:00", "day", "20.0000", "USD", "0.0000", "wise", "Received money from Ben Example")],
        [],
    ),
    "payoneer_transactions": (
        PAYONEER,
        {},
        (4, 3, 1),
        [("2025-02-03 14:05:06", "second", "1250.0000", "USD", None, "payoneer", "Payment from Ann Example")],
        ["outgoing", "not completed"],
    ),
    "payoneer_balance": (
        PAYONEER_BALANCE,
        {},
        (2, 2, 0),
        [("2024-12-31 23:59:59", "second", "5.0000", "EUR", None, "payoneer", "Payment from Ann Example")] * 2,
        [],
    ),
    "stripe_balance": (
        STRIPE,
        {"timezone": "Asia/Tokyo"},
        (3, 3, 0),
        [
            ("2025-03-01 10:00:00", "second", "1500.0000", "USD", "45.3000", "stripe", "Ann Example <ann@client.example>"),
            ("2025-03-05 11:30:00", "second", "8.5000", "EUR", "0.3000", "stripe", "Icon"),
        ],
        ["no charge: payout, fee, transfer, or a refund or dispute taken back"],
    ),
    "stripe_balance with commas": (
        STRIPE_COMMA,
        {},
        (3, 3, 0),
        [
            ("2025-03-01 10:00:00", "second", "1500.0000", "USD", "45.3000", "stripe", "Ann Example <ann@client.example>"),
            ("2025-03-05 11:30:00", "second", "8.5000", "EUR", "0.3000", "stripe", "Icon"),
        ],
        ["no charge: payout, fee, transfer, or a refund or dispute taken back"],
    ),
    "bank_amount": (
        BANK,
        {"currency": "EUR"},
        (3, 3, 0),
        [
            ("2025-01-31 00:00:00", "day", "1250.0000", "EUR", None, "bank", "Ann Example Rechnung 7"),
            ("2025-02-03 00:00:00", "day", "0.5000", "EUR", None, "bank", "Zinsen"),
        ],
        ["outgoing"],
    ),
    "bank_debit_credit": (
        BANK_TWO,
        {},
        (2, 2, 0),
        [("2025-01-15 00:00:00", "day", "300.0000", "GBP", None, "bank", "Ann Example")],
        ["outgoing"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GOLDEN)
def test_a_statement_gives_its_golden_rows(case: str, tmp_path: Path) -> None:
    text, options, (read, kept, faulty), paid, apart = GOLDEN[case]
    with loaded(tmp_path, {"statement.csv": text}, **options) as (store, report):
        file = account(report, "statement.csv")
        assert (file.profile, file.status, file.message) == (case.split()[0], "loaded", "")
        assert (file.rows_read, file.rows_loaded, file.rows_quarantined) == (read, kept, faulty) and balances(file)
        assert store.rows(PAID) == paid
        assert [reason for (reason,) in store.rows("SELECT reason FROM set_apart ORDER BY source_line")] == apart
        assert not store.rows("SELECT 1 FROM payments WHERE client_id IS NOT NULL")


def test_a_statement_without_a_currency_is_refused_until_the_user_says_it(tmp_path: Path) -> None:
    with loaded(tmp_path, {"statement.csv": BANK, "more.csv": WISE}) as (_, report):
        file = account(report, "statement.csv")
        assert file.status == "refused" and "--currency EUR" in file.message


def test_a_bank_statement_whose_days_could_be_months_is_refused(tmp_path: Path) -> None:
    text = "Date,Description,Amount,Currency\n01/02/2025,Ann Example,5.00,EUR\n"
    with loaded(tmp_path, {"a.csv": text, "more.csv": WISE}) as (_, report):
        assert "--date-order" in account(report, "a.csv").message
    with loaded(tmp_path / "b", {"a.csv": text}, date_order="dmy") as (store, _):
        assert store.rows("SELECT paid_at::DATE::VARCHAR FROM payments") == [("2025-02-01",)]


def test_numbers_that_could_be_read_in_two_ways_are_set_aside(tmp_path: Path) -> None:
    text = 'Date,Description,Amount,Currency\n2025-02-01,Ann Example,"1,234",EUR\n'
    with loaded(tmp_path, {"a.csv": text}) as (store, _):
        assert [(fault.line, fault.column) for fault in ingesting.quarantine_rows(store)] == [(2, "amount")]
