"""Broken rows on many machines: what they name is known of the whole store, so that each task reads them as one machine does.

A task knows only the clients and contracts of its own freelancers. A row that names somebody of another task would name
nobody there, and hold back every relationship.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engines.duckdb import Engine

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# The words of sql/eligibility/set_aside.sql.
WORD = r"[\w.@+-]+"
TOLD, KNOWN = "quarantine_told", "quarantine_known"
# The client by the contract, as set_aside.sql finds it; contracts of other tasks are known here.
NAMED = """SELECT q.* EXCEPT (client_id), coalesce(nullif(q.client_id, q.contract_id), c.client_id, q.client_id) AS client_id
    FROM quarantine AS q
    LEFT JOIN (SELECT contract_id, min(client_id) AS client_id FROM contracts GROUP BY contract_id) AS c
        ON q.contract_id = c.contract_id"""
# A line that names clients, but none of this task, says nothing of it.
ELSEWHERE = rf"""DELETE FROM quarantine WHERE client_id IS NULL AND (file_no, line) IN (
    SELECT (file_no, line) FROM (
        SELECT file_no, line, unnest(regexp_extract_all(raw, '{WORD}')) AS word FROM quarantine WHERE client_id IS NULL)
    GROUP BY file_no, line
    HAVING bool_or(word IN (SELECT client_id FROM {KNOWN})) AND NOT bool_or(word IN (SELECT client_id FROM pair)))"""


def told(spark: SparkSession) -> DataFrame:
    """The quarantine with the client of each row, where its contract tells."""
    return spark.sql(NAMED)


def known(spark: SparkSession) -> DataFrame:
    """The clients that stand in the text of a broken row: client_id, each once; no more of them than words in quarantine."""
    from pyspark.sql import functions as f

    rows = spark.table(TOLD).where("client_id IS NULL")
    words = rows.select(f.explode(f.regexp_extract_all("raw", f.lit(WORD), f.lit(0))).alias("client_id"))
    return words.distinct().join(spark.table("auditor_pair").select("client_id").distinct(), "client_id", "left_semi")


def leave_out(engine: Engine) -> None:
    """Take the rows of others out of a task's quarantine; its shapes and the table of KNOWN must have been made."""
    engine.execute(ELSEWHERE)
