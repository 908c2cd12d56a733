"""What an audit on Spark reads, shuffles and holds, by size, and whether its rows are those of one machine: sql/scale.md.

    python -m tests.bench.spark --messages 200000 1000000 --seed 11 --one-client 0.3 --master local[2]

Needs the extra `spark` and Java; `make bench-spark` brings both.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import polars as pl

from auditor.simulating import World, simulate
from tests.support import lake, spark_events

MOST_STEPS = 12
TABLES = ("detections", "findings", "eligibility")
LARGE = "c-large"
NAMED = ("contracts", "payments", "messages", "relationships", "reports")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--messages", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--one-client", type=float, default=0.0, help="share of all messages that one client has")
    parser.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE", help="a setting of Spark's")
    parser.add_argument("--alone", action="store_true", help="do not audit on this engine's own, nor compare")
    asked = parser.parse_args()
    print(
        f"pyspark {version('pyspark')}, polars {version('polars')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    for messages in asked.messages:
        with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
            folder = Path(scratch)
            simulate(World(messages, asked.seed), folder / "world")
            if asked.one_client:
                share = one_client(folder / "world", asked.one_client)
                print(f"{LARGE} has {share:.1%} of all messages")
            measure(messages, asked.master, asked.conf, folder)
            if not asked.alone:
                compare(folder)


def one_client(world: Path, share: float) -> float:
    """Give relationships to one client until it has `share` of all messages; return the share that it has then."""
    sent = pl.read_csv(world / "messages.csv", infer_schema=False).group_by("client_id").len("sent")
    placed = sent.sort(pl.col("client_id").hash(7)).with_columns(pl.col("sent").cum_sum().alias("until"))
    total = int(placed["sent"].sum())
    chosen = placed.filter(pl.col("until") <= share * total)
    for table in NAMED:
        rows = pl.read_csv(world / f"{table}.csv", infer_schema=False)
        its = pl.col("client_id").is_in(chosen["client_id"].implode())
        rows.with_columns(pl.when(its).then(pl.lit(LARGE)).otherwise("client_id").alias("client_id")).write_csv(
            world / f"{table}.csv"
        )
    return int(chosen["sent"].sum()) / total


def measure(messages: int, master: str, conf: list[str], folder: Path) -> None:
    """Audit one world on Spark and print its line, and the steps that take longest."""
    (folder / "events").mkdir()
    told = [*("=".join(pair) for pair in spark_events.settings(folder / "events").items()), *conf]
    options = [part for one in told for part in ("--spark-conf", one)]
    begun = time.perf_counter()
    ended = lake.audited([folder / "world"], folder / "out", "--engine", "spark", "--master", master, *options)
    seconds = time.perf_counter() - begun
    assert ended.returncode in (0, 1), ended.stderr
    done = spark_events.stages(folder / "events")
    timings = json.loads((folder / "out" / "summary.json").read_text(encoding="utf-8"))["timings"]
    total = sum(one.shuffled_bytes for one in done)
    print(
        f"{messages:,} messages: {seconds:.0f} s, {len(done)} stages, {total / 1e6:,.1f} MB shuffled, {total / messages:.0f} B a message"
    )
    print("  " + ", ".join(f"{name} {value:.0f} s" for name, value in timings.items()))
    steps: dict[str, list[spark_events.Stage]] = defaultdict(list)
    for one in done:
        steps[one.about].append(one)
    for name, some in sorted(steps.items(), key=lambda step: -sum(one.seconds for one in step[1]))[:MOST_STEPS]:
        slowest = max(some, key=lambda one: max(one.tasks, default=0.0))
        print(
            f"  {name}: {sum(one.seconds for one in some):.1f} s in {len(some)} stages, "
            f"read {sum(one.read_bytes for one in some) / 1e6:,.1f} MB, "
            f"shuffled {sum(one.shuffled_bytes for one in some) / 1e6:,.1f} MB, peaks of a stage's tasks {max(one.peak_bytes for one in some) / 1e6:,.0f} MB, "
            f"longest task {max(slowest.tasks, default=0.0):.1f} s, {slowest.stall:.1f} medians of {len(slowest.tasks)}"
        )


def compare(folder: Path) -> None:
    """Audit the same world on this machine; raise AssertionError where a row differs."""
    begun = time.perf_counter()
    ended = lake.audited([folder / "world"], folder / "here", "--db", str(folder / "store.duckdb"))
    assert ended.returncode in (0, 1), ended.stderr
    print(f"  the embedded engine: {time.perf_counter() - begun:.0f} s")
    for table in TABLES:
        rows, there = lake.from_store(folder / "store.duckdb", table), lake.from_lake(folder / "out", table)
        assert rows and rows == there, f"{table}: {sorted(set(rows) ^ set(there))[:6]}"
        print(f"  {table}: {len(rows):,} rows, the same on both")


if __name__ == "__main__":
    main()
