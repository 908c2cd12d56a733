"""Exchange rates: the latest on or before the day converts; a wrong file names line and column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from auditor import policies
from auditor.auditing import rates
from auditor.auditing.eligibility import make_standing, standings
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from tests.support.rows import fill

FEES = {
    "contracts": [{"contract_id": "k1", "client_id": "c", "started_at": "2024-01-01", "ended_at": "2024-03-01"}],
    "payments": [
        {
            "client_id": "c",
            "contract_id": "k1",
            "paid_at": "2024-01-15",
            "amount": Decimal(100),
            "fee": Decimal(10),
            "currency": "EUR",
        },
        {
            "client_id": "c",
            "contract_id": "k1",
            "paid_at": "2024-02-15",
            "amount": Decimal(100),
            "fee": Decimal(10),
            "currency": "EUR",
        },
    ],
}


def fees(text: str, tmp_path: Path) -> Decimal | None:
    file = tmp_path / "rates.csv"
    file.write_text(text, encoding="utf-8")
    policy, as_of = policies.find("upwork-guide"), date(2024, 6, 1)
    with Engine.in_memory() as engine:
        fill(engine, FEES)
        make_shapes(engine, as_of, policy, rates.read(file))
        make_standing(engine, as_of, policy)
        found: Decimal | None = standings(engine)["fees_paid"][0]
    return found


def test_the_latest_rate_on_or_before_the_day_converts(tmp_path: Path) -> None:
    text = "date,currency,rate\n2024-02-15,EUR,1.2\n2024-01-01,EUR,1.1\n2024-02-16,EUR,9\n"
    assert fees(text, tmp_path) == Decimal("23")


def test_a_fee_from_before_the_first_rate_leaves_the_sum_unknown(tmp_path: Path) -> None:
    assert fees("date,currency,rate\n2024-02-01,EUR,1.2\n", tmp_path) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day,currency,rate\n", "column date is missing"),
        ("date,currency,rate\n2024-13-01,EUR,1\n", ":2: column date"),
        ("date,currency,rate\n2024-01-01,EUR,1\n2024-01-02,EUR,x\n", ":3: column rate"),
        ("date,currency,rate\n2024-01-01,EUR,-1\n", ":2: column rate"),
        ("date,currency,rate\n2024-01-01,,1\n", ":2: column currency"),
        ("date,currency,rate\n2024-01-01,EUR,1.1\n2024-01-01, eur ,1.2\n", ":3: column rate: EUR has another rate"),
        ("date,currency,rate\n2024-01-01,USD,1.1\n", ":2: column rate: the rates lead to USD"),
    ],
)
def test_a_wrong_rates_file_names_line_and_column(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        rates.read(file, "USD")
    assert said in str(error.value) and "->" in str(error.value)


def test_the_same_rate_twice_and_the_own_currency_at_one_are_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("date,currency,rate\n2024-01-01,EUR,1.1\n2024-01-01,EUR,1.10\n2024-01-01,USD,1\n", encoding="utf-8")
    read = rates.read(file, "USD")
    assert read is not None and read.height == 2
