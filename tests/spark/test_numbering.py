"""Numbers of pairs are given by many tasks: no two rows have the same, and nothing sorts all rows for them."""

from __future__ import annotations

import pytest

from auditor.distributing.numbering import numbered
from auditor.engines import spark as engines
from tests.support import spark_cluster

SQL = """WITH seen AS (SELECT id % 700 AS client_id, id % 11 AS freelancer_id FROM range(0, 5000, 1, 4))
    SELECT client_id, freelancer_id, max('x') AS platform, ROW_NUMBER() OVER (ORDER BY client_id, freelancer_id) AS pair_no
    FROM seen GROUP BY client_id, freelancer_id"""


def test_no_two_rows_have_the_same_number_and_no_task_sorts_all() -> None:
    if why := spark_cluster.missing():
        pytest.skip(why)
    with engines.session("local[2]", {"spark.sql.shuffle.partitions": "4"}) as spark:
        alone, many = spark.sql(SQL), numbered(spark, SQL, "pair_no")
        assert many.columns == alone.columns
        rows, told = many.collect(), alone.collect()
        assert {row[:3] for row in rows} == {row[:3] for row in told} and len(rows) == len(told)
        assert len({row.pair_no for row in rows}) == len(rows) and min(row.pair_no for row in rows) > 0
        plans = [frame._jdf.queryExecution().executedPlan().toString() for frame in (alone, many)]
    assert "Window" in plans[0] and "Window" not in plans[1]
