"""The report of a run on many machines: made on one, of the few relationships that need a person most.

What comes to this machine is capped in relationships, rows and findings, whatever the size of the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from auditor.auditing import cases, evidence, frames, risk, shapes
from auditor.deciding.exposure import INCOME, exposures
from auditor.distributing import broken
from auditor.distributing.dependence import dependence
from auditor.distributing.findings import read
from auditor.engines.duckdb import Engine
from auditor.engines.spark import named
from auditor.judging import Stood, stand
from auditor.model.policies import Policy
from auditor.model.results import Finding, QuarantineRow
from auditor.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

MOST_RELATIONSHIPS, MOST_FINDINGS, MOST_ROWS, MOST_FAULTS = 200, 5_000, 200_000, 5_000
FAULTS = f"""SELECT file, line, table_name, column_name, reason, raw FROM quarantine
    ORDER BY file, line, column_name, reason LIMIT {MOST_FAULTS}"""
KEY = ("platform", "client_id", "freelancer_id")
# Clusters of the accounts that are shown; their sizes and numbers are those of all rows.
CLUSTERS = """SELECT k.* FROM clusters AS k LEFT SEMI JOIN (
        SELECT DISTINCT 'client' AS actor, client_id AS account_id FROM chosen
        UNION SELECT DISTINCT 'freelancer' AS actor, freelancer_id FROM chosen) AS c
    ON k.actor = c.actor AND coalesce(k.client_id, k.freelancer_id) = c.account_id"""
PAIRS = ("contracts", "payments", "messages", "relationships", "reports")
# What holds a date back or moves it besides the rows of the two: broken rows that may be theirs (those that name nobody may
# be anyone's, and one more of them changes nothing), and who is known to pay for whom.
BESIDE = {
    "quarantine": f"""SELECT q.* FROM {broken.TOLD} AS q LEFT JOIN (SELECT DISTINCT client_id FROM chosen) AS c ON q.client_id = c.client_id
        WHERE q.client_id IS NULL OR c.client_id IS NOT NULL ORDER BY q.client_id IS NULL LIMIT {MOST_ROWS}""",
    "links": f"SELECT l.* FROM links AS l LEFT SEMI JOIN chosen AS c ON l.client_id = c.client_id LIMIT {MOST_ROWS}",
    "ties": f"SELECT t.* FROM ties AS t LEFT SEMI JOIN chosen_payments AS p ON t.row_key = p.row_key LIMIT {MOST_ROWS}",
    "ledger": f"SELECT * FROM ledger LIMIT {MOST_ROWS}",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the report is made of: findings with evidence, the relationships, frames of sql/report/ and cases, faults of rows."""

    findings: tuple[Finding, ...]
    stood: Stood
    frames: dict[str, pl.DataFrame]
    contributions: pl.DataFrame
    faults: tuple[QuarantineRow, ...]


def shown(
    spark: SparkSession,
    settings: Settings,
    policy: Policy,
    rates: pl.DataFrame | None,
    not_run: tuple[str, ...],
) -> Shown:
    """The relationships of the highest risk with all that the report says of them."""
    named(spark, "report")
    chosen = spark.sql(
        f"SELECT {', '.join(KEY)} FROM eligibility ORDER BY risk DESC, {', '.join(KEY)} LIMIT {MOST_RELATIONSHIPS}"
    )
    chosen.createOrReplaceTempView("chosen")
    # The rows that are fetched are those of the chosen clients; an income is that of all clients.
    income = dependence(spark, policy, settings.as_of)
    with Engine.in_memory() as engine:
        for table in PAIRS:
            engine.append(table, _fetched(engine, table, _rows(spark, table)))
        messages = spark.sql(
            "SELECT d.* FROM detections AS d LEFT SEMI JOIN chosen_messages AS m ON d.message_id = m.message_id"
        )
        engine.append("detections", _fetched(engine, "detections", messages))
        for table, asked in BESIDE.items():
            engine.append(table, _fetched(engine, table, spark.sql(asked)))
        known = _frame(spark.sql(f"SELECT * FROM {broken.KNOWN} LIMIT {MOST_ROWS}"))
        engine.execute(f"CREATE TEMP TABLE {broken.KNOWN} (client_id VARCHAR)")
        engine.append(broken.KNOWN, known)
        shapes.make_shapes(engine, settings.as_of, policy, rates)
        broken.leave_out(engine)
        found = _findings(spark, engine)
        stood = stand(engine, settings.as_of, policy, found, exposed=exposures({INCOME: income}), not_run=not_run)
        told = frames.report_frames(engine, settings.as_of) | {INCOME: income}
        told |= cases.case_frames(engine, found, settings.as_of, policy, _frame(spark.sql(CLUSTERS)))
    keys = {tuple(row) for row in chosen.collect()}
    # A pair has a relationship on each platform, of which perhaps not all were chosen.
    rows = tuple(one for one in stood.rows if (one.platform, one.client_id, one.freelancer_id) in keys)
    faults = tuple(QuarantineRow(*row) for row in spark.sql(FAULTS).collect())
    return Shown(found, replace(stood, rows=rows), told, risk.contributions(found, settings.as_of), faults)


def _rows(spark: SparkSession, table: str) -> DataFrame:
    pairs = "SELECT DISTINCT client_id, freelancer_id FROM chosen"
    asked = (
        f"SELECT t.* FROM {table} AS t LEFT SEMI JOIN ({pairs}) AS c "
        f"ON t.client_id = c.client_id AND t.freelancer_id = c.freelancer_id LIMIT {MOST_ROWS}"
    )
    if table == "payments":
        # A payer who is no client yet pays a freelancer: it is income, of nobody in particular.
        asked = (
            f"({asked}) UNION ALL (SELECT t.* FROM {table} AS t LEFT SEMI JOIN ({pairs}) AS c "
            f"ON t.client_id IS NULL AND t.freelancer_id = c.freelancer_id LIMIT {MOST_ROWS})"
        )
    found = spark.sql(asked)
    found.createOrReplaceTempView(f"chosen_{table}")
    return found


def _fetched(engine: Engine, table: str, frame: DataFrame) -> pl.DataFrame:
    found = _frame(frame)
    columns = [name for name, *_ in engine.rows(f"DESCRIBE {table}") if name in found.columns]
    return found.select(columns)


def _frame(rows: DataFrame) -> pl.DataFrame:
    found = pl.from_arrow(rows.toArrow())
    assert isinstance(found, pl.DataFrame)
    return found


def _findings(spark: SparkSession, engine: Engine) -> tuple[Finding, ...]:
    on = " AND ".join(f"f.{name} = c.{name}" for name in KEY)
    order = "CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END"
    kept = spark.sql(
        f"SELECT f.* FROM findings AS f LEFT SEMI JOIN chosen AS c ON {on} ORDER BY {order}, finding_id LIMIT {MOST_FINDINGS}"
    )
    rows: list[dict[str, Any]] = kept.toArrow().to_pylist()
    known = evidence.gather(engine, {mark for row in rows for mark in row["evidence"]})
    found = [_with_evidence(row, known) for row in rows]
    return tuple(
        sorted(
            found, key=lambda one: (*(getattr(one, name) for name in KEY), one.occurred_at, one.rule_id, one.finding_id)
        )
    )


def _with_evidence(row: dict[str, Any], known: dict[str, Sequence[Any]]) -> Finding:
    return replace(read(row), evidence=evidence.of_marks(row["evidence"], known))
