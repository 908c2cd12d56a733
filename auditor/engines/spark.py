"""The distributed engine: Apache Spark, an extra. Opens a session whose answers are those of the embedded engine.

What could make two engines differ is pinned here: times are in UTC, texts sort by their bytes (UTF-8, so by code point),
arithmetic raises instead of wrapping, and Parquet times without a zone stay without one.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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
    # Spark's own log shows a trace of Java's for what is told in one line here.
    "spark.log.level": "OFF",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "10000",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    # A table that is sent to all is held by the driver first. Ids and days take many times their Parquet's room there.
    "spark.sql.sources.fileCompressionFactor": "8",
    "spark.sql.adaptive.autoBroadcastJoinThreshold": "2m",
    # Each sort and each grouping of a task holds a page at least, 64 MB by default; a task of many joins has dozens of them.
    "spark.buffer.pageSize": "1m",
    # A killed executor takes its Python workers along; their task is tried again elsewhere.
    "spark.task.maxFailures": "8",
}
# What Spark takes for a cluster; for anything else its starter writes a trace of Java's past us.
MASTER = re.compile(r"(?:local(?:-cluster)?(?:\[.+\])?|yarn|spark://.+|k8s://.+)")
# What Spark says of a URL that only looks like one.
UNREAD = re.compile(r"(?:could not parse|invalid) master url", re.IGNORECASE)
CLASS = re.compile(r"^(?:[a-z]\w*\.)+\w+: ")
LOOPBACK = "127.0.0.1"
# What a word in Java's own errors asks for.
REMEDIES = {
    "CodeCache": 'give Java room for compiled code: --spark-conf "spark.driver.extraJavaOptions=-XX:ReservedCodeCacheSize=512m"',
    "OutOfMemoryError": "give more memory: --spark-conf spark.driver.memory=4g, and spark.executor.memory on a cluster",
    "No space left on device": "make room on the disk, or name another with --spark-conf spark.local.dir=FOLDER",
}
MORE = "--spark-conf spark.log.level=ERROR shows more, and so does the log of the executors"
STOPPED = "SparkContext was shut down"


class SparkError(AuditorError):
    """Spark gave up; nothing was published."""


@contextmanager
def session(master: str, conf: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session on `master` (local[2], spark://host:7077 …); `conf` are settings of Spark's own, which come before ours
    but for the pinned ones.

    Raises UsageError where pyspark or Java is missing or `master` is no URL of a cluster, SparkError for whatever Spark itself raises.
    """
    check()
    if not MASTER.fullmatch(master):
        raise UsageError(f"--master {master}: that is no cluster -> spark://HOST:7077, yarn, k8s://URL or local[2]")
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
    except (PySparkException, *raised_by_java(), OSError) as error:
        raise _not_begun(master, first_line(error)) from error
    try:
        yield spark
    except (PySparkException, *raised_by_java()) as error:
        raise SparkError(f"Spark: {first_line(error)} -> {_remedy(error)}") from error
    finally:
        _stop(spark)


class Tables:
    """Intermediate tables of one run, each written once as Parquet below `folder`, which every executor must reach.

    What is written is read by many; as nested views it would be planned and computed by each reader anew.
    """

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self.spark, self.folder = spark, folder

    def made(self, name: str, frame: DataFrame) -> DataFrame:
        """Write `frame` as the table `name`, readable in SQL by that name; return it as it is read back."""
        place = str(self.folder / name)
        named(self.spark, name)
        frame.write.mode("overwrite").parquet(place)
        return self.known(name, self.spark.read.schema(frame.schema).parquet(place))

    def known(self, name: str, frame: DataFrame) -> DataFrame:
        """Give a frame a name in SQL without writing it."""
        frame.createOrReplaceTempView(name)
        return frame


def named(spark: SparkSession, step: str) -> None:
    """Name the jobs that follow, as Spark's own pages and event log show them."""
    spark.sparkContext.setJobDescription(step)


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


def _not_begun(master: str, said: str) -> AuditorError:
    """Why there is no session: a command line that Spark cannot read, or a cluster that does not answer."""
    if UNREAD.search(said):
        return UsageError(f"--master {master}: {said} -> spark://HOST:7077, yarn, k8s://URL or local[2]")
    return SparkError(f"--master {master}: {said} -> see that the cluster runs, name its URL, or mend the --spark-conf")


def _home() -> str:
    import pyspark

    return str(Path(pyspark.__file__).resolve().parent)


def raised_by_java() -> tuple[type[Exception], ...]:
    """What the bridge to Java raises where Spark has no name for the error, or where Java is gone."""
    from py4j.protocol import Py4JError

    return (Py4JError, ConnectionError, EOFError)


def is_lost(error: BaseException) -> bool:
    """Whether Java itself has ended or is of no more use: nothing else can be asked of it."""
    from py4j.protocol import Py4JError, Py4JJavaError
    from pyspark.errors import PySparkException

    if isinstance(error, PySparkException):
        return False
    if isinstance(error, Py4JError) and not isinstance(error, Py4JJavaError):
        return True
    return not isinstance(error, Py4JJavaError) or any(word in str(error) for word in (*REMEDIES, STOPPED))


def first_line(error: BaseException) -> str:
    """The first line of what Spark says; the rest is a plan or a trace. Of an error of Java's that line says where it
    was raised, and the next one what."""
    java = getattr(error, "java_exception", None)
    said = type(error).__name__
    with suppress(*raised_by_java()):  # Java may be gone, and the words with it.
        said = str(error) if java is None else str(java.toString())
    lines = [CLASS.sub("", line.strip()) for line in said.splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__


def _remedy(error: BaseException) -> str:
    said = str(error)
    if is_lost(error) and not any(word in said for word in REMEDIES):
        return "Java ended or cannot be reached: see that the machine has memory for it, and that the cluster runs"
    return next((remedy for word, remedy in REMEDIES.items() if word in said), MORE)


def _stop(spark: SparkSession) -> None:
    """A Java that has ended needs no stopping, and the error that ended it is the one to tell."""
    with suppress(*raised_by_java()):
        spark.stop()
