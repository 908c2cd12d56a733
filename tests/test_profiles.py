"""Each export profile: its file is read whole, and its golden rows come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor import ingesting
from auditor.commands.profiles import COMMAND
from auditor.ingesting.planning import tables
from auditor.model.profiles import How
from auditor.profiles.reading import all_profiles
from tests import test_statement_profiles
from tests.ingest_world import SAMPLES, account, balances, load, loaded

EARNINGS = """"Date","Contract","Hours","Amount","Payment type"
"2025-03-03","Logo (round two) (5550101)","2.5","50",""
"2025-03-03","Logo (round two) (5550101)","2.5","50",""
"2025-03-04","Shop, new theme (5550102)","","1,200.50","Fixed Price Payment"
"2025-03-05","Shop, new theme (5550102)","","20","Bonus"
"2025-03-06","No id here","1","20",""
"2025-03-07","Odd (5550103)","","20","Gift"
"""
ACTIVITY = """"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Subject"
"29/12/2024","07:45:51","PST","Ann Example","General Payment","Completed","USD","1,084.00","-4.25","1,079.75","ann@client.example","me@studio.example","A1","Logo"
"30/06/2025","07:45:51","PDT","Ann Example","General Payment","Pending","USD","84.00","-4.25","79.75","ann@client.example","me@studio.example","A2",""
"30/06/2025","08:00:00","PDT","","General Currency Conversion","Completed","USD","-50.00","0.00","-50.00","me@studio.example","","A3",""
"30/06/2025","08:00:00","PDT","","General Currency Conversion","Completed","EUR","43.00","0.00","43.00","","me@studio.example","A4",""
"01/07/2025","09:00:00","PDT","Printer Ltd","Website Payment","Completed","USD","-20.00","0.00","-20.00","me@studio.example","p@print.example","A5",""
"01/07/2025","09:00:00","Nowhere/Zone","Ben Example","Website Payment","Completed","USD","20.00","0.00","20.00","ben@client.example","me@studio.example","A6",""
"""
STATEMENT = """"Date","Time","Time Zone","Description","Currency","Gross","Fee","Net","Balance","Transaction ID","From Email Address","Name"
"9/25/2024","20:44:10","America/Los_Angeles","Express Checkout Payment","USD","1,309.80","-48.76","1,261.04","1","B1","ann@client.example","Ann Example"
"1/5/2025","18:16:12","CET","Express Checkout Payment","USD","920.70","-34.37","886.33","1","B2","","Ben Example"
"1/5/2025","18:16:12","","General Withdrawal - Bank Account","USD","-920.70","0.00","-920.70","1","B3","",""
"""
SPANISH = """\ufeff"Fecha","Hora","Zona horaria","Descripción ","Divisa","Bruto ","Comisión","Neto","Saldo","Id. de transacción","Correo electrónico del remitente","Nombre",,,
"22/1/2025","11:05:56","Europe/Berlin","Pago estándar","EUR","4.626,81","-1,78","4.625,03","4.626,81","C1","ann@client.example","Ana Ejemplo"
"3/7/2025","11:05:56","Europe/Berlin","Pago estándar","EUR","1,2,5","0,00","12,50","4.626,81","C2","ann@client.example","Ana Ejemplo"
"3/7/2025","11:05:56","Europe/Berlin","Conversión de divisa general","EUR","5,00","0,00","5,00","4.626,81","C3","",""
"""

PAID = "SELECT payment_id, paid_at::VARCHAR, amount::VARCHAR, currency, fee::VARCHAR, counterparty FROM payments ORDER BY paid_at"
GOLDEN = {
    "paypal_activity": (
        ACTIVITY,
        (6, 5, 1),
        [("A1", "2024-12-29 15:45:51", "1084.0000", "USD", "4.2500", "Ann Example <ann@client.example>")],
        ["not completed", "currency conversion", "currency conversion", "outgoing"],
        [(7, "paid_at", "E201")],
    ),
    "paypal_statement": (
        STATEMENT,
        (3, 3, 0),
        [
            ("B1", "2024-09-26 03:44:10", "1309.8000", "USD", "48.7600", "Ann Example <ann@client.example>"),
            ("B2", "2025-01-05 17:16:12", "920.7000", "USD", "34.3700", "Ben Example"),
        ],
        ["own transfer, hold or correction"],
        [],
    ),
    "paypal_statement_es": (
        SPANISH,
        (3, 2, 1),
        [("C1", "2025-01-22 10:05:56", "4626.8100", "EUR", "1.7800", "Ana Ejemplo <ann@client.example>")],
        ["currency conversion"],
        [(3, "amount", "E202")],
    ),
}


@pytest.mark.parametrize("profile", GOLDEN)
def test_a_statement_gives_its_golden_rows_and_accounts_for_all_others(profile: str, tmp_path: Path) -> None:
    text, (read, kept, faulty), paid, apart, faults = GOLDEN[profile]
    with loaded(tmp_path, {"statement.csv": text}) as (store, report):
        file = account(report, "statement.csv")
        assert (file.profile, file.status, file.message) == (profile, "loaded", "")
        assert (file.rows_read, file.rows_loaded, file.rows_quarantined) == (read, kept, faulty)
        assert store.rows(PAID) == paid
        assert store.rows("SELECT DISTINCT channel, client_id, client_given FROM payments") == [("paypal", None, False)]
        assert [reason for (reason,) in store.rows("SELECT reason FROM set_apart ORDER BY source_line")] == apart
        seen = [(fault.line, fault.column, fault.reason[:4]) for fault in ingesting.quarantine_rows(store)]
        assert seen == faults


def test_earnings_by_contract_give_their_golden_rows(tmp_path: Path) -> None:
    with loaded(tmp_path, {"earnings.csv": EARNINGS}) as (store, report):
        file = account(report, "earnings.csv")
        assert (file.rows_read, file.rows_loaded, file.rows_quarantined) == (6, 4, 2)
        columns = "contract_id, client_id, client_given, amount::VARCHAR, hours::VARCHAR, kind, currency, description"
        assert store.rows(f"SELECT {columns}, profile_platform, fee FROM payments ORDER BY source_line") == [
            ("5550101", "5550101", False, "50.0000", "2.50000000", "hourly", "USD", "Logo (round two)", "upwork", None),
            ("5550101", "5550101", False, "50.0000", "2.50000000", "hourly", "USD", "Logo (round two)", "upwork", None),
            ("5550102", "5550102", False, "1200.5000", None, "fixed", "USD", "Shop, new theme", "upwork", None),
            ("5550102", "5550102", False, "20.0000", None, "bonus", "USD", "Shop, new theme", "upwork", None),
        ]
        ids = [name for (name,) in store.rows("SELECT payment_id FROM payments ORDER BY source_line")]
        assert len(set(ids)) == 4 and ids[0].removesuffix("1") == ids[1].removesuffix("2")
        faults = [(fault.line, fault.column) for fault in ingesting.quarantine_rows(store)]
        assert faults == [(6, "client_id"), (7, "kind")]


def test_a_longer_download_of_the_same_earnings_adds_only_the_new_rows(tmp_path: Path) -> None:
    lines = EARNINGS.splitlines(keepends=True)
    with loaded(tmp_path, {"1.csv": "".join(lines[:3]), "2.csv": "".join([lines[0], lines[3], *lines[1:3]])}) as (
        store,
        report,
    ):
        assert account(report, "2.csv").rows_known == 2
        assert store.rows("SELECT count(*) FROM payments") == [(3,)]


def test_an_overlapping_statement_adds_nothing(tmp_path: Path) -> None:
    lines = ACTIVITY.splitlines(keepends=True)
    with loaded(tmp_path, {"1.csv": "".join(lines[:5]), "2.csv": "".join(lines[:6])}) as (store, report):
        file = account(report, "2.csv")
        assert (file.rows_loaded, file.rows_known) == (1, 4)
        assert store.rows("SELECT count(*) FROM set_apart") == [(4,)]


def test_a_payment_that_is_completed_later_becomes_a_payment(tmp_path: Path) -> None:
    later = ACTIVITY.replace('"Pending"', '"Completed"')
    with loaded(tmp_path, {"1.csv": ACTIVITY, "2.csv": later}) as (store, report):
        file = account(report, "2.csv")
        assert (file.rows_loaded, file.rows_updated, file.rows_known, file.rows_quarantined) == (0, 1, 4, 1)
        assert store.rows("SELECT payment_id FROM payments ORDER BY 1") == [("A1",), ("A2",)]
        assert "not completed" not in {reason for (reason,) in store.rows("SELECT reason FROM set_apart")}


def test_a_payment_that_is_denied_later_is_no_payment_any_more_in_any_order(tmp_path: Path) -> None:
    denied = ACTIVITY.replace('"Completed"', '"Denied"', 1).replace("01/07/2025", "31/07/2025")
    for number, texts in enumerate([(ACTIVITY, denied), (denied, ACTIVITY)]):
        with loaded(tmp_path / str(number), {"1.csv": texts[0], "2.csv": texts[1]}) as (store, report):
            assert balances(account(report, "2.csv"))
            assert store.rows("SELECT payment_id FROM payments") == []
            assert store.rows("SELECT count(*) FROM set_apart WHERE starts_with(row_key, 'A1/')") == [(1,)]
            assert store.rows("SELECT count(*) FROM superseded WHERE starts_with(row_key, 'A1/')") == [(1,)]


AMBIGUOUS = "\n".join([STATEMENT.splitlines()[0], STATEMENT.splitlines()[2]])


def test_dates_that_can_be_read_in_two_ways_are_refused_and_never_guessed(tmp_path: Path) -> None:
    with loaded(tmp_path, {"statement.csv": AMBIGUOUS}) as (_, report):
        (file,) = report.files
        assert file.status == "refused"
        assert "column Date" in file.message and "--date-order" in file.message


@pytest.mark.parametrize(("order", "day"), [("dmy", "2025-05-01"), ("mdy", "2025-01-05")])
def test_the_user_can_say_in_which_order_day_and_month_stand(order: str, day: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"statement.csv": AMBIGUOUS}, date_order=order) as (store, _):
        assert store.rows("SELECT paid_at::DATE::VARCHAR FROM payments") == [(day,)]


def test_a_column_that_mixes_both_orders_is_refused(tmp_path: Path) -> None:
    mixed = STATEMENT.replace("1/5/2025", "25/1/2025", 1)
    with loaded(tmp_path, {"statement.csv": mixed}) as (_, report):
        assert "some dates have the day first" in report.files[0].message


def test_every_profile_fills_known_columns_and_its_table_can_be_complete() -> None:
    for profile in all_profiles(tables()):
        table = tables()[profile.table]
        assert set(profile.columns) <= set(table.names)
        assert set(table.required) <= set(profile.columns)
        for column in table.required if not profile.is_canonical else ():
            source = profile.columns[column]
            assert (
                not source.take or source.how is How.STATED or set(source.take) & {*profile.header, *profile.optional}
            )


def test_every_profile_has_a_golden_file_here() -> None:
    assert {profile.name for profile in all_profiles(tables())} == {
        "canonical",
        *ELSEWHERE,
        *GOLDEN,
        *STATEMENTS,
        *OTHERS,
    }


# Their golden rows stand above, and in the tests of their platform.
OTHERS = {
    "ofx_statement",
    "upwork_api_contracts",
    "upwork_api_transactions",
    "freelancer_api_milestones",
    "upwork_api_messages",
    "freelancer_api_messages",
}
STATEMENTS = {case.split()[0] for case in test_statement_profiles.GOLDEN}
ELSEWHERE = {"upwork_earnings_by_contract", "upwork_statement", "upwork_transaction_report"}
SAMPLE_ROWS = {
    "upwork_earnings_by_contract.csv": (252, 252, 0),
    "paypal_activity_en.csv": (76, 26, 50),
    "paypal_statement_en.csv": (19, 7, 12),
    "paypal_statement_es.csv": (4, 4, 0),
}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the public sample exports are not on this machine")
@pytest.mark.parametrize("name", SAMPLE_ROWS)
def test_a_public_sample_is_read_whole(name: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {name: (SAMPLES / name).read_bytes()}, date_order="dmy") as (store, report):
        (file,) = report.files
        read, paid, apart = SAMPLE_ROWS[name]
        assert (file.rows_read, file.rows_loaded, balances(file)) == (read, read, True)
        assert store.rows("SELECT count(*) FROM payments") == [(paid,)]
        assert store.rows("SELECT count(*) FROM set_apart") == [(apart,)]
        assert load(store, tmp_path, date_order="dmy").files[0].rows_known == read


def test_profiles_can_be_listed_and_shown() -> None:
    listed = CliRunner().invoke(COMMAND, ["list"])
    assert listed.exit_code == 0
    assert all(profile.title in listed.output for profile in all_profiles(tables()))
    shown = CliRunner().invoke(COMMAND, ["show", "paypal_statement_es"])
    assert "Id. de transacción" in shown.output and "kept apart: currency conversion" in shown.output
    assert "payment_id*" in CliRunner().invoke(COMMAND, ["show", "canonical"]).output
