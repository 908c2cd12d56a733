"""How much of each freelancer's income hangs on the largest client and platform: the report's own query, asked of Spark."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from auditor.deciding.exposure import INCOME
from auditor.distributing.asking import asked
from auditor.model.policies import Policy

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

READS = ("billing", "rate_span")


def dependence(spark: SparkSession, policy: Policy, as_of: date) -> pl.DataFrame:
    """The frame of sql/report/dependence.sql for the freelancers of the view `chosen`. The shapes must have been made."""
    asked_of_all = spark.sql(asked("report", INCOME, READS, policy, as_of))
    found = pl.from_arrow(asked_of_all.join(spark.table("chosen"), "freelancer_id", "left_semi").toArrow())
    assert isinstance(found, pl.DataFrame)
    return found
