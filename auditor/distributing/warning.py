"""What a person should know of all rows together, asked of Spark as one machine asks its store; capped, whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from auditor import ingesting, rooms
from auditor.auditing import silence, unplaced
from auditor.compiling.scripts import parsed, words
from auditor.distributing.asking import said
from auditor.distributing.overlapping import KEYED
from auditor.engines.spark import named
from auditor.model.policies import Policy

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# A sentence is of a file and a table, or of a source; of more than that nobody reads them.
MOST_ROWS = 200
SILENT, SILENT_READS = "silent_sources", ("talk", "billing")
UNPLACED_READS = ("pair_platform",)


def warnings(spark: SparkSession, as_of: date, freelancer: str | None = None) -> tuple[str, ...]:
    """Rows that name contracts of which nothing was read, rows that count for another freelancer than they may be of, and
    rows dated after the day of the audit. `freelancer` is the one given for rows that name none."""
    named(spark, "warnings")
    contracts = ingesting.contract_sentences(_rows(spark, ingesting.CONTRACTLESS))
    split: tuple[str, ...] = ()
    if freelancer is not None:
        split = ingesting.split_sentences(
            _rows(spark, _spoken(ingesting.SPLIT, {"freelancer": freelancer})), freelancer
        )
    unnamed = ingesting.unnamed_sentences(_rows(spark, _spoken(ingesting.unnamed(KEYED), {})))
    later = [
        one
        for table in ingesting.EVENTS
        for one in ingesting.future_sentences(table, _rows(spark, ingesting.dated_after(table, as_of)), as_of)
    ]
    return (*contracts, *split, *unnamed, *later)


def shaped_warnings(spark: SparkSession, policy: Policy, as_of: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Statements that count for no platform, and sources that fell silent; then those of them that need a person even if
    all went well. Shapes that have been made are read as they are."""
    named(spark, "warnings")
    of_none = unplaced.sentences_of(
        lambda sql: _rows(spark, _over(spark, "unplaced", sql, UNPLACED_READS, policy, as_of))
    )
    silent = (rooms.sql_folder() / "report" / f"{SILENT}.sql").read_text(encoding="utf-8")
    sql = _over(spark, SILENT, silent, SILENT_READS, policy, as_of)
    # Those that fell silent lately call for somebody: they come first where not all are told.
    order = f"silent_days > {silence.ALARM_DAYS}, kind, platform, freelancer_id"
    sources = pl.from_arrow(spark.sql(f"SELECT * FROM ({sql}) ORDER BY {order} LIMIT {MOST_ROWS}").toArrow())
    assert isinstance(sources, pl.DataFrame)
    alarms = silence.silent_sentences(sources, lately=True)
    return (*of_none, *alarms, *silence.silent_sentences(sources, lately=False)), alarms


def _over(spark: SparkSession, name: str, sql: str, reads: Sequence[str], policy: Policy, as_of: date) -> str:
    """A query over shapes in Spark's words. Shapes that no rule reads have not been made: they are views here."""
    told = said(name, sql, reads, policy, as_of)
    for shape, made_by in told.shapes.items():
        if not spark.catalog.tableExists(shape):
            spark.sql(made_by).createOrReplaceTempView(shape)
    return told.rules[name]


def _spoken(sql: str, values: dict[str, Any]) -> str:
    """A query of tables in DuckDB's words, in Spark's."""
    return words(parsed(sql, values).sql("duckdb"), "spark")


def _rows(spark: SparkSession, asked: str) -> list[Sequence[Any]]:
    return [tuple(row) for row in spark.sql(f"{asked} LIMIT {MOST_ROWS}").collect()]
