"""Every case of every rule on both engines: the same findings, ids, numbers and texts included, and the same dates.

The cases of a day lie in one store, under ids of their own: Spark plans its jobs once for all of them. The days of one
case or a few take as long as the others, so they run when asked for: SPARK_DAYS=all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.engines import spark as engines
from tests.support import rule_worlds, spark_cluster

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MANY_CASES = 10
# Plans of so few rows are not worth being made anew after each step, nor a search for what follows from conditions.
PLANNED_ONCE = {"spark.sql.adaptive.enabled": "false", "spark.sql.constraintPropagation.enabled": "false"}
DAYS = rule_worlds.by_day()
WANTED = [
    day for day, cases in DAYS.items() if len(cases) >= MANY_CASES or os.environ.get("SPARK_DAYS") == "all"
]  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    if why := spark_cluster.missing():
        pytest.skip(why)
    with engines.session("local[2]", {**spark_cluster.SMALL, **PLANNED_ONCE}) as session:
        yield session


def test_most_cases_lie_on_the_days_that_always_run() -> None:
    numbers = [len(cases) for cases in DAYS.values()]
    assert sum(one for one in numbers if one >= MANY_CASES) > sum(numbers) * 0.8


def test_every_row_of_a_case_is_under_ids_of_its_own() -> None:
    seen: set[str] = set()
    for one in (one for cases in DAYS.values() for one in cases):
        rows = [row for table in one.rows().values() for row in table]
        owners = {row["freelancer_id"] for row in rows if "freelancer_id" in row}
        marked = [row for row in rows if "freelancer_id" not in row]
        assert all(owner.startswith(one.prefix) for owner in owners) and not owners & seen
        assert all(row["message_id"].startswith(one.prefix) for row in marked)
        seen |= owners


def test_a_difference_of_any_kind_is_told() -> None:
    row = {"rule_id": "r", "client_id": "c", "freelancer_id": "f", "occurred_at": 1, "evidence": ["messages:m"]}
    assert rule_worlds.differences({"1": row}, {"1": row}) == []
    assert "not on Spark: r c f" in rule_worlds.differences({"1": row}, {})[0]
    assert "on Spark alone: r c f" in rule_worlds.differences({}, {"1": row})[0]
    for name in row:
        (told,) = rule_worlds.differences({"1": row}, {"1": {**row, name: "other"}})
        assert f"{name} is 'other' on Spark" in told


@pytest.mark.parametrize("as_of", WANTED, ids=str)
def test_the_cases_of_a_day_give_the_same_on_both_engines(as_of: date, spark: SparkSession, tmp_path: Path) -> None:
    cases = DAYS[as_of]
    first = rule_worlds.here(cases, as_of, tmp_path)
    assert first.failed == []
    spoken = {(row["rule_id"], row["freelancer_id"].partition("_")[0] + "_") for row in first.findings.values()}
    assert [one.name for one in cases if one.speaks and (one.rule_id, one.prefix) not in spoken] == []
    other = rule_worlds.there(spark, as_of, tmp_path)
    assert other.failed == []
    assert rule_worlds.differences(first.findings, other.findings) == []
    assert other.relationships == first.relationships
