"""Files into typed tables on many machines: each task reads its files as one machine would, with the same validation,
and leaves typed rows, quarantine and accounts as Parquet in a folder that all machines reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.engines.spark import named
from auditor.model.results import FileAccount
from auditor.settings import no_progress

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# Tables of a row_key: told by several files, one version counts.
KEYED = ("contracts", "payments", "messages", "relationships", "reports")
TABLES = (*KEYED, "links", "ties", "quarantine", "ledger")
# The version from the file with the latest event counts, then the one read later.
LATEST = """SELECT * EXCEPT (place) FROM (
        SELECT r.*, row_number() OVER (
            PARTITION BY r.row_key ORDER BY l.latest_event DESC NULLS LAST, r.file_no DESC, r.source_line DESC
        ) AS place
        FROM {table} AS r LEFT JOIN ledger AS l ON r.file_no = l.file_no)
    WHERE place = 1"""
FREELANCERS = "SELECT DISTINCT freelancer_id FROM ({every}) LIMIT 2"
NOBODY_NAMED = "me"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: one account a file, in the order of paths, and what a person should know."""

    files: tuple[FileAccount, ...]
    warnings: tuple[str, ...]


def load(spark: SparkSession, plan: ingesting.InputPlan, folder: Path) -> Loaded:
    """Read the files of a plan, one task a file, into `folder`; the tables are then known to Spark by their names.

    Statements of platforms and banks are read by one task together with all other files: which payment belongs to
    which contract is known only where all of them are at hand.
    """
    plans = _divided(plan)
    numbers = spark.sparkContext.parallelize(list(enumerate(plans)), len(plans))
    place = str(folder)
    # Numbers of files begin anew in each task; so many stand between the first ones of two tasks.
    step = 1 + max(len(one.files) + len(one.refused) + len(one.known) for one in plans)
    named(spark, "files")
    told = numbers.map(lambda pair: _task(pair[0], step, pair[1], place)).collect()
    files = sorted((one for accounts, _ in told for one in accounts), key=lambda one: one.path)
    for table in TABLES:
        spark.read.parquet(str(folder / table)).createOrReplaceTempView(table)
    if len(plans) > 1:
        _choose_versions(spark)
    _name_freelancers(spark)
    return Loaded(tuple(files), tuple(dict.fromkeys(said for _, warnings in told for said in warnings)))


def _divided(plan: ingesting.InputPlan) -> Sequence[ingesting.InputPlan]:
    if len(plan.files) < 2 or plan.folder or not all(file.profile.is_canonical for file in plan.files):
        return [replace(plan, folder=None)]
    rest = replace(plan, files=plan.files[:1], folder=None)
    return [rest, *(replace(rest, files=(file,), refused=(), known=(), said=()) for file in plan.files[1:])]


def _task(
    number: int, step: int, plan: ingesting.InputPlan, folder: str
) -> tuple[tuple[FileAccount, ...], tuple[str, ...]]:
    with TemporaryDirectory(prefix="auditor-") as scratch, Engine.open(Path(scratch) / "store.duckdb") as engine:
        report = ingesting.ingest(engine, plan, no_progress)
        for table in TABLES:
            _keep(engine, table, number, step, Path(folder))
        # Alone, every file of payments names contracts that no other file has been read of.
        known = set() if len(report.files) > 1 else set(ingesting.contract_warnings(engine))
        return report.files, tuple(one for one in report.warnings if one not in known)


def _keep(engine: Engine, table: str, number: int, step: int, folder: Path) -> None:
    """Write one table of a task's store. A task that is run twice leaves one file: the name is its number's."""
    (folder / table).mkdir(parents=True, exist_ok=True)
    final = folder / table / f"part-{number:06}.parquet"
    temporary = folder / table / f"_{uuid4().hex}"
    names = {name for name, *_ in engine.rows(f"DESCRIBE {table}")}
    columns = f"* REPLACE (cast(file_no + {number * step} AS INTEGER) AS file_no)" if "file_no" in names else "*"
    path = str(temporary).replace("'", "''")
    engine.execute(f"COPY (SELECT {columns} FROM {table}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    temporary.replace(final)


def _choose_versions(spark: SparkSession) -> None:
    for table in KEYED:
        spark.sql(LATEST.format(table=table)).createOrReplaceTempView(table)


def _name_freelancers(spark: SparkSession) -> None:
    """Rows that name no freelancer follow the only one there is, else `me`; decided when all files are read."""
    if not any(spark.sql(f"SELECT 1 FROM {table} WHERE NOT freelancer_given LIMIT 1").collect() for table in KEYED):
        return
    every = " UNION ".join(f"SELECT DISTINCT freelancer_id FROM {table} WHERE freelancer_given" for table in KEYED)
    found = spark.sql(FREELANCERS.format(every=every)).collect()
    chosen = str(found[0][0]) if len(found) == 1 else NOBODY_NAMED
    for table in KEYED:
        for one in _filled(spark, table, chosen):
            one.createOrReplaceTempView(table)


def _filled(spark: SparkSession, table: str, chosen: str) -> Iterator[DataFrame]:
    from pyspark.sql import functions as f

    frame = spark.table(table)
    own = f.when(f.col("freelancer_given"), f.col("freelancer_id")).otherwise(f.lit(chosen))
    yield frame.withColumn("freelancer_id", own)
