"""The distributed engine: Apache Spark, an extra. Opens a session whose answers are those of the embedded engine.

What could make two engines differ is pinned here: times are in UTC, texts sort by their bytes (UTF-8, so by code point),
arithmetic raises instead of wrapping, and Parquet times without a zone stay without one.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import AuditorError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PINNED = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Days before 1582 stand for "always" in some shapes.
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
}
# What a user's own settings may replace.
DEFAULTS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "10000",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    # A killed executor takes its Python workers along; their task is tried again elsewhere.
    "spark.task.maxFailures": "8",
}
LOOPBACK = "127.0.0.1"


class SparkError(AuditorError):
    """Spark gave up; nothing was published."""


@contextmanager
def session(master: str, conf: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session on `master` (local[2], spark://host:7077 …); `conf` are settings of Spark's own, which come before ours
    but for the pinned ones.

    Raises UsageError where pyspark or Java is missing, SparkError for whatever Spark itself raises.
    """
    check()
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    is_here = master.startswith("local")
    if is_here:
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
        os.environ.setdefault("SPARK_HOME", _home())
    builder = SparkSession.builder.master(master).appName("auditor")
    for name, value in {**DEFAULTS, **(conf or {}), **PINNED}.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError) as error:
        raise SparkError(
            f"--master {master}: {first_line(error)} -> see that the cluster runs, and name its URL"
        ) from error
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    except PySparkException as error:
        raise SparkError(f"Spark: {first_line(error)} -> the log of the executors says more") from error
    finally:
        spark.stop()


class Tables:
    """Intermediate tables of one run, each written once as Parquet below `folder`, which every executor must reach.

    What is written is read by many; as nested views it would be planned and computed by each reader anew.
    """

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self.spark, self.folder = spark, folder

    def made(self, name: str, frame: DataFrame) -> DataFrame:
        """Write `frame` as the table `name`, readable in SQL by that name; return it as it is read back."""
        place = str(self.folder / name)
        frame.write.mode("overwrite").parquet(place)
        return self.known(name, self.spark.read.schema(frame.schema).parquet(place))

    def known(self, name: str, frame: DataFrame) -> DataFrame:
        """Give a frame a name in SQL without writing it."""
        frame.createOrReplaceTempView(name)
        return frame


def check() -> None:
    """Raises UsageError where pyspark, what it needs, or Java is missing."""
    try:
        import pandas  # noqa: F401
        import pyspark  # noqa: F401
    except ImportError as error:
        raise UsageError(f"--engine spark: {error.name} is not installed -> pip install 'auditor[spark]'") from error
    java = Path(os.environ.get("JAVA_HOME", "")) / "bin" / "java"
    if not ("JAVA_HOME" in os.environ and java.exists()) and not shutil.which("java"):
        raise UsageError("--engine spark: there is no Java here -> apt-get install openjdk-17-jre-headless")


def _home() -> str:
    import pyspark

    return str(Path(pyspark.__file__).resolve().parent)


def first_line(error: BaseException) -> str:
    """The first line of what Spark says; the rest is a plan or a trace."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__
