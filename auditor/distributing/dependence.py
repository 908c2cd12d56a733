"""How much of all income hangs on the largest client and platform: the report's own query, asked of Spark."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from auditor.distributing.asking import asked
from auditor.model.policies import Policy

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NAME, READS = "dependence", ("billing", "rate_span")


def dependence(spark: SparkSession, policy: Policy, as_of: date) -> pl.DataFrame:
    """The frame of sql/report/dependence.sql: one row a currency. The shapes must have been made."""
    found = pl.from_arrow(spark.sql(asked("report", NAME, READS, policy, as_of)).toArrow())
    assert isinstance(found, pl.DataFrame)
    return found
