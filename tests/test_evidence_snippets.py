"""How rows stand in evidence."""

from __future__ import annotations

import pytest

from auditor.auditing.evidence import gather
from auditor.engines.duckdb import Engine
from tests.support.rows import fill, payment

AMOUNTS = {"900": "900.00 USD", "12.345": "12.345 USD", "0.5": "0.50 USD", "100.0001": "100.0001 USD"}


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_is_written_as_money(amount: str) -> None:
    row = {**payment("2025-01-01"), "payment_id": "p1", "amount": amount, "currency": "USD"}
    with Engine.in_memory() as engine:
        fill(engine, {"payments": [row]})
        ((shown,),) = gather(engine, ["payments:p1"]).values()
    assert AMOUNTS[amount] in str(shown.snippet)
