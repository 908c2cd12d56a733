"""sql/report/ over the shapes: rows by hand in, the frames of charts and income.csv out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from auditor import policies, rooms
from auditor.auditing.frames import report_frames
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.model.results import AuditResult
from auditor.model.words import Redaction
from auditor.publishing import render_all
from tests import invented
from tests.support.rows import fill

AS_OF = date(2024, 12, 31)
WORLD = {
    "contracts": [
        {"contract_id": "k1", "client_id": "acme", "started_at": "2023-01-10", "ended_at": "2024-06-30"},
        {"contract_id": "k2", "client_id": "acme", "started_at": "2024-07-01"},
    ],
    "payments": [
        {"payment_id": "p1", "client_id": "acme", "contract_id": "k1", "paid_at": "2023-12-31", "amount": "100", "fee": "10"},
        {"payment_id": "p2", "client_id": "acme", "contract_id": "k1", "paid_at": "2024-02-01", "amount": "200", "fee": "20"},
        {"payment_id": "p3", "client_id": "acme", "contract_id": "k1", "paid_at": "2024-02-20", "amount": "-50", "fee": "-5", "kind": "refund"},
        {"payment_id": "p4", "client_id": "acme", "contract_id": "k1", "paid_at": "2024-02-21", "amount": "70", "kind": "expense"},
        {"payment_id": "p5", "client_id": "acme", "paid_at": "2024-02-22", "amount": "300", "channel": "paypal"},
        {"payment_id": "p6", "client_id": "acme", "paid_at": "2024-03-01", "amount": "40", "currency": "EUR", "kind": "bonus"},
        {"payment_id": "p7", "counterparty": "somebody", "paid_at": "2024-02-23", "amount": "25", "channel": "paypal"},
        {"payment_id": "p8", "client_id": "acme", "paid_at": "2024-02-24", "amount": "2999", "kind": "conversion_fee"},
        {"payment_id": "p9", "client_id": "acme", "paid_at": "2025-02-24", "amount": "999"},
    ],
    "messages": [
        {"message_id": "m1", "client_id": "acme", "sent_at": "2023-01-05T10:00:00"},
        {"message_id": "m2", "client_id": "acme", "sent_at": "2023-01-09T10:00:00", "sender": "freelancer"},
        {"message_id": "m3", "client_id": "acme", "sent_at": "2023-02-09T10:00:00", "sender": "system"},
        {"message_id": "m4", "client_id": "acme", "sent_at": "2025-01-01T00:00:00"},
    ],
}  # fmt: skip


def frames_of(world: dict[str, list[dict[str, str]]]) -> dict[str, pl.DataFrame]:
    with Engine.in_memory() as engine:
        fill(engine, world)
        make_shapes(engine, AS_OF, policies.find("upwork-guide"))
        return report_frames(engine, AS_OF)


@pytest.fixture(scope="module")
def frames() -> Iterator[dict[str, pl.DataFrame]]:
    yield frames_of(WORLD)


def rows(frame: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return frame.select(columns).rows()


def test_income_by_year_counts_income_less_refunds_and_nothing_else(frames: dict[str, pl.DataFrame]) -> None:
    found = rows(
        frames["income_by_year"], "year", "platform", "client_id", "currency", "gross", "fees", "net", "outside"
    )
    amount = [Decimal(one) for one in ("100", "10", "90", "0", "150", "15", "135", "300", "40", "0", "25")]
    assert found == [
        (2023, "upwork", "acme", "USD", *amount[:4]),
        (2024, "", "", "USD", amount[9], amount[9], amount[9], amount[10]),
        (2024, "upwork", "acme", "EUR", amount[8], None, None, amount[9]),
        (2024, "upwork", "acme", "USD", *amount[4:8]),
    ]


def test_income_by_month_tells_known_clients_from_others(frames: dict[str, pl.DataFrame]) -> None:
    found = rows(frames["income_by_month"], "currency", "month_on", "gross", "outside", "elsewhere")
    assert ("USD", date(2024, 2, 1), Decimal(150), Decimal(300), Decimal(25)) in found
    assert [row[:2] for row in found] == [
        ("EUR", date(2024, 3, 1)),
        ("USD", date(2023, 12, 1)),
        ("USD", date(2024, 2, 1)),
    ]


def test_an_open_contract_has_no_end(frames: dict[str, pl.DataFrame]) -> None:
    assert rows(frames["contract_bars"], "contract_id", "started_on", "ended_on") == [
        ("k1", date(2023, 1, 10), date(2024, 6, 30)),
        ("k2", date(2024, 7, 1), None),
    ]


def test_marks_stand_per_month_and_leave_out_system_messages_and_refunds(frames: dict[str, pl.DataFrame]) -> None:
    assert rows(frames["message_marks"], "month_on", "last_on", "messages") == [(date(2023, 1, 1), date(2023, 1, 9), 2)]
    paid = rows(frames["payment_marks"], "on_platform", "month_on", "payments")
    assert (False, date(2024, 2, 1), 1) in paid and (True, date(2024, 2, 1), 1) in paid


def test_rows_after_as_of_are_counted_and_used_nowhere(frames: dict[str, pl.DataFrame]) -> None:
    assert rows(frames["after_as_of"], "table_name", "rows_later") == [("messages", 1), ("payments", 1)]
    assert "999" not in str(frames["income_by_year"]["gross"].to_list())


def test_there_is_a_frame_for_every_query_even_of_an_empty_store() -> None:
    empty = frames_of({})
    assert set(empty) == set(rooms.files(rooms.sql_folder() / "report", ".sql"))
    result: AuditResult = replace(invented.nothing(), frames=empty)
    assert render_all(result, Redaction.NONE)["income.csv"].count(b"\n") == 1


def test_charts_and_exports_read_these_frames(frames: dict[str, pl.DataFrame]) -> None:
    row = invented.relationship(1, client_id="acme", freelancer_id="fl")
    contents = render_all(invented.result(0, 0, eligibility=(row,), frames=frames), Redaction.NONE)
    assert b"2024,upwork,acme,USD,150.00,15.00,135.00,300.00" in contents["income.csv"]
    assert (
        b"USD: 250 on the platform, 300 outside it, from these clients, 25 outside it, from others"
        in contents["report.html"]
    )
