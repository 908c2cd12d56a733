"""The canonical tables agree with the store, with the vocabulary of the contract, and with themselves."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.engines.duckdb import Engine
from auditor.ingesting.planning import tables
from auditor.ingesting.validating import currencies, faults, rules_of
from auditor.model.tables import ColumnType, Table

TABLES = tables()
SQL_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.ID: "VARCHAR",
    ColumnType.ENUM: "VARCHAR",
    ColumnType.CURRENCY: "VARCHAR",
    ColumnType.TIME: "TIMESTAMP",
    ColumnType.BOOL: "BOOLEAN",
}


def test_there_are_the_five_tables_of_the_contract_and_the_links() -> None:
    assert sorted(TABLES) == ["contracts", "links", "messages", "payments", "relationships", "reports"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_are_those_of_the_store_in_their_order_and_types(name: str) -> None:
    table = TABLES[name]
    with Engine.in_memory() as engine:
        rows = engine.rows(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $name ORDER BY column_index",
            {"name": name},
        )
    assert [column for column, _ in rows[: len(table.columns)]] == list(table.names)
    for column, (_, stored) in zip(table.columns, rows, strict=False):
        assert stored == SQL_TYPES.get(column.type, f"DECIMAL({column.digits},{column.decimals})")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_column_has_a_meaning_and_every_key_is_a_column(name: str) -> None:
    table = TABLES[name]
    assert all(column.meaning for column in table.columns)
    assert set(table.key) <= set(table.names)
    assert all(rule.code[0] == "E" and rule.problem and rule.remedy for rule in rules_of(table))


def test_currency_codes_are_three_or_four_capitals_and_hold_the_usual_ones() -> None:
    assert {"USD", "EUR", "INR", "JPY", "USDT", "BTC"} <= set(currencies())
    assert "XXX" not in currencies()
    assert all(code.isalpha() and code.isupper() and 3 <= len(code) <= 4 for code in currencies())


def _reports(**cells: object) -> pl.DataFrame:
    row = {"row_no": 7, "report_id": True, "client_id": True, "freelancer_id": True, "reporter": "client"}
    row |= {"reported_at": None, "reported_at_unread": False, "reported_at_precision": None, "reason": False}
    row |= {"reported_at_no_time": None, "message_id": False, **cells}
    types = {"reported_at": pl.Datetime("us"), "reported_at_precision": pl.String, "reporter": pl.String}
    types |= {"reported_at_no_time": pl.String}
    return pl.DataFrame([row], schema_overrides=types)


def test_pandera_checks_the_data_and_not_only_the_schema() -> None:
    found = faults(
        _reports(reporter="nobody", reported_at_unread=True, reported_at_no_time="form", client_id=False),
        TABLES["reports"],
    )
    assert found.select("row_no", "column", "code").rows() == [
        (7, "client_id", "E101"),
        (7, "reporter", "E301"),
        (7, "reported_at", "E201"),
    ]


def test_a_sound_row_has_no_fault() -> None:
    from datetime import datetime

    sound = _reports(reported_at=datetime(2025, 1, 1))
    assert faults(sound, TABLES["reports"]).is_empty()


def test_a_table_without_rows_has_no_fault() -> None:
    table: Table = TABLES["reports"]
    assert faults(_reports().clear(), table).is_empty()
