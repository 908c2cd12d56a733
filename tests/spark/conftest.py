"""Audits by both engines, made once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import lake, spark_cluster

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


@dataclass(frozen=True)
class Both:
    """Store and outputs of the audit on this machine, the outputs of the one on Spark, and how that ended."""

    db: Path
    here: Path
    out: Path
    status: int
    said: str


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[spark_cluster.Cluster]:
    """A master and two workers, for all tests of the session."""
    if why := spark_cluster.missing():
        pytest.skip(why)
    with spark_cluster.started(tmp_path_factory.mktemp("cluster")) as one:
        yield one


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The sample exports, many formats in it, audited in one Spark process."""
    if why := spark_cluster.missing():
        pytest.skip(why)
    return both([SAMPLE], tmp_path_factory.mktemp("sample"), "local[2]")


def both(paths: list[Path], folder: Path, master: str) -> Both:
    """Audit `paths` by both engines."""
    db = folder / "store.duckdb"
    here = lake.audited(paths, folder / "here", "--db", str(db))
    assert here.returncode in (0, 1, 3), here.stderr
    there = lake.audited(paths, folder / "there", *lake.on_spark(master))
    return Both(db, folder / "here", folder / "there", there.returncode, there.stderr)
