"""What a reviewer sees around a finding: messages and payments, two before and two after each, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from auditor.engines.duckdb import Engine
from auditor.model.results import Evidence, Finding
from auditor.reviewing.context import around
from auditor.reviewing.telling import told
from tests.test_findings import ONE

PAYMENTS = """
INSERT INTO payments BY NAME
SELECT
    'p' || i AS payment_id, CASE WHEN i <> 5 THEN 'c' END AS client_id, 'fl' AS freelancer_id, 100 + i AS amount, 'USD' AS currency,
    TIMESTAMP '2024-07-01 12:00:00' + to_days(cast(i AS INTEGER)) AS paid_at,
    CASE WHEN i = 5 THEN 'paypal' END AS channel, CASE WHEN i = 5 THEN 'Acme' END AS counterparty
FROM range(9) AS t (i)
"""
MESSAGES = """
INSERT INTO messages BY NAME
SELECT
    'm' || i AS message_id, 'c' AS client_id, 'fl' AS freelancer_id, 'client' AS sender, 'Word ' || i AS body,
    TIMESTAMP '2024-07-01 09:00:00' + to_days(cast(i AS INTEGER)) AS sent_at
FROM range(9) AS t (i)
"""


def found(*ids: tuple[str, str]) -> Finding:
    return replace(ONE, evidence=tuple(Evidence(table=table, id=one, snippet=None) for table, one in ids))


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine.in_memory() as opened:
        opened.execute(PAYMENTS)
        opened.execute(MESSAGES)
        yield opened


def test_a_payment_is_shown_with_those_around_it(engine: Engine) -> None:
    lines = around(engine, found(("payments", "p5")))
    assert [line.text for line in lines] == [
        "103.00 USD", "104.00 USD", "105.00 USD, paypal, Acme", "106.00 USD", "107.00 USD",
    ]  # fmt: skip
    assert [line.is_evidence for line in lines] == [False, False, True, False, False]
    assert {line.sender for line in lines} == {"payment"}


def test_messages_and_payments_stand_in_one_order_of_time(engine: Engine) -> None:
    lines = around(engine, found(("payments", "p0"), ("messages", "m1")))
    assert [line.text for line in lines] == [
        "Word 0",
        "100.00 USD",
        "Word 1",
        "101.00 USD",
        "Word 2",
        "102.00 USD",
        "Word 3",
    ]
    assert [line.sent_at for line in lines][:2] == [datetime(2024, 7, 1, 9), datetime(2024, 7, 1, 12)]


def test_a_finding_of_other_rows_has_nothing_around_it(engine: Engine) -> None:
    assert around(engine, found(("contracts", "k1"))) == ()


def test_a_reviewer_reads_the_payment_with_its_day(engine: Engine) -> None:
    one = found(("payments", "p5"))
    assert "> 2024-07-06 12:00 payment: 105.00 USD, paypal, Acme" in list(told(one, around(engine, one), ()))
