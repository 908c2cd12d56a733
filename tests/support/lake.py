"""One audit by both engines, and their tables brought to one form, so that they can be compared row by row."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from auditor.engines.duckdb import Engine
from tests.support.spark_cluster import SMALL

AS_OF = "2026-06-30"
FINDING = ("finding_id", "rule_id", "severity", "confidence", "platform", "client_id", "freelancer_id", "occurred_at",
           "actor", "title", "explanation", "policy_clause", "action", "reply")  # fmt: skip
# Their place in the output is the engine's own.
PLACE = {"on_platform", "month"}


def command(paths: Sequence[Path], out: Path, *options: str) -> list[str]:
    """The command line of an audit."""
    return [
        sys.executable,
        "-m",
        "auditor",
        "audit",
        *map(str, paths),
        "--as-of",
        AS_OF,
        "--quiet",
        "--out",
        str(out),
        *options,
    ]


def on_spark(master: str) -> list[str]:
    """The options of an audit on a small cluster."""
    conf = [part for name, value in SMALL.items() for part in ("--spark-conf", f"{name}={value}")]
    return ["--engine", "spark", "--master", master, *conf]


def audited(paths: Sequence[Path], out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run an audit to its end."""
    return subprocess.run(command(paths, out, *options), capture_output=True, text=True)


def from_store(db: Path, table: str) -> list[str]:
    """The rows of a table of a store, each as text, sorted."""
    columns = ", ".join(FINDING) if table == "findings" else "*"
    with Engine.open(db, read_only=True) as engine:
        return _rows(engine.frame(f"SELECT {columns} FROM {table}"))


def from_lake(out: Path, table: str) -> list[str]:
    """The rows of a table that Spark wrote, each as text, sorted, in the columns of the store's."""
    frame = pl.read_parquet(out / "private" / "tables" / table / "**" / "*.parquet", hive_partitioning=False)
    with Engine.in_memory() as engine:
        kinds = engine.frame(f"SELECT * FROM {table}").schema
    names = FINDING if table == "findings" else [name for name in kinds if name not in PLACE]
    return _rows(frame.select(pl.col(name).cast(kinds[name]) for name in names))


def _rows(frame: pl.DataFrame) -> list[str]:
    return sorted(map(str, frame.iter_rows()))
