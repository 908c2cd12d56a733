"""What is wrong with a row is said once per fault, with its line and its text; nothing else is lost with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import ingesting
from tests.ingest_world import CONTRACTS, MESSAGE, MESSAGES, PAYMENT, PAYMENTS, account, balances, loaded

FAULTY_PAYMENTS = {
    "an impossible date": ("p2,c1,fl,,2025-02-30,1,USD,,,,,", "paid_at", "E201"),
    "a month above 12": ("p2,c1,fl,,2025-13-05,1,USD,,,,,", "paid_at", "E201"),
    "a date by name": ("p2,c1,fl,,epoch,1,USD,,,,,", "paid_at", "E201"),
    "infinity as a date": ("p2,c1,fl,,infinity,1,USD,,,,,", "paid_at", "E201"),
    "a slashed date": ("p2,c1,fl,,01/02/2025,1,USD,,,,,", "paid_at", "E201"),
    "hour 24": ("p2,c1,fl,,2025-01-01T24:00:00Z,1,USD,,,,,", "paid_at", "E201"),
    "an offset that no zone has": ("p2,c1,fl,,2025-01-01T10:00:00+99:99,1,USD,,,,,", "paid_at", "E201"),
    "a year before 1990": ("p2,c1,fl,,0202-01-01,1,USD,,,,,", "paid_at", "E304"),
    "no date": ("p2,c1,fl,,,1,USD,,,,,", "paid_at", "E101"),
    "no amount": ("p2,c1,fl,,2025-01-01,,USD,,,,,", "amount", "E101"),
    "an amount with an underscore": ("p2,c1,fl,,2025-01-01,1_000,USD,,,,,", "amount", "E202"),
    "an amount that is no number": ("p2,c1,fl,,2025-01-01,NaN,USD,,,,,", "amount", "E202"),
    "an amount with misplaced marks": ('p2,c1,fl,,2025-01-01,"1,00,0",USD,,,,,', "amount", "E202"),
    "an amount with a decimal comma": ('p2,c1,fl,,2025-01-01,"12,50",USD,,,,,', "amount", "E202"),
    "an amount with an exponent": ("p2,c1,fl,,2025-01-01,1e3,USD,,,,,", "amount", "E202"),
    "more decimals than are kept": ("p2,c1,fl,,2025-01-01,12.34567,USD,,,,,", "amount", "E202"),
    "an absurd amount": ("p2,c1,fl,,2025-01-01,99999999,USD,,,,,", "amount", "E303"),
    "an amount of any length": ("p2,c1,fl,,2025-01-01,999999999999999999999,USD,,,,,", "amount", "E202"),
    "a negative amount": ("p2,c1,fl,,2025-01-01,-5,USD,,,hourly,,", "amount", "E310"),
    "a positive refund": ("p2,c1,fl,,2025-01-01,5,USD,,,refund,,", "amount", "E311"),
    "a negative fee": ("p2,c1,fl,,2025-01-01,5,USD,-1,,hourly,,", "fee", "E312"),
    "negative hours": ("p2,c1,fl,,2025-01-01,5,USD,,-1,hourly,,", "hours", "E303"),
    "an unknown currency": ("p2,c1,fl,,2025-01-01,5,XYZ,,,,,", "currency", "E302"),
    "an unknown kind": ("p2,c1,fl,,2025-01-01,5,USD,,,gift,,", "kind", "E301"),
    "nobody who paid": ("p2,,fl,,2025-01-01,5,USD,,,,,", "client_id", "E110"),
    "no id": (",c1,fl,,2025-01-01,5,USD,,,,,", "payment_id", "E101"),
    "an id of blanks": ("  ,c1,fl,,2025-01-01,5,USD,,,,,", "payment_id", "E101"),
}


@pytest.mark.parametrize("case", FAULTY_PAYMENTS)
def test_a_faulty_payment_is_set_aside_with_its_reason_and_its_text(case: str, tmp_path: Path) -> None:
    row, column, code = FAULTY_PAYMENTS[case]
    with loaded(tmp_path, {"payments.csv": PAYMENTS + PAYMENT + row + "\n" + PAYMENT.replace("p1", "p3")}) as (
        store,
        report,
    ):
        (fault,) = ingesting.quarantine_rows(store)
        assert (fault.file, fault.line, fault.table, fault.column, fault.raw) == (
            "payments.csv",
            3,
            "payments",
            column,
            row,
        )
        assert fault.reason.startswith(code + " ") and " -> " in fault.reason
        file = account(report, "payments.csv")
        assert (file.rows_read, file.rows_loaded, file.rows_quarantined) == (3, 2, 1)
        assert store.rows("SELECT payment_id FROM payments ORDER BY 1") == [("p1",), ("p3",)]


FAULTY_CONTRACTS = {
    "an end before the start": ("k2,c1,fl,,fixed,ended,2025-03-01,2025-02-01,,USD,", "E320"),
    "an end in the second before the start": (
        "k2,c1,fl,,fixed,ended,2025-03-01T10:00:00Z,2025-03-01T09:59:59Z,,USD,",
        "E320",
    ),
    "an end that is missing": ("k2,c1,fl,,fixed,ended,2025-03-01,,,USD,", "E321"),
}


@pytest.mark.parametrize("case", FAULTY_CONTRACTS)
def test_a_contract_that_contradicts_itself_is_set_aside(case: str, tmp_path: Path) -> None:
    row, code = FAULTY_CONTRACTS[case]
    with loaded(tmp_path, {"contracts.csv": CONTRACTS + row + "\n"}) as (store, _):
        (fault,) = ingesting.quarantine_rows(store)
        assert (fault.column, fault.reason.split()[0]) == ("ended_at", code)
        owners = store.rows("SELECT client_id, freelancer_id, contract_id, row_key FROM quarantine")
        assert owners == [("c1", "fl", "k2", "k2")]


def test_days_are_compared_where_either_side_is_a_day(tmp_path: Path) -> None:
    row = "k2,c1,fl,,fixed,ended,2025-03-01T10:00:00Z,2025-03-01,,USD,\n"
    with loaded(tmp_path, {"contracts.csv": CONTRACTS + row}) as (store, _):
        assert ingesting.quarantine_rows(store) == ()


def test_a_row_with_several_faults_has_several_reasons_and_counts_once(tmp_path: Path) -> None:
    row = "p2,,fl,,yesterday,abc,XYZ,,,gift,,\n"
    with loaded(tmp_path, {"payments.csv": PAYMENTS + row}) as (store, report):
        faults = ingesting.quarantine_rows(store)
        assert sorted(fault.column for fault in faults) == ["amount", "client_id", "currency", "kind", "paid_at"]
        assert account(report, "payments.csv").rows_quarantined == 1


FEEDBACK = "contract_id,client_id,started_at,client_feedback\n"


@pytest.mark.parametrize(
    ("stars", "kept"), [("1.0", True), ("5", True), ("0.9", False), ("5.01", False), ("-3", False)]
)
def test_feedback_lies_between_one_and_five(stars: str, kept: bool, tmp_path: Path) -> None:
    with loaded(tmp_path, {"contracts.csv": f"{FEEDBACK}k1,c1,2025-01-01,{stars}\n"}) as (store, _):
        assert bool(store.rows("SELECT 1 FROM contracts")) is kept


def test_an_unknown_sender_is_set_aside_with_the_words_that_are_allowed(tmp_path: Path) -> None:
    with loaded(tmp_path, {"messages.csv": MESSAGES + MESSAGE.replace(",client,", ",bot,")}) as (store, _):
        (fault,) = ingesting.quarantine_rows(store)
        assert "client, freelancer, system" in fault.reason


def test_no_reason_repeats_what_the_row_says(tmp_path: Path) -> None:
    row = "p2,c1,fl,,secret-date,secret-amount,SECRET,,,secret-kind,,\n"
    with loaded(tmp_path, {"payments.csv": PAYMENTS + row}) as (store, _):
        assert not any("secret" in fault.reason.lower() for fault in ingesting.quarantine_rows(store))


def test_a_contract_id_that_no_contract_has_is_a_warning_with_its_count(tmp_path: Path) -> None:
    files = {"messages.csv": MESSAGES + MESSAGE + MESSAGE.replace("m1", "m2"), "payments.csv": PAYMENTS + PAYMENT}
    with loaded(tmp_path, files) as (_, report):
        assert [file.rows_quarantined for file in report.files] == [0, 0]
        first, second = report.warnings
        assert first.startswith("messages.csv:2: column contract_id: 2 messages") and " -> " in first
        assert second.startswith("payments.csv:2: column contract_id: 1 payments")


def test_a_time_in_the_future_is_loaded_and_warned_about(tmp_path: Path) -> None:
    from datetime import date

    with loaded(
        tmp_path, {"messages.csv": MESSAGES + MESSAGE + MESSAGE.replace("m1", "m2").replace("2025", "2031")}
    ) as (
        store,
        report,
    ):
        assert account(report, "messages.csv").rows_loaded == 2
        (warning,) = ingesting.future_warnings(store, date(2025, 6, 1))
        assert warning.startswith("messages.csv:3: column sent_at: 1 messages are dated after 2025-06-01")
        assert ingesting.future_warnings(store, date(2031, 1, 2)) == ()


def test_raw_text_of_a_faulty_row_keeps_its_inner_lines_and_quotes(tmp_path: Path) -> None:
    body = '"two\r\nlines, ""quoted"""'
    row = MESSAGE.replace("Hello there", body).replace(",client,", ",bot,")
    text = MESSAGES + MESSAGE.replace("Hello there", '"one\ntwo\n\nthree"') + row.replace("m1", "m2")
    with loaded(tmp_path, {"messages.csv": text}) as (store, report):
        (fault,) = ingesting.quarantine_rows(store)
        assert fault.line == 6
        assert fault.raw == row.replace("m1", "m2").removesuffix("\n")
        assert balances(account(report, "messages.csv"))
