"""How much of all income hangs on the largest client and platform: the report's own query, asked of Spark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from auditor import compiling, rooms, rules
from auditor.model.policies import Policy

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NAME, READS = "dependence", ("billing", "rate_span")


def dependence(spark: SparkSession, policy: Policy, as_of: date) -> pl.DataFrame:
    """The frame of sql/report/dependence.sql: one row a currency. The shapes must have been made."""
    sql = (rooms.sql_folder() / "report" / f"{NAME}.sql").read_text(encoding="utf-8")
    # A query is compiled in the form of a rule: what it reads, and its SQL.
    asked = replace(next(iter(rules.shipped().values())), rule_id=NAME, reads=READS, sql=sql)
    said = compiling.compile_together({NAME: asked}, "spark", policy, {NAME: {}}, as_of)
    found = pl.from_arrow(spark.sql(said.rules[NAME]).toArrow())
    assert isinstance(found, pl.DataFrame)
    return found
