"""The one place where Pandera judges typed rows: all checks run on collected batches, and give rows with reasons.

A batch holds typed values; of texts and ids only whether there is one, so that no private text leaves the database.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from auditor.ingesting import contradictions, no_times
from auditor.ingesting.signs import CURRENCY_FILE
from auditor.model.tables import Column, ColumnType, RowRule, Table

if TYPE_CHECKING:
    from pandera.polars import PolarsData

# How much larger than others an amount in a small currency may be.
SMALLER = 10_000
EARLIEST = datetime(1990, 1, 1)
FAULTS = {"row_no": pl.Int64, "column": pl.String, "code": pl.String, "reason": pl.String}
NUMBER_REMEDY = (
    "write it as 1234.56 or -1234.56; one currency sign may stand before or behind it, and brackets mean a minus"
)
FORMS = {
    ColumnType.MONEY: ("E202", "is no decimal number of this size and precision", NUMBER_REMEDY),
    ColumnType.NUMBER: ("E202", "is no decimal number of this size and precision", NUMBER_REMEDY),
    ColumnType.BOOL: ("E203", "is neither true nor false", "write true or false"),
}


@cache
def currencies() -> tuple[str, ...]:
    """All currency codes that a row may have."""
    codes = tomllib.loads(CURRENCY_FILE.read_text(encoding="utf-8"))
    return tuple(sorted({*codes["iso"].split(), *codes["wallet"].split()}))


@cache
def small_currencies() -> tuple[str, ...]:
    """Currencies whose units are worth so little that amounts are large."""
    return tuple(tomllib.loads(CURRENCY_FILE.read_text(encoding="utf-8"))["small"].split())


def faults(batch: pl.DataFrame, table: Table) -> pl.DataFrame:
    """All faults of a batch, one row each: row_no, column, code, reason. Rows without a fault do not stand in it."""
    rules = tuple(rules_of(table))
    # Most files are sound, and one look tells: only what it finds broken is a matter for the judge.
    kept = batch.select(rule.holds().fill_null(True).all().alias(str(at)) for at, rule in enumerate(rules))
    failed = set() if all(kept.row(0)) else _failed(batch, rules)
    found = [_faulty(batch, rule) for rule in rules if rule.reason in failed]
    return pl.concat(found).sort("row_no", maintain_order=True) if found else pl.DataFrame(schema=FAULTS)


def rules_of(table: Table) -> Iterator[RowRule]:
    """The rules of each column, in the order of the columns, then those of the table."""
    has_currency = any(column.type is ColumnType.CURRENCY for column in table.columns)
    for column in table.columns:
        yield from _column_rules(column, has_currency)
    yield from table.rules
    if has_currency:
        yield from contradictions.RULES


@cache
def judged_columns(table: Table) -> frozenset[str]:
    """The columns of a batch that any rule looks at; the others need not leave the database."""
    return frozenset(name for rule in rules_of(table) for name in rule.holds().meta.root_names())


def _failed(batch: pl.DataFrame, rules: tuple[RowRule, ...]) -> set[str]:
    # Imported here: it takes a tenth of a second to load, and sound files never ask for it.
    import pandera.polars as pa
    from pandera.errors import SchemaErrors

    columns = {name: pa.Column(nullable=True) for name in batch.columns}
    checks = [pa.Check(_as_check(rule), error=rule.reason, n_failure_cases=1) for rule in rules]
    try:
        pa.DataFrameSchema(columns, checks=checks).validate(batch, lazy=True)
    except SchemaErrors as errors:
        return {error.check.error for error in errors.schema_errors}
    return set()


def _as_check(rule: RowRule) -> Callable[[PolarsData], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(rule.holds().fill_null(True).alias("holds"))


def _faulty(batch: pl.DataFrame, rule: RowRule) -> pl.DataFrame:
    words = {"column": rule.column, "code": rule.code, "reason": rule.reason}
    rows = batch.filter(~rule.holds().fill_null(True)).select(pl.col("row_no").cast(pl.Int64))
    return rows.with_columns(pl.lit(text).alias(name) for name, text in words.items())


def _column_rules(column: Column, has_currency: bool) -> Iterator[RowRule]:
    name = column.name
    if column.required:
        yield RowRule("E101", name, f"{name} is missing", "fill it in", lambda: _is_there(column))
    if column.type in FORMS:
        code, problem, remedy = FORMS[column.type]
        yield RowRule(code, name, f"{name} {problem}", remedy, lambda: ~pl.col(f"{name}_unread"))
    if column.type is ColumnType.TIME:
        for kind, one in no_times.KINDS.items():
            yield RowRule("E201", name, f"{name} {one.problem}", one.remedy, _is_not(f"{name}_no_time", kind))
    if column.type is ColumnType.ENUM:
        allowed = ", ".join(column.allowed)
        yield RowRule(
            "E301",
            name,
            f"{name} is none of {allowed}",
            "use one of them",
            lambda: pl.col(column.name).is_in(column.allowed),
        )
    if column.type is ColumnType.CURRENCY:
        problem = f"{name} is no ISO 4217 code"
        yield RowRule("E302", name, problem, "write it as USD or EUR", lambda: pl.col(column.name).is_in(currencies()))
    if column.low is not None and column.high is not None:
        problem = f"{name} is outside {column.low} to {column.high}"
        wide = has_currency and column.type is ColumnType.MONEY
        yield RowRule("E303", name, problem, "correct it", lambda: _is_within(column, wide))
    if column.type is ColumnType.TIME:
        yield RowRule(
            "E304", name, f"{name} lies before 1990", "correct the year", lambda: pl.col(column.name) >= EARLIEST
        )


def _is_not(name: str, kind: str) -> Callable[[], pl.Expr]:
    return lambda: pl.col(name) != kind


def _is_within(column: Column, wide: bool) -> pl.Expr:
    value, low, high = pl.col(column.name), column.low, column.high
    if low is None or high is None or not wide:
        return value.is_between(low, high)
    is_small = pl.col("currency").is_in(small_currencies()).fill_null(False)
    return value.is_between(low, high) | (is_small & value.is_between(low * SMALLER, high * SMALLER))


def _is_there(column: Column) -> pl.Expr:
    if column.type.is_text:
        return pl.col(column.name)
    there = pl.col(column.name).is_not_null()
    return there | pl.col(f"{column.name}_unread") if column.type.has_form else there
