"""How rows stand in evidence, and in which order."""

from __future__ import annotations

import itertools

import polars as pl
import pytest

from auditor.auditing.evidence import gather, in_order
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


# What a rule names of one row and of others: the places in a row come as the engine has them, the anchor's row first.
MARKS = {
    "messages:m2": (["messages:m2#0-1", "messages:m2#40-1"], ["messages:m1#3-4", "contracts:k"]),
    "messages:a#1": (["messages:a#1#9-12", "messages:a#1#10-20"], ["messages:a#2#0-1"]),
    "payments:p#2": (["payments:p#2"], ["payments:p#1", "messages:m1#3-4"]),
}


@pytest.mark.parametrize("row", MARKS)
def test_marks_come_in_one_order_whichever_the_engine_gave(row: str) -> None:
    own, others = MARKS[row]
    given = [[*one, *other] for one in itertools.permutations(own) for other in itertools.permutations(others)]
    told = in_order(pl.DataFrame({"evidence": given}))["evidence"].to_list()
    assert {tuple(one) for one in told} == {tuple(told[0])}
    assert told[0][0] == min(own) and sorted(told[0]) == sorted([*own, *others])


def test_marks_of_no_rows_are_none() -> None:
    assert in_order(pl.DataFrame(schema={"evidence": pl.List(pl.String)})).is_empty()
