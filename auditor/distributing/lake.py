"""What a run on Spark leaves behind: tables of all rows as Parquet, by platform and month, and counts of all of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor import publishing
from auditor.engines.spark import named

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Where they go, and whence another audit takes them away.
TABLES, TOTALS = publishing.TABLES, publishing.TOTALS
FOLDERS = ("on_platform", "month")
PLATFORM = "coalesce(nullif({}, ''), 'none') AS on_platform"
# `platform` and the times stay columns of the rows as well; without a time the month is `none`.
PARTED = {
    "detections": f"SELECT d.*, {PLATFORM.format('m.profile_platform')}, coalesce(date_format(m.sent_at, 'yyyy-MM'), 'none') AS month "
    "FROM detections AS d INNER JOIN messages AS m ON d.message_id = m.message_id",
    "findings": f"SELECT *, {PLATFORM.format('platform')}, date_format(occurred_at, 'yyyy-MM') AS month FROM findings",
    "eligibility": f"SELECT *, {PLATFORM.format('platform')}, coalesce(date_format(eligible_on, 'yyyy-MM'), 'none') AS month FROM eligibility",
    "quarantine": f"SELECT *, {PLATFORM.format('platform')}, 'none' AS month FROM quarantine",
    "clusters": f"SELECT *, {PLATFORM.format('platform')}, 'none' AS month FROM clusters",
}
COUNTED = {
    "findings_by_rule": ("findings", "rule_id"),
    "findings_by_severity": ("findings", "severity"),
    "relationships_by_state": ("eligibility", "state"),
    "relationships_by_verdict": ("eligibility", "verdict"),
}
Totals = Mapping[str, Any]


def write(spark: SparkSession, folder: Path) -> None:
    """Write the tables below `folder`."""
    for table, sql in PARTED.items():
        named(spark, f"write {table}")
        # Else each task would write a file of its own into each folder: thousands of tasks times months.
        rows = spark.sql(sql).hint("rebalance", *FOLDERS)
        rows.write.mode("overwrite").partitionBy(*FOLDERS).parquet(str(folder / table))


def totals(spark: SparkSession, unsaid: Mapping[str, str], unsettled: str) -> Totals:
    """Counts of all rows by rule, severity, state and verdict, of clusters and their accounts, and what was not done: the
    rules that did not run, each with its reason, and why there are no clusters ("" where they are told)."""
    counts: dict[str, Any] = {}
    named(spark, "counts")
    for name, (table, column) in COUNTED.items():
        rows = spark.sql(f"SELECT {column}, count(*) FROM {table} GROUP BY {column} ORDER BY {column}").collect()
        counts[name] = {str(row[0]): int(row[1]) for row in rows}
    clusters, accounts = spark.sql("SELECT count(DISTINCT cluster), count(*) FROM clusters").collect()[0]
    counts |= {"clusters": int(clusters), "accounts_in_clusters": int(accounts)}
    return {**counts, "rules_not_run": dict(unsaid), "clusters_not_told": unsettled}


def publish(work: Path, out: Path, counts: Totals) -> None:
    """Put the tables that were written into the folder of the outputs, in place of those of an earlier run."""
    shutil.rmtree(out / TABLES, ignore_errors=True)
    _for_their_owner(work / TABLES)
    (work / TABLES).rename(out / TABLES)
    (out / TOTALS).touch(mode=0o600)
    (out / TOTALS).write_text(json.dumps(counts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _for_their_owner(tables: Path) -> None:
    """Spark writes files that everybody may read."""
    tables.chmod(0o700)
    for place in tables.rglob("*"):
        place.chmod(0o700 if place.is_dir() else 0o600)
