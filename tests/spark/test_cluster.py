"""A cluster of one master and two workers: the same answers, also when an executor is lost in the middle of a job."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import polars as pl
import pytest

from auditor.simulating import World, simulate
from tests.support import lake
from tests.support.spark_cluster import PATIENCE_SECONDS, Cluster

MESSAGES, SEED = 6_000, 11


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated marketplace, its messages cut into several Parquet files and the rest as CSV."""
    folder = tmp_path_factory.mktemp("world")
    simulate(World(MESSAGES, SEED), folder)
    messages = pl.read_csv(folder / "messages.csv", infer_schema=False)
    for number, part in enumerate(messages.iter_slices(MESSAGES // 3)):
        part.write_parquet(folder / f"messages-{number}.parquet")
    (folder / "messages.csv").unlink()
    return folder


@pytest.fixture(scope="module")
def store(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    ended = lake.audited([world], folder / "out", "--db", str(folder / "store.duckdb"))
    assert ended.returncode == 0, ended.stderr
    return folder / "store.duckdb"


def test_a_killed_executor_changes_nothing(cluster: Cluster, world: Path, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = lake.on_spark(cluster.url)
    before = cluster.begun()
    with (tmp_path / "log").open("w") as log:
        running = subprocess.Popen(lake.command([world], out, *options), stdout=log, stderr=log)
        scanning = _seen(out, "work-*/detections/_temporary", running)
        there = cluster.kill_executor()
        status = running.wait(timeout=3 * PATIENCE_SECONDS)
    assert scanning and there == 2
    # Another was started in the place of the lost one.
    assert cluster.begun() == before + there + 1
    assert status == 0, (tmp_path / "log").read_text()[-3000:]
    for table in ("detections", "findings", "eligibility"):
        rows = lake.from_store(store, table)
        assert rows
        assert lake.from_lake(out, table) == rows


def _seen(out: Path, pattern: str, running: subprocess.Popen[bytes]) -> bool:
    """Wait until the step that leaves this behind has begun."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and running.poll() is None:
        if any(out.glob(pattern)):
            return True
        time.sleep(0.05)
    return False
