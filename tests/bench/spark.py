"""What an audit on Spark reads, shuffles and holds, by size: the figures of sql/scale.md.

    python -m tests.bench.spark --messages 1000000 10000000 --master local[2]

Needs the extra `spark` and Java; `make bench-spark` brings both.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from auditor.simulating import World, simulate
from tests.support import lake, spark_events

MOST_STAGES = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--messages", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    print(
        f"pyspark {version('pyspark')}, polars {version('polars')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    for messages in asked.messages:
        with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
            measure(messages, asked.seed, asked.master, Path(scratch))


def measure(messages: int, seed: int, master: str, folder: Path) -> None:
    """Audit one world and print its line, and the stages that shuffle most."""
    (folder / "events").mkdir()
    simulate(World(messages, seed), folder / "world")
    conf = [
        part for pair in spark_events.settings(folder / "events").items() for part in ("--spark-conf", "=".join(pair))
    ]
    begun = time.perf_counter()
    ended = lake.audited([folder / "world"], folder / "out", "--engine", "spark", "--master", master, *conf)
    seconds = time.perf_counter() - begun
    assert ended.returncode in (0, 1), ended.stderr
    done = spark_events.stages(folder / "events")
    timings = json.loads((folder / "out" / "summary.json").read_text(encoding="utf-8"))["timings"]
    total = sum(one.shuffled_bytes for one in done)
    print(
        f"{messages:,} messages: {seconds:.0f} s, {len(done)} stages, {total / 1e6:,.1f} MB shuffled, {total / messages:.0f} B a message"
    )
    print("  " + ", ".join(f"{name} {value:.0f} s" for name, value in timings.items()))
    for one in sorted(done, key=lambda one: -one.shuffled_bytes)[:MOST_STAGES]:
        print(
            f"  stage {one.number}: {one.seconds:.1f} s, read {one.read_bytes / 1e6:,.1f} MB, shuffled "
            f"{one.shuffled_bytes / 1e6:,.1f} MB, slowest task {one.stall:.1f} medians, peak {one.peak_bytes / 1e6:,.0f} MB"
        )


if __name__ == "__main__":
    main()
