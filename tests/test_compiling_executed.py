"""Compiled rules, run in a warehouse on the rows of the sample: the same findings as in DuckDB, numbers and texts included."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

from auditor import compiling, policies, rules
from auditor.auditing import evidence
from auditor.auditing.heuristics import finding_id, parameters, run_rule
from auditor.auditing.shapes import make_shapes
from auditor.auditing.wording import fill
from auditor.cli import root
from auditor.engines.duckdb import Engine
from auditor.errors import UsageError
from auditor.model.rules import Heuristic
from tests.support import warehouses
from tests.support.warehouses import Warehouse

SAMPLE = Path(__file__).resolve().parents[1] / "sample_data"
AS_OF = date(2026, 6, 30)
POLICY = policies.find("upwork-guide")
EXECUTED = ("postgres", "clickhouse", "spark")
SHIPPED = rules.shipped()
# Rules that ask whether a day lies within a period.
WINDOWED = ("contact.after_contract", "language.leave_platform")
TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\n\)", re.DOTALL)


@pytest.fixture(scope="module", params=EXECUTED)
def warehouse(request: pytest.FixtureRequest) -> Iterator[Warehouse]:
    if why := warehouses.missing(request.param):
        pytest.skip(why)
    with warehouses.started(request.param) as started:
        yield started


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("sample")
    store = folder / "store.duckdb"
    asked = ["audit", str(SAMPLE), "--as-of", str(AS_OF), "--db", str(store), "--out", str(folder / "out"), "--quiet"]
    assert CliRunner().invoke(root, asked).exit_code == 0
    with Engine.open(store) as engine:
        make_shapes(engine, AS_OF, POLICY)
        yield engine


@pytest.mark.parametrize("rule_id", SHIPPED)
def test_a_rule_finds_the_same_in_a_warehouse(rule_id: str, warehouse: Warehouse, sample: Engine) -> None:
    same(rule_id, warehouse, sample, "r_")


def same(rule_id: str, warehouse: Warehouse, store: Engine, room: str) -> None:
    try:
        script = compiled(rule_id, warehouse.dialect)
    except UsageError as refused:
        pytest.skip(str(refused))
    rule = SHIPPED[rule_id]
    frame = evidence.in_order(run_rule(store, rule, parameters(rule, {}, AS_OF)))
    rows = run(warehouse, script, store, room + rule_id.replace(".", "_"))
    found = evidence.in_order(pl.DataFrame([returned(row, frame) for row in rows], schema=frame.schema))
    assert frame.height
    assert told(rule, found) == told(rule, frame)


def compiled(rule_id: str, dialect: str) -> str:
    rule = SHIPPED[rule_id]
    return compiling.compile_rule(rule, dialect, POLICY, parameters(rule, {}, AS_OF), AS_OF, with_tables=True)


@pytest.fixture(scope="module")
def platforms(sample: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The rows of the sample with two clients in three on platforms whose rules have other windows."""
    tables = sorted({table for rule_id in WINDOWED for table, _ in TABLE.findall(compiled(rule_id, "postgres"))})
    with Engine.open(tmp_path_factory.mktemp("platforms") / "store.duckdb") as engine:
        for table in [one for one in tables if one != "rates"]:
            rows = sample.frame(f"SELECT * FROM {table}")
            if {"client_id", "profile_platform"} <= set(rows.columns):
                client = pl.col("client_id").str.len_bytes() + pl.col("client_id").str.tail(1).str.to_integer(
                    base=36, strict=False
                )
                rows = rows.with_columns(
                    pl.when(client % 3 == 0)
                    .then(pl.lit("freelancer"))
                    .when(client % 3 == 1)
                    .then(pl.lit("toptal"))
                    .otherwise(pl.col("profile_platform"))
                    .alias("profile_platform")
                )
                if "platform" in rows.columns:
                    rows = rows.with_columns(pl.col("profile_platform").alias("platform"))
            engine.append(table, rows)
        make_shapes(engine, AS_OF, POLICY)
        assert len({group for _, group in engine.rows("SELECT * FROM ruled")}) > 2
        assert len(engine.rows("SELECT DISTINCT platform FROM free_span")) > 1
        yield engine


@pytest.mark.parametrize("rule_id", WINDOWED)
def test_each_platform_has_the_window_of_its_own_rules(rule_id: str, warehouse: Warehouse, platforms: Engine) -> None:
    same(rule_id, warehouse, platforms, "p_")


def run(warehouse: Warehouse, script: str, sample: Engine, room: str) -> list[dict[str, Any]]:
    """The rows of the last statement of a script, after its tables were filled from the sample."""
    *before, query, _ = script.split(";\n")
    for sql in [*warehouse.room(room), *(one for one in before if TABLE.search(one))]:
        warehouse.execute(sql)
        if table := TABLE.search(sql):
            columns = ", ".join(line.split()[0].strip('`"') for line in table[2].strip().splitlines())
            values = sample.rows(f"SELECT {columns} FROM {table[1]}")
            lines = [f"({', '.join(warehouse.literal(value) for value in row)})" for row in values]
            if lines:
                warehouse.execute(f"INSERT INTO {table[1]} ({columns}) VALUES {', '.join(lines)}")
    for sql in before:
        if not TABLE.search(sql):
            warehouse.execute(sql)
    return warehouse.rows(query)


def returned(row: Mapping[str, Any], frame: pl.DataFrame) -> dict[str, Any]:
    """A row that came as JSON, its values of the kinds that DuckDB returns."""
    facts = row["facts"] if isinstance(row["facts"], dict) else json.loads(row["facts"])
    kinds = frame.schema["facts"]
    assert isinstance(kinds, pl.Struct)
    typed = {field.name: of_kind(facts.get(field.name), field.dtype) for field in kinds.fields}
    return {**row, "occurred_at": datetime.fromisoformat(row["occurred_at"]).replace(tzinfo=None), "facts": typed}


def of_kind(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, pl.List):
        return [of_kind(one, kind.inner) for one in value]
    if kind == pl.Date:
        return date.fromisoformat(value)
    if isinstance(kind, pl.Decimal):
        return Decimal(str(value))
    return float(value) if kind.is_float() else int(value) if kind.is_integer() else value


def told(rule: Heuristic, frame: pl.DataFrame) -> list[Any]:
    """What a finding is made of: its id, its numbers to nine places, its text, the rows that it rests on."""
    return sorted(
        (
            finding_id(
                rule.rule_id,
                row["platform"],
                row["client_id"],
                row["freelancer_id"],
                evidence.row_of(row["evidence"][0]),
            ),
            str(row["occurred_at"]),
            row["actor"],
            row["severity"],
            round(float(row["confidence"]), 9),
            fill(rule, row["facts"]),
            str({name: settled(value) for name, value in row["facts"].items()}),
            # The first mark says which row a finding hangs on; the others are sorted when it is shown.
            (evidence.row_of(row["evidence"][0]), *sorted(row["evidence"])),
        )
        for row in frame.iter_rows(named=True)
    )


def settled(value: Any) -> Any:
    """Numbers to nine places, lists in an order: nothing else may differ."""
    if isinstance(value, list):
        return sorted(map(str, value))
    return round(float(value), 9) if isinstance(value, float | Decimal) else value
