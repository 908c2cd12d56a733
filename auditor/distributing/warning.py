"""What a person should know of all rows together, asked of Spark as one machine asks its store; capped, whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from auditor import ingesting

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# A sentence is of a file and a table; of more files than that nobody reads them.
MOST_ROWS = 200


def warnings(spark: SparkSession, as_of: date) -> tuple[str, ...]:
    """Rows that name contracts of which nothing was read, and rows dated after the day of the audit."""
    contracts = ingesting.contract_sentences(_rows(spark, ingesting.CONTRACTLESS))
    later = [
        said
        for table in ingesting.EVENTS
        for said in ingesting.future_sentences(table, _rows(spark, ingesting.dated_after(table, as_of)), as_of)
    ]
    return (*contracts, *later)


def _rows(spark: SparkSession, asked: str) -> list[Sequence[Any]]:
    return [tuple(row) for row in spark.sql(f"{asked} LIMIT {MOST_ROWS}").collect()]
