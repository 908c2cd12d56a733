"""Amounts with currency signs and brackets: one way of reading them in every format, and a sign agrees with its currency."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest_world import loaded

HEADS = {
    "a bank": ("Date,Description,Amount,Currency\n", "2025-01-{0},ACME {0},{1},{2}\n"),
    "a table": ("payment_id,client_id,paid_at,amount,currency,kind\n", "p{0},c,2025-01-{0},{1},{2},{3}\n"),
}
# amount as written, currency of the row, amount and currency as loaded (None: set aside with that code)
AMOUNTS = {
    "a dollar sign before": ("$5.00", "USD", ("5.0000", "USD")),
    "a euro sign before": ("€5.00", "EUR", ("5.0000", "EUR")),
    "a euro sign behind": ("5.00 €", "EUR", ("5.0000", "EUR")),
    "brackets": ("(6.00)", "EUR", ("-6.0000", "EUR")),
    "brackets and a sign in them": ("($6.00)", "USD", ("-6.0000", "USD")),
    "a sign before brackets": ("$(6.00)", "USD", ("-6.0000", "USD")),
    "a minus before the sign": ("-£6.00", "GBP", ("-6.0000", "GBP")),
    "a minus behind the sign": ("£-6.00", "GBP", ("-6.0000", "GBP")),
    "a minus behind": ("6.00-", "GBP", "E202"),
    "a sign and no currency": ("€5.00", "", ("5.0000", "EUR")),
    "another sign": ("€5.00", "USD", "E313"),
    "a dollar sign of an amount in euros": ("$5.00", "EUR", "E313"),
    "two minuses": ("-(6.00)", "EUR", "E202"),
    "a sign among the digits": ("5€00", "EUR", "E202"),
}


@pytest.mark.parametrize("case", AMOUNTS)
@pytest.mark.parametrize("kind", HEADS)
def test_an_amount_is_read_alike_in_every_format_with(kind: str, case: str, tmp_path: Path) -> None:
    written, currency, expected = AMOUNTS[case]
    head, row = HEADS[kind]
    is_paid_back = expected[0].startswith("-")
    rows = row.format(13, written, currency, "refund" if is_paid_back else "")
    with loaded(tmp_path, {"a.csv": head + rows}) as (store, _):
        found = store.rows("SELECT amount::VARCHAR, currency FROM payments")
        if kind == "a bank" and is_paid_back:
            # Money that leaves a bank account is no income, and known for it.
            found = [expected] if not found else []
        aside = store.rows("SELECT DISTINCT code FROM quarantine")
        assert (found, aside) == (([expected], []) if isinstance(expected, tuple) else ([], [(expected,)]))


def test_it_is_said_that_a_sign_and_a_currency_differ(tmp_path: Path) -> None:
    head, row = HEADS["a table"]
    with loaded(tmp_path, {"payments.csv": head + row.format(13, "€5.00", "USD", "")}) as (store, _):
        ((reason,),) = store.rows("SELECT reason FROM quarantine")
        assert "is not that of the row's currency -> correct the sign, or the currency" in reason


def test_a_dollar_sign_alone_names_no_currency(tmp_path: Path) -> None:
    head, row = HEADS["a table"]
    with loaded(tmp_path, {"payments.csv": head + row.format(13, "$5.00", "", "")}) as (store, _):
        assert store.rows("SELECT column_name, code FROM quarantine") == [("currency", "E101")]


def test_one_row_that_can_be_read_in_two_ways_is_to_be_written_anew(tmp_path: Path) -> None:
    rows = "payment_id;client_id;paid_at;amount;currency\np1;c;2025-01-08;1.240;USD\np2;c;2025-01-08;80;USD\n"
    with loaded(tmp_path, {"payments.csv": rows}) as (_, report):
        (said,) = [one for one in report.warnings if "two ways" in one]
        assert "a number" in said and "--retry-quarantine" in said
