"""Own money and payouts are known by the ways in which providers write them, never by a piece of a client's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import account, loaded
from tests.test_statement_rows import BANK, PAYONEER, WISE

DEBIT_CREDIT = "Date,Description,Debit,Credit,Currency\n"
# header of a statement, descriptions that are income, descriptions that are own money
ROWS = {
    "a bank": (
        BANK,
        ["Invoice 7 Pinstripe Design Ltd", "Stripes GmbH invoice 12", "Invoice 9 (no PayPal please) Acme", "Upworker Ltd", "Wise Owl Books", "Likewise Europe Ltd"],
        ["UPWORK ESCROW INC", "PAYPAL *TRANSFER", "PayPal Europe", "STRIPE  PAYOUT X1", "Stripe", "Own savings", "PAYONEER", "Wise Europe SA", "TransferWise Ltd", "WISE"],
    ),
    "Payoneer": (
        PAYONEER,
        ["Payment from Conversion Labs Inc", "Converse Ltd", "Payment from Cashback World", "Payment from Bank Account Ltd"],
        ["Currency conversion", "Exchange from EUR to USD", "Transfer from EUR balance", "Withdrawal to bank account"],
    ),
    "Wise": (
        WISE,
        ["Received money from Cashback World Ltd", "Received money from Moved to Ltd"],
        ["Topped up account", "Card transaction of 5.00 EUR", "Moved 5.00 EUR to Savings", "Converted 5 USD", "Cashback"],
    ),
}  # fmt: skip


def _row(case: str, place: int, text: str) -> str:
    if case == "Wise":
        return f"B-{place},{13 + place}-01-2025,{5 + place}.00,EUR,{text},,,,,\n"
    if case == "Payoneer":
        return f"01/{13 + place}/2025,10:00:00,UTC,{place},{text},{5 + place}.00,,USD,Completed\n"
    return f"{13 + place}/01/2025,{text},{5 + place}.00,EUR\n"


@pytest.mark.parametrize("case", ROWS)
def test_a_word_in_a_name_takes_no_income_away(case: str, tmp_path: Path) -> None:
    header, income, own = ROWS[case]
    text = header + "".join(_row(case, place, what) for place, what in enumerate((*income, *own)))
    with loaded(tmp_path, {"statement.csv": text}) as (store, report):
        assert [name for (name,) in store.rows("SELECT counterparty FROM payments ORDER BY paid_at")] == income
        assert account(report, "statement.csv").rows_quarantined == 0
        (said,) = [one for one in report.warnings if "no income" in one]
        assert f"statement.csv: {len(own)} of {len(income) + len(own)} rows are no income" in said


def test_rows_that_are_no_income_are_counted_by_reason(tmp_path: Path) -> None:
    rows = (
        "13/01/2025,Acme,80.00,EUR\n14/01/2025,Rent,-5.00,EUR\n15/01/2025,Food,-6.00,EUR\n16/01/2025,PayPal,7.00,EUR\n"
    )
    with loaded(tmp_path, {"bank.csv": BANK + rows}) as (_, report):
        assert report.warnings == (
            "bank.csv: 3 of 4 rows are no income and are kept apart: 2 outgoing (first in line 3), 1 payout of a platform or"
            " provider, or own transfer (first in line 5) -> if a client's payment is among them, correct the rules of"
            " 'auditor profiles show bank_amount' in a profile of your own, and name it with --profile",
        )


@pytest.mark.parametrize("column", ["Debit/Credit", "DR/CR", "Type"])
def test_a_column_that_names_the_side_stands_for_a_sign(column: str, tmp_path: Path) -> None:
    sides = "Credit,Debit" if column != "DR/CR" else "CR,DR"
    credit, debit = sides.split(",")
    rows = f"13/01/2025,Acme,80.00,EUR,{credit}\n14/01/2025,Project fee,8.00,EUR,{debit}\n15/01/2025,Beta,5.00,EUR,\n"
    with loaded(tmp_path, {"bank.csv": f"Date,Description,Amount,Currency,{column}\n{rows}"}) as (store, report):
        assert store.rows("SELECT counterparty FROM payments ORDER BY paid_at") == [("Acme",), ("Beta",)]
        assert any("1 outgoing (first in line 3)" in one for one in report.warnings)


# credit, debit, currency, what the row becomes
SIDES = {
    "credit alone": ("75.00", "", ["75.0000"], []),
    "debit alone": ("", "75.00", [], []),
    "a debit of nothing": ("75.00", "0.00", ["75.0000"], []),
    "a dash for the debit": ("75.00", "-", ["75.0000"], []),
    "a dash for the credit": ("-", "75.00", [], []),
    "both": ("75.00", "20.00", [], ["E314"]),
}


@pytest.mark.parametrize("case", SIDES)
def test_a_row_with_credit_and_debit_is_set_aside(case: str, tmp_path: Path) -> None:
    credit, debit, amounts, codes = SIDES[case]
    files = {
        "bank.csv": DEBIT_CREDIT + f"13/01/2025,Acme,{debit},{credit},EUR\n",
        "payoneer.csv": PAYONEER + f"01/13/2025,10:00:00,UTC,1,Payment from Acme,{credit},{debit},USD,Completed\n",
    }
    for name, text in files.items():
        with loaded(tmp_path / name, {name: text}) as (store, _):
            assert [str(amount) for (amount,) in store.rows("SELECT amount FROM payments")] == amounts, name
            assert [code for (code,) in store.rows("SELECT code FROM quarantine")] == codes, name


# the amount, the option --currency, the column Currency, codes of what is set aside
SIGNS = {
    "euros by the column": ("$5.00", None, "EUR", ["E313"]),
    "euros by the command line": ("$5.00", "EUR", None, ["E313"]),
    "dollars": ("$5.00", None, "USD", []),
    "dollars of Canada, by the command line": ("$5.00", "cad", None, []),
    "reais": ("$5.00", None, "brl", []),
    "no sign": ("5.00", None, "EUR", []),
    "another sign of its own": ("€5.00", None, "EUR", []),
    "another sign": ("€5.00", None, "USD", ["E313"]),
}


@pytest.mark.parametrize("case", SIGNS)
def test_a_dollar_sign_before_an_amount_that_is_none_is_set_aside(case: str, tmp_path: Path) -> None:
    amount, option, column, codes = SIGNS[case]
    text = "Date,Description,Amount,Currency\n" if column else "Date,Description,Amount\n"
    text += f"13/01/2025,Acme,{amount}" + (f",{column}\n" if column else "\n")
    with loaded(tmp_path, {"bank.csv": text}, currency=option) as (store, _):
        assert [code for (code,) in store.rows("SELECT code FROM quarantine")] == codes
        assert store.rows("SELECT count(*) FROM payments") == [(0 if codes else 1,)]
