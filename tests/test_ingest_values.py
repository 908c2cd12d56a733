"""How texts become values: ids byte for byte, times to UTC, decimals as written."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from auditor import ingesting
from tests.ingest_world import MESSAGES, PAYMENT, PAYMENTS, account, loaded

TIMES = {
    "a Z": ("2025-03-01T10:00:00Z", "UTC", "2025-03-01 10:00:00", "second"),
    "an offset": ("2025-03-01T10:00:00+05:30", "UTC", "2025-03-01 04:30:00", "second"),
    "an offset without colon": ("2025-03-01T10:00:00-0800", "UTC", "2025-03-01 18:00:00", "second"),
    "an offset of hours": ("2025-03-01 10:00:00 +02", "UTC", "2025-03-01 08:00:00", "second"),
    "an offset, whatever the time zone": ("2025-03-01T10:00:00+05:30", "Asia/Tokyo", "2025-03-01 04:30:00", "second"),
    "an offset and no seconds": ("2025-03-01T10:00+01:00", "UTC", "2025-03-01 09:00:00", "second"),
    "a Z and no seconds": ("2025-03-01T10:00Z", "UTC", "2025-03-01 10:00:00", "second"),
    "small letters": ("2025-03-01t10:00:00z", "UTC", "2025-03-01 10:00:00", "second"),
    "no offset in UTC": ("2025-03-01 10:00", "UTC", "2025-03-01 10:00:00", "second"),
    "no offset in winter": ("2025-03-01T10:00:00", "Europe/Berlin", "2025-03-01 09:00:00", "second"),
    "no offset in summer": ("2025-07-01T10:00:00", "Europe/Berlin", "2025-07-01 08:00:00", "second"),
    "parts of a second": ("2025-03-01T10:00:00.123456Z", "UTC", "2025-03-01 10:00:00.123456", "second"),
    "parts of a second behind a comma": ("2025-03-01T10:00:00,5+01:00", "UTC", "2025-03-01 09:00:00.5", "second"),
    "noughts behind the microseconds": ("2025-03-01T10:00:00.1234560Z", "UTC", "2025-03-01 10:00:00.123456", "second"),
    "a day": ("2025-03-01", "UTC", "2025-03-01 00:00:00", "day"),
    "a day, whatever the time zone": ("2025-03-01", "Asia/Tokyo", "2025-03-01 00:00:00", "day"),
    "a leap day": ("2024-02-29", "UTC", "2024-02-29 00:00:00", "day"),
}


@pytest.mark.parametrize("case", TIMES)
def test_a_time_with(case: str, tmp_path: Path) -> None:
    text, zone, moment, precision = TIMES[case]
    row = f'm1,c1,fl,,,client,"{text}",Hi\n'
    with loaded(tmp_path, {"messages.csv": MESSAGES + row}, timezone=zone) as (store, _):
        assert store.rows("SELECT sent_at::VARCHAR, sent_at_precision FROM messages") == [(moment, precision)]


@pytest.mark.parametrize(
    "text",
    ["2025-03-01T10:00:00.1234567Z", "2025-03-01T10:00:00.Z", "1740823200", "2025-W09-6", "20251301", "now", "today"],
)
def test_a_time_is_not_guessed_from(text: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"messages.csv": f"{MESSAGES}m1,c1,fl,,,client,{text},Hi\n"}) as (store, _):
        assert [fault.column for fault in ingesting.quarantine_rows(store)] == ["sent_at"]


@pytest.mark.parametrize(("text", "exists"), [("2025-03-30T02:30:00", False), ("2025-03-30T03:30:00", True)])
def test_a_time_that_summer_time_leaves_out_is_set_aside(text: str, exists: bool, tmp_path: Path) -> None:
    files = {"messages.csv": f"{MESSAGES}m1,c1,fl,,,client,{text},Hi\n"}
    with loaded(tmp_path, files, timezone="Europe/Berlin") as (store, _):
        assert [fault.column for fault in ingesting.quarantine_rows(store)] == ([] if exists else ["sent_at"])


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12.10", "12.1000"), ("0", "0.0000"), ("+5", "5.0000"), ("12.345600", "12.3456"), ("007.5", "7.5000")],
)
def test_an_amount_is_kept_exactly(text: str, amount: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.csv": f"{PAYMENTS}p1,c1,fl,,2025-01-01,{text},USD,,,,,\n"}) as (store, _):
        assert store.rows("SELECT amount FROM payments") == [(Decimal(amount),)]


@pytest.mark.parametrize("name", ["00123", " c1 ", "ünï", "1e5", "NULL", "true", "=cmd()", "a/b", "𝒳"])
def test_an_id_is_kept_byte_for_byte(name: str, tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.csv": f'{PAYMENTS}"{name}","{name}",fl,,2025-01-01,1,USD,,,,,\n'}) as (store, _):
        assert store.rows("SELECT payment_id, client_id FROM payments") == [(name, name)]


def test_words_of_the_contract_may_be_in_capitals(tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.csv": f"{PAYMENTS}p1,c1,fl,,2025-01-01,1,usd,,, Hourly,,\n"}) as (store, _):
        assert store.rows("SELECT currency, kind FROM payments") == [("USD", "hourly")]


def test_refunds_are_negative_and_so_may_be_their_fee(tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.csv": f"{PAYMENTS}p1,c1,fl,,2025-01-01,-5,USD,-0.5,,refund,,\n"}) as (store, _):
        assert store.rows("SELECT amount, fee FROM payments") == [(Decimal("-5.0000"), Decimal("-0.5000"))]


def test_a_payment_with_a_counterparty_needs_no_client(tmp_path: Path) -> None:
    with loaded(tmp_path, {"payments.csv": f"{PAYMENTS}p1,,fl,,2025-01-01,5,EUR,,,,wise,Ann Example\n"}) as (store, _):
        assert store.rows("SELECT client_id, channel, counterparty FROM payments") == [(None, "wise", "Ann Example")]


def test_columns_that_no_table_has_are_kept_as_json(tmp_path: Path) -> None:
    header, row = "Colour,client_id,origin,Size,\n", 'b"l,c1,platform,,x\n'.replace('b"l', '"b""l"')
    with loaded(tmp_path, {"relationships.csv": header + row}) as (store, _):
        ((extra,),) = store.rows("SELECT extra FROM relationships")
        assert json.loads(extra) == {"Colour": 'b"l', "column 5": "x"}


def test_true_and_false_are_read_and_other_words_are_not(tmp_path: Path) -> None:
    rows = "c1,platform,TRUE\nc2,platform,false\nc3,platform,\nc4,platform,yes\n"
    with loaded(tmp_path, {"relationships.csv": "client_id,origin,enterprise\n" + rows}) as (store, _):
        assert store.rows("SELECT client_id, enterprise FROM relationships ORDER BY 1") == [
            ("c1", True),
            ("c2", False),
            ("c3", None),
        ]
        assert [fault.reason.split()[0] for fault in ingesting.quarantine_rows(store)] == ["E203"]


ROWS = [
    {"payment_id": "p1", "client_id": "00123", "paid_at": "2025-01-01", "amount": 1, "currency": "USD", "fee": None},
    {"payment_id": "p2", "client_id": "c2", "paid_at": "2025-01-02", "amount": 2, "currency": "USD", "tag": {"a": [1]}},
]
NUMBERS = json.dumps(ROWS).replace('"amount": 1,', '"amount": 12.10,').replace('"c2"', "200")
JSON_SHAPES = {
    "a list": ("payments.json", NUMBERS),
    "an object with a list": ("payments.json", '{"generated": "x", "payments": ' + NUMBERS + ', "count": 2}'),
    "an indented list": ("payments.json", json.dumps(json.loads(NUMBERS), indent=1).replace("12.1,", "12.10,")),
    "lines": ("payments.jsonl", "\n".join(json.dumps(row) for row in ROWS).replace('"amount": 1,', '"amount": 12.10,').replace('"c2"', "200")),
    "lines with CR LF": ("payments.ndjson", "\r\n".join(json.dumps(row) for row in ROWS).replace('"amount": 1,', '"amount": 12.10,').replace('"c2"', "200")),
}  # fmt: skip


@pytest.mark.parametrize("case", JSON_SHAPES)
def test_json_rows_keep_the_text_of_numbers_as(case: str, tmp_path: Path) -> None:
    name, text = JSON_SHAPES[case]
    with loaded(tmp_path, {name: text}) as (store, report):
        rows = store.rows("SELECT payment_id, client_id, amount, fee, extra FROM payments ORDER BY 1")
        assert rows == [
            ("p1", "00123", Decimal("12.1000"), None, None),
            ("p2", "200", Decimal("2.0000"), None, '{"tag":"{\\"a\\": [1]}"}'),
        ]
        assert account(report, name).rows_loaded == 2


def test_a_broken_line_of_json_is_set_aside_alone(tmp_path: Path) -> None:
    good = json.dumps(ROWS[0])
    broken = ['{"payment_id": "p2"', "[1]", '{"payment_id": NaN}', '{"a": 1, "a": 2}', '{"body": "\\ud800"}', "{}"]
    text = "\n".join([good, *broken, "", good.replace("p1", "p9")])
    with loaded(tmp_path, {"payments.jsonl": text}) as (store, report):
        faults = ingesting.quarantine_rows(store)
        assert [(fault.line, fault.raw) for fault in faults] == list(enumerate(broken, 2))
        assert [fault.reason.split()[0] for fault in faults] == ["E130", "E131", "E133", "E132", "E134", "E131"]
        assert store.rows("SELECT payment_id, source_line FROM payments ORDER BY 1") == [("p1", 1), ("p9", 9)]
        file = account(report, "payments.jsonl")
        assert (file.rows_read, file.rows_loaded, file.rows_quarantined) == (8, 2, 6)


def test_a_faulty_row_of_a_json_list_has_its_line_and_its_text(tmp_path: Path) -> None:
    bad = '{"payment_id": "p2",\n  "client_id": "c1", "paid_at": "soon", "amount": 1, "currency": "USD"}'
    text = "[\n" + json.dumps(ROWS[0]) + ",\n" + bad + "\n]"
    with loaded(tmp_path, {"payments.json": text}) as (store, _):
        (fault,) = ingesting.quarantine_rows(store)
        assert (fault.line, fault.raw, fault.column) == (3, bad, "paid_at")


@pytest.mark.parametrize(
    ("amount", "currency", "count"),
    [("15000000", "IDR", 1), ("25000000", "VND", 1), ("999999999999", "VND", 0), ("15000000", "USD", 0)],
)
def test_how_large_an_amount_may_be_depends_on_its_currency(
    amount: str, currency: str, count: int, tmp_path: Path
) -> None:
    row = PAYMENT.replace("80.00", amount).replace("USD", currency)
    with loaded(tmp_path, {"payments.csv": PAYMENTS + row}) as (store, _):
        assert store.rows("SELECT count(*) FROM payments") == [(count,)]
        assert store.rows("SELECT DISTINCT code FROM quarantine") == ([] if count else [("E303",)])
