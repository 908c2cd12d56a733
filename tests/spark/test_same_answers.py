"""An audit on Spark says what an audit on one machine says: detections, findings, dates, to the last character."""

from __future__ import annotations

import json

import pytest

from auditor.engines.duckdb import Engine
from tests.spark.conftest import Both
from tests.support import lake

TABLES = ("detections", "findings", "eligibility")


@pytest.mark.parametrize("table", TABLES)
def test_the_sample_gives_the_same_rows_on_both_engines(table: str, sample: Both) -> None:
    assert sample.status == 0, sample.said
    rows = lake.from_store(sample.db, table)
    assert rows
    assert lake.from_lake(sample.out, table) == rows


def test_every_rule_that_speaks_in_the_sample_speaks_on_spark(sample: Both) -> None:
    totals = json.loads((sample.out / "totals.json").read_text(encoding="utf-8"))
    with Engine.open(sample.db, read_only=True) as engine:
        counts = dict(engine.rows("SELECT rule_id, count(*) FROM findings GROUP BY rule_id"))
    assert totals["findings_by_rule"] == counts
    assert totals["rules_not_run"] == {}


def test_tables_lie_by_platform_and_month(sample: Both) -> None:
    folders = {
        one.parent.relative_to(sample.out / "private" / "tables" / "findings").as_posix()
        for one in (sample.out / "private" / "tables" / "findings").rglob("*.parquet")
    }
    assert folders
    assert all(one.startswith("on_platform=") and "/month=20" in one for one in folders)


def test_the_report_and_the_files_beside_it_are_made_on_the_driver(sample: Both) -> None:
    names = {one.name for one in sample.out.iterdir()}
    assert {"report.html", "findings.jsonl", "eligibility.csv", "summary.json", "totals.json", "private"} <= names
    assert not [name for name in names if name.startswith("work")]
    summary = json.loads((sample.out / "summary.json").read_text(encoding="utf-8"))
    # So few relationships are shown all of them: nothing is left out that would have to be told.
    assert not any("those of the highest risk" in one for one in summary["warnings"])


def test_money_from_nobody_in_particular_is_counted_as_income(sample: Both) -> None:
    with Engine.open(sample.db, read_only=True) as engine:
        ((of_nobody,),) = engine.rows("SELECT count(*) FROM payments WHERE client_id IS NULL")
    assert of_nobody
    assert (sample.out / "income.csv").read_text(encoding="utf-8") == (sample.here / "income.csv").read_text(
        encoding="utf-8"
    )
