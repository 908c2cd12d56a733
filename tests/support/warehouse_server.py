"""Runs SQL for tests in an engine that has a Python of its own: one JSON request a line, one JSON answer a line.

    python warehouse_server.py clickhouse FOLDER

Requests are {"sql": …} for a statement and {"query": …} for rows; answers {"rows": […]} or {"error": …}.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

Run = Callable[[str, bool], list[Any]]


def clickhouse(folder: str) -> Run:
    from chdb import session

    opened = session.Session(folder)
    opened.query("SET output_format_json_quote_64bit_integers = 0, output_format_json_quote_decimals = 1")

    def run(sql: str, wants_rows: bool) -> list[Any]:
        answer = opened.query(sql, "JSONEachRow")
        return [json.loads(line) for line in str(answer).splitlines()] if wants_rows else []

    return run


def spark(folder: str) -> Run:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.sql.session.timeZone", "UTC")
    for name, value in {
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.storeAssignmentPolicy": "LEGACY",
        # Small rows and large plans: what a plan costs to compile is more than what it saves.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": "-XX:ReservedCodeCacheSize=512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    }.items():
        builder = builder.config(name, value)
    opened = builder.getOrCreate()

    def run(sql: str, wants_rows: bool) -> list[Any]:
        try:
            frame = opened.sql(sql)
            return [json.loads(line) for line in frame.toJSON().collect()] if wants_rows else []
        except PySparkException as error:
            raise RuntimeError(str(error)) from error

    return run


def main(engine: str, folder: str) -> None:
    # What an engine prints of its own is no answer.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    run = {"clickhouse": clickhouse, "spark": spark}[engine](folder)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            told = {"rows": run(asked.get("query") or asked["sql"], "query" in asked)}
        except (RuntimeError, ValueError) as error:
            told = {"error": str(error)[:2000]}
        print(json.dumps(told), file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
