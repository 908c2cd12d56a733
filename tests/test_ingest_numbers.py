"""Numbers of the tables as spreadsheets of other languages save them: read where they can be read in one way only."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting.ledger_texts import hours_in
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
    "points in one column, commas in the other": ([("12,50", "1.250"), ("80", "2")], [None, ("80.0000", "2.0000")]),
    "one comma among numbers that would change with it": ([("1.500", "1"), ("2,75", "1")], [None, ("2.7500", "1.0000")]),
    "points between thousands in one column tell of the other": (
        [("1.234,50", "1.500"), ("80", "2")],
        [("1234.5000", "1500.0000"), ("80.0000", "2.0000")],
    ),
    "a point before three digits, as the tables have it": ([("1.500", "0.125")], [("1.5000", "0.1250")]),
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


# amount, fee and hours as written, as loaded
WITH_HOURS = {
    "hours with points beside money with commas": (
        [("80,50", "1,50", "2.5"), ("1.500", "1", "1.250"), ("70", "1", "1.250")],
        {"p0": ("80.5000", "1.5000", "2.5"), "p2": ("70.0000", "1.0000", "1.25")},
    ),
    "hours with commas beside money that tells nothing": ([("1.500", "1", "2,5"), ("70", "1", "2")], {"p1": ("70.0000", "1.0000", "2")}),
    "hours that tell nothing beside money with commas": ([("80,50", "1", "1.250"), ("70", "1", "2")], {"p1": ("70.0000", "1.0000", "2")}),
}  # fmt: skip


@pytest.mark.parametrize("case", WITH_HOURS)
def test_money_columns_are_read_alike(case: str, tmp_path: Path) -> None:
    written, expected = WITH_HOURS[case]
    rows = [f"p{place};c;2025-01-08;{amount};EUR;{fee};{hours}\n" for place, (amount, fee, hours) in enumerate(written)]
    with loaded(
        tmp_path, {"payments.csv": "payment_id;client_id;paid_at;amount;currency;fee;hours\n" + "".join(rows)}
    ) as (store, report):
        found = store.rows("SELECT payment_id, amount::VARCHAR, fee::VARCHAR, hours::DOUBLE::VARCHAR FROM payments")
        assert {name: (amount, fee, hours.removesuffix(".0")) for name, amount, fee, hours in found} == expected
        assert report.files[0].rows_quarantined == len(written) - len(expected)


PAYPAL = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address",'
    '"Transaction ID"\n'
)
# gross and fee as an account of another country writes them, as loaded
OF_PAYPAL = {
    "commas": ([("4.626,81", "-12,50"), ("10,00", "0,00")], [("4626.8100", "12.5000"), ("10.0000", "0.0000")]),
    "points": ([("4,626.81", "-12.50"), ("10.00", "0.00")], [("4626.8100", "12.5000"), ("10.0000", "0.0000")]),
    "both": ([("4.626,81", "-12,50"), ("4,626.81", "-12.50")], []),
}


@pytest.mark.parametrize("case", OF_PAYPAL)
def test_the_decimals_of_paypal_follow_the_account(case: str, tmp_path: Path) -> None:
    written, expected = OF_PAYPAL[case]
    rows = [
        f'"29/12/2015","07:45:51","PST","Ann","General Payment","Completed","EUR","{gross}","{fee}","","a@example.com","","T{place}"\n'
        for place, (gross, fee) in enumerate(written)
    ]
    with loaded(tmp_path, {"paypal.csv": PAYPAL + "".join(rows)}) as (store, _):
        assert store.rows("SELECT amount::VARCHAR, fee::VARCHAR FROM payments ORDER BY payment_id") == expected


PAYPAL_ES = (
    '"Fecha","Hora","Zona horaria","Descripción","Divisa","Bruto","Comisión","Neto","Saldo","Id. de transacción",'
    '"Correo electrónico del remitente","Nombre"\n'
)


@pytest.mark.parametrize("case", OF_PAYPAL)
def test_those_of_a_spanish_statement_do_so_too(case: str, tmp_path: Path) -> None:
    written, expected = OF_PAYPAL[case]
    rows = [
        f'"29/12/2015","07:45:51","PST","Pago","EUR","{gross}","{fee}","","","T{place}","a@example.com","Ana"\n'
        for place, (gross, fee) in enumerate(written)
    ]
    with loaded(tmp_path, {"paypal.csv": PAYPAL_ES + "".join(rows)}) as (store, _):
        assert store.rows("SELECT amount::VARCHAR, fee::VARCHAR FROM payments ORDER BY payment_id") == expected


# amount, fee and hours in JSON, as loaded as (amount, fee, hours)
IN_JSON = {
    "texts with decimal commas": (['"80,50", "1,50", "2,5"', '"1.234,50", "2", 3'], [("80.5000", "1.5000", "2.5"), ("1234.5000", "2.0000", "3")]),
    "a number beside texts with decimal commas": (['"1.234,50", "1,50", 1.125'], [("1234.5000", "1.5000", "1.125")]),
    "texts with commas between thousands": (['"1,234.50", "1.50", 2', '"80.50", "2", 3'], [("1234.5000", "1.5000", "2"), ("80.5000", "2.0000", "3")]),
    "both in one list": (['"80,50", "1", 2', '"80.50", "1", 2', '7.25, 1, 2'], [("7.2500", "1.0000", "2"), ("80.5000", "1.0000", "2")]),
}  # fmt: skip


@pytest.mark.parametrize("case", IN_JSON)
@pytest.mark.parametrize("form", ["[{}]", "{}"])
def test_numbers_of_the_tables_own_json_are_read_with(case: str, form: str, tmp_path: Path) -> None:
    written, expected = IN_JSON[case]
    keys = '{{"payment_id": "p{}", "client_id": "c", "paid_at": "2025-01-08", "currency": "EUR", "amount": {}, "fee": {}, "hours": {}}}'
    rows = [keys.format(place, *values.split(", ")) for place, values in enumerate(written)]
    text = form.format(", ".join(rows) if "[" in form else "\n".join(rows))
    with loaded(tmp_path, {"payments.json": text}) as (store, report):
        found = store.rows("SELECT amount::VARCHAR, fee::VARCHAR, hours::DOUBLE::VARCHAR FROM payments ORDER BY 1")
        assert sorted((amount, fee, hours.removesuffix(".0")) for amount, fee, hours in found) == sorted(expected)
        assert report.files[0].rows_quarantined == len(written) - len(expected)


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


PAYONEER = "Transaction Date{0}Transaction Time{0}Time Zone{0}Transaction ID{0}Description{0}Credit Amount{0}Debit Amount{0}Currency{0}Status{0}Running Balance{0}Additional Description{0}Store Name\n"
# delimiter, amounts of a format that writes decimal points, amounts as loaded (None: set aside)
ANEW = {
    "a German spreadsheet, with an amount that tells of commas and not of points": (";", ["1.240", "240,50"], [None, "240.5000"]),
    "a German spreadsheet, with an amount that tells of both": (";", ["1.240", "1.240,50"], ["1240.0000", "1240.5000"]),
    "a German spreadsheet, with commas alone": (";", ["240,00", "12,5"], ["240.0000", "12.5000"]),
    "semicolons and nothing that tells": (";", ["1.240", "2.500"], [None, None]),
    "semicolons and nothing that tells, beside a whole number": (";", ["1.240", "80"], [None, "80.0000"]),
    "semicolons and points that tell": (";", ["1.240", "80.50"], ["1.2400", "80.5000"]),
    "quoted decimal commas": (",", ['"1.240,00"', '"240,50"'], ["1240.0000", "240.5000"]),
    "the format itself": (",", ['"1,240.00"', "240.50"], ["1240.0000", "240.5000"]),
}  # fmt: skip


@pytest.mark.parametrize("case", ANEW)
def test_a_file_that_a_spreadsheet_wrote_anew_is_read_by_what_its_numbers_tell(case: str, tmp_path: Path) -> None:
    delimiter, written, expected = ANEW[case]
    row = "01/2{0}/2026|10:00:00|UTC|P{0}|Payment from ACME|{1}||USD|Completed|||\n".replace("|", delimiter)
    rows = "".join(row.format(place, amount) for place, amount in enumerate(written))
    with loaded(tmp_path, {"p.csv": PAYONEER.format(delimiter) + rows}) as (store, _):
        found = dict(store.rows("SELECT counterparty || source_line, amount::VARCHAR FROM payments"))
        assert [found.get(f"Payment from ACME{place + 2}") for place in range(len(written))] == expected
        aside = store.rows("SELECT DISTINCT code FROM quarantine")
        assert aside == ([("E202",)] if None in expected else [])


# amounts as the tables' own file has them between semicolons, amounts as loaded
OWN_FILE = {
    "nothing that tells": (["1.240", "3.500"], [None, None]),
    "a point that tells": (["1.240", "3.50"], ["1.2400", "3.5000"]),
    "whole numbers": (["1240", "80"], ["1240.0000", "80.0000"]),
}


@pytest.mark.parametrize("case", OWN_FILE)
def test_numbers_of_the_tables_between_semicolons_are_not_guessed(case: str, tmp_path: Path) -> None:
    written, expected = OWN_FILE[case]
    rows = "".join(f"p{place};c1;fl;k1;2025-01-08;{amount};USD;;;hourly;;\n" for place, amount in enumerate(written))
    with loaded(tmp_path, {"payments.csv": HEADER + rows}) as (store, _):
        found = dict(store.rows("SELECT payment_id, amount::VARCHAR FROM payments"))
        assert [found.get(f"p{place}") for place in range(len(written))] == expected


def test_it_is_said_how_to_decide_numbers_that_can_be_read_in_two_ways(tmp_path: Path) -> None:
    rows = "".join(f"p{place};c1;fl;k1;2025-01-08;{place}.240;USD;;;hourly;;\n" for place in (1, 2))
    with loaded(tmp_path, {"payments.csv": HEADER + rows}) as (_, report):
        (said,) = [one for one in report.warnings if "two ways" in one]
        assert 'decimal = ","' in said and "payments.csv" in said


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("40.00 hours x $6.00 = $240.00", "40.00"),
        ("40,00 hours x $6,00 = $240,00", "40.00"),
        ("1,040.50 hours x $6.00", "1040.50"),
        ("1.040,50 hours x $6,00", "1040.50"),
        ("1,040 hours", "1040"),
        ("14:20 hrs @ $18.00/hr", "14.33333333"),
    ],
)
def test_hours_in_a_sentence_are_read_with_the_mark_that_they_can_only_have(text: str, hours: str) -> None:
    engine = Engine.in_memory()
    assert engine.rows(f"SELECT {hours_in(['t'])} FROM (SELECT $text AS t)", {"text": text}) == [(hours,)]
    engine.close()


STRIPE = "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,description\n"
# amounts of a file that writes both marks, what is said of it
BOTH = {
    "a comma beside points": (["30,00", "70.00"], ["as 30,00", "as 70.00", "write them with a decimal point"]),
    "and a number that could be either": (
        ["30,00", "70.00", "1.240"],
        ["as 30,00", "as 70.00", "in both ways, as 1.240"],
    ),
}


@pytest.mark.parametrize("case", BOTH)
@pytest.mark.parametrize("is_own", [True, False])
def test_numbers_with_both_marks_are_told_as_that(case: str, is_own: bool, tmp_path: Path) -> None:
    amounts, parts = BOTH[case]
    own = HEADER + "".join(f"p{n};c1;fl;k1;2025-01-08;{one};USD;;;hourly;;\n" for n, one in enumerate(amounts))
    row = 'txn_{0},2025-01-08 10:00:00,usd,"{1}",0,1,charge,Ann\n'
    text = own if is_own else STRIPE + "".join(row.format(n, one) for n, one in enumerate(amounts))
    with loaded(tmp_path, {"payments.csv": text}) as (store, report):
        (said,) = [one for one in report.warnings if "decimal comma" in one]
        assert all(part in said for part in parts)
        assert "as 1.240 can" not in said
        assert ("in both ways" in said) is ("1.240" in amounts)
        assert store.rows("SELECT amount::DECIMAL(9, 2)::VARCHAR FROM payments") == [("70.00",)]
