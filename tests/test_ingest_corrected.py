"""A first answer to what the program asked may be wrong: the corrected one replaces what the first made of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engines.duckdb import Engine
from tests.ingest_world import account, load, write

DAYS = "SELECT paid_at::DATE::VARCHAR, amount::VARCHAR FROM payments ORDER BY ALL"
UNSAID = "Date,Description,Amount,Currency\n01/02/2025,Ann Example,5.00,EUR\n03/02/2025,Ann Example,6.00,EUR\n"
NO_CURRENCY = "Date,Description,Amount\n13/02/2025,Ann Example,5.00\n14/02/2025,Bob Example,6.00\n"


def test_another_order_of_dates_replaces_the_first_and_coming_back_too(tmp_path: Path) -> None:
    write(tmp_path, {"bank.csv": UNSAID})
    engine = Engine.in_memory()
    for order, days in (("mdy", ("2025-01-02", "2025-03-02")), ("dmy", ("2025-02-01", "2025-02-03"))) * 2:
        found = account(load(engine, tmp_path, date_order=order), "bank.csv")
        assert engine.rows(DAYS) == [(days[0], "5.0000"), (days[1], "6.0000")]
        assert found.rows_loaded == 2
        assert account(load(engine, tmp_path, date_order=order), "bank.csv").rows_known == 2
    engine.close()


def test_another_currency_replaces_the_first(tmp_path: Path) -> None:
    write(tmp_path, {"bank.csv": NO_CURRENCY})
    engine = Engine.in_memory()
    for currency in ("EUR", "CHF"):
        load(engine, tmp_path, currency=currency)
        assert engine.rows("SELECT currency, count(*) FROM payments GROUP BY ALL") == [(currency, 2)]
    engine.close()


@pytest.mark.parametrize("order", ["dmy", None])
def test_an_option_that_was_not_said_before_takes_nothing_back(tmp_path: Path, order: str | None) -> None:
    write(tmp_path, {"bank.csv": UNSAID.replace("03/02", "23/02")})
    engine = Engine.in_memory()
    load(engine, tmp_path)
    load(engine, tmp_path, date_order=order)
    assert engine.rows("SELECT count(*) FROM payments") == [(2,)]
    assert engine.rows("SELECT count(*) FROM superseded") == [(0,)]
    engine.close()
