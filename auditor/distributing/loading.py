"""Files into typed tables on many machines: each task reads its files as one machine would, with the same validation,
and leaves typed rows, quarantine and accounts as Parquet in a folder that all machines reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import uuid4

from auditor import ingesting
from auditor.distributing.overlapping import KEYED, choose_versions, entangled, together, told_again
from auditor.engines.duckdb import Engine
from auditor.engines.spark import named
from auditor.model.results import FileAccount
from auditor.settings import no_progress

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TABLES = (*KEYED, "links", "ties", "quarantine", "ledger")
FREELANCERS = "SELECT DISTINCT freelancer_id FROM ({every}) LIMIT 2"
NOBODY_NAMED = "me"
PART = "part-{:06}.parquet"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: one account a file, in the order of paths, and what a person should know."""

    files: tuple[FileAccount, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What one task read: the account of each file by its number, those of files that were refused, and warnings."""

    numbered: Mapping[int, FileAccount]
    others: tuple[FileAccount, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One task: the files it reads, by their numbers in the whole plan, and where its rows go."""

    number: int
    plan: ingesting.InputPlan
    numbers: tuple[int, ...]
    folder: str
    is_all: bool

    def __call__(self) -> Read:
        """Read the files as one machine does. A task that is run twice leaves one file a table."""
        with TemporaryDirectory(prefix="auditor-") as scratch, Engine.open(Path(scratch) / "store.duckdb") as engine:
            report = ingesting.ingest(engine, self.plan, no_progress)
            number_of = dict(zip((file.name for file in self.plan.files), self.numbers, strict=True))
            _number(engine, number_of)
            for table in TABLES:
                _keep(engine, table, self.number, Path(self.folder))
            # What holds of all files together is told when all have been read; alone, payments name contracts of no file.
            known = set() if self.is_all else _of_all(engine, self.plan.options.freelancer)
            numbered = {number_of[one.path]: one for one in report.files if one.path in number_of}
            others = tuple(one for one in report.files if one.path not in number_of)
            return Read(numbered, others, tuple(one for one in report.warnings if one not in known))


def _of_all(engine: Engine, freelancer: str | None) -> set[str]:
    return {
        *ingesting.contract_warnings(engine),
        *ingesting.split_warnings(engine, freelancer),
        *ingesting.unnamed_warnings(engine, KEYED),
    }


def load(spark: SparkSession, plan: ingesting.InputPlan, folder: Path) -> Loaded:
    """Read the files of a plan, one task a file, into `folder`; the tables are then known to Spark by their names.

    Statements of platforms and banks are read by one task together with all other files: which payment belongs to
    which contract is known only where all of them are at hand. So are files of which one settles what another says of the
    same row (auditor.distributing.overlapping).
    """
    readings = [_reading(plan, places, number, folder) for number, places in enumerate(_divided(plan))]
    named(spark, "files")
    read = dict(enumerate(_run(spark, readings)))
    _known(spark, folder)
    if len(readings) > 1:
        task_of = {number: one.number for one in readings for number in one.numbers}
        groups = entangled(spark, plan, task_of)
        if groups:
            again = [
                _reading(plan, sorted(n - 1 for task in group for n in readings[task].numbers), group[0], folder)
                for group in groups
            ]
            read |= {one.number: told for one, told in zip(again, _run(spark, again), strict=True)}
            for task in (task for group in groups for task in group[1:]):
                del read[task]
                for table in TABLES:
                    (folder / table / PART.format(task)).unlink()
            _known(spark, folder)
        numbered = _counted(spark, {number: one for told in read.values() for number, one in told.numbered.items()})
        choose_versions(spark)
    else:
        numbered = dict(read[0].numbered)
    _name_freelancers(spark)
    files = sorted(
        (*numbered.values(), *(one for told in read.values() for one in told.others)), key=lambda one: one.path
    )
    return Loaded(
        tuple(files), tuple(dict.fromkeys(said for _, told in sorted(read.items()) for said in told.warnings))
    )


def _divided(plan: ingesting.InputPlan) -> Sequence[Sequence[int]]:
    if len(plan.files) < 2 or plan.folder or not all(file.profile.is_canonical for file in plan.files):
        return [range(len(plan.files))]
    return together(plan)


def _reading(plan: ingesting.InputPlan, places: Sequence[int], number: int, folder: Path) -> Reading:
    """The task of the files at these places; the first one says what is said of the plan as a whole."""
    own = replace(plan, files=tuple(plan.files[at] for at in places), folder=None)
    if number:
        own = replace(own, refused=(), known=(), said=())
    return Reading(number, own, tuple(at + 1 for at in places), str(folder), len(places) == len(plan.files))


def _run(spark: SparkSession, readings: Sequence[Reading]) -> list[Read]:
    told = spark.sparkContext.parallelize(readings, len(readings)).map(lambda one: one()).collect()
    return list(told)


def _known(spark: SparkSession, folder: Path) -> None:
    for table in TABLES:
        spark.read.parquet(str(folder / table)).createOrReplaceTempView(table)


def _counted(spark: SparkSession, accounts: Mapping[int, FileAccount]) -> dict[int, FileAccount]:
    """The accounts with what other files told before: known rows, and updates of theirs."""
    found = dict(accounts)
    several = [name for name in KEYED if sum(one.table == name for one in accounts.values()) > 1]
    for number, (known, updated) in told_again(spark, several).items():
        one = found[number]
        # A file that was read together with others may have updates of theirs among these rows already.
        loaded = min(one.rows_loaded, known + updated)
        found[number] = replace(
            one,
            rows_loaded=one.rows_loaded - loaded,
            rows_updated=one.rows_updated + updated - (known + updated - loaded),
            rows_known=one.rows_known + known,
        )
    return found


def _number(engine: Engine, number_of: Mapping[str, int]) -> None:
    """Note the numbers of files in the whole plan, which say what was read later."""
    engine.execute("CREATE TEMP TABLE places (own INTEGER, number INTEGER)")
    for own, path in engine.rows("SELECT file_no, path FROM ledger"):
        if path in number_of:
            engine.execute("INSERT INTO places VALUES ($own, $number)", {"own": own, "number": number_of[path]})


def _keep(engine: Engine, table: str, number: int, folder: Path) -> None:
    """Write one table of a task's store."""
    (folder / table).mkdir(parents=True, exist_ok=True)
    temporary = folder / table / f"_{uuid4().hex}"
    names = {name for name, *_ in engine.rows(f"DESCRIBE {table}")}
    rows = f"SELECT * FROM {table}"
    if "file_no" in names:
        rows = f"SELECT t.* REPLACE (p.number AS file_no) FROM {table} AS t LEFT JOIN places AS p ON t.file_no = p.own"
    path = str(temporary).replace("'", "''")
    engine.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    temporary.replace(folder / table / PART.format(number))


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
