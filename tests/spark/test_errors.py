"""What Spark or Java raises is told in one line with a remedy, and nothing is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spark.conftest import SAMPLE
from tests.support import lake, spark_cluster

REFUSED = {
    "Java has too little memory": ("local[1]", "spark.driver.memory=200m", "Insufficient driver memory", 4),
    "the master is no URL": ("nowhere", "spark.driver.memory=1g", "nowhere", 2),
    "the master only looks like a URL": ("spark://nowhere", "spark.driver.memory=1g", "spark://nowhere", 2),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_error_of_spark_is_one_line_with_a_remedy_and_leaves_nothing(case: str, tmp_path: Path) -> None:
    if why := spark_cluster.missing():
        pytest.skip(why)
    master, conf, words, status = REFUSED[case]
    ended = lake.audited([SAMPLE], tmp_path / "out", "--engine", "spark", "--master", master, "--spark-conf", conf)
    assert ended.returncode == status, ended.stderr
    told = [line for line in ended.stderr.splitlines() if line.startswith("auditor: ")]
    assert len(told) == 1 and words in told[0] and " -> " in told[0]
    assert "Traceback" not in ended.stderr and "\tat " not in ended.stderr
    assert not (tmp_path / "out").exists()
