"""Numbers that only have to differ, given by every task for its own rows: in the order of all rows one task would give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

from auditor.compiling.scripts import PREFIX

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# The column of a shape that numbers its rows, and is compared with nothing but itself.
NUMBERED: Mapping[str, str] = {f"{PREFIX}pair_place": "pair_no"}


def numbered(spark: SparkSession, sql: str, column: str) -> DataFrame:
    """The rows of the SELECT, `column` a number (BIGINT) that no other row has, whichever it would be.

    Read again the numbers may be others, so that the frame must be written before it is joined.
    """
    from pyspark.sql import functions

    told = sqlglot.parse_one(sql, read="spark")
    assert isinstance(told, exp.Select)
    told.set("expressions", [one for one in told.expressions if one.alias_or_name != column])
    rows = spark.sql(told.sql("spark"))
    return rows.withColumn(column, functions.monotonically_increasing_id() + 1)
