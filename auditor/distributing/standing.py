"""Dates, fees and verdicts on many machines: a task holds some freelancers whole and reckons them as one machine does.

Nothing of a date hangs on two freelancers, so a client of whom a third of all messages are divides among its freelancers.
Rules that Spark's SQL cannot say, and that look at one relationship at a time, run in the same tasks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from auditor.auditing import eligibility, shapes
from auditor.auditing.heuristics import parameters, run_rule
from auditor.auditing.record import eligibility_frame
from auditor.distributing import broken
from auditor.distributing.findings import ARROW, arrow, read
from auditor.distributing.ruling import askings
from auditor.engines.duckdb import Engine
from auditor.engines.spark import Tables, named
from auditor.judging import stand
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.rules import Heuristic

# Tables of which a task gets the rows of its freelancers, and those that are small and go to all.
DIVIDED = ("contracts", "payments", "messages", "relationships", "reports", "found")
SHARED = ("links", "ties", "ledger")
# No date rests on what was said, only on when; and texts are most of the bytes.
UNREAD = {"messages": ("body", "extra"), "payments": ("description",)}
# Shapes that look at several freelancers at once: what reads them cannot be reckoned freelancer by freelancer.
ACROSS = frozenset(("value_use", "counterparty_match", "client_name"))
BUCKETS, ELIGIBILITY, APART = "bucketed", "standing", "found_apart"
ROWS_A_TASK = 500_000
# Of a task: as many run at once as an executor has cores.
TASK_MB = 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    """What a task needs besides its rows. `apart` are the rules that run here, `there` the groups of policies in force."""

    folder: Path
    policy: Policy
    as_of: date
    run_id: str
    rates: pl.DataFrame | None
    apart: Mapping[str, Heuristic]
    there: tuple[int, ...]
    not_run: tuple[str, ...] = ()

    def __call__(self, bucket: int) -> int:
        """Reckon one bucket; write its rows; return how many relationships it holds."""
        with Engine.in_memory() as engine, engine.memory(TASK_MB):
            for table in (*DIVIDED[:-1], *SHARED):
                _fill(engine, table, self._parts(table, bucket))
            _fill(engine, "quarantine", self._parts(broken.TOLD, bucket))
            engine.execute(f"CREATE TEMP TABLE {broken.KNOWN} (client_id VARCHAR)")
            _fill(engine, broken.KNOWN, self._parts(broken.KNOWN, bucket))
            wanted = eligibility.shapes_read() | {name for rule in self.apart.values() for name in rule.reads}
            shapes.make_shapes(engine, self.as_of, self.policy, self.rates, wanted)
            broken.leave_out(engine)
            more = list(self._apart(engine))
            found = [*self._found(bucket), *(one for one, _ in more)]
            # The freelancers of a task are whole, and so is what each of them earned.
            stood = stand(engine, self.as_of, self.policy, found, not_run=self.not_run)
        batches = arrow(more)
        _keep(pa.Table.from_batches(batches, schema=ARROW), self.folder / APART, bucket)
        _keep(eligibility_frame(stood.rows).to_arrow(), self.folder / ELIGIBILITY, bucket)
        return len(stood.rows)

    def _parts(self, table: str, bucket: int) -> list[Path]:
        place = self.folder / BUCKETS / table / f"bucket={bucket}" if table in DIVIDED else self.folder / table
        return sorted(place.glob("*.parquet"))

    def _found(self, bucket: int) -> Iterator[Finding]:
        for part in self._parts("found", bucket):
            for row in pl.read_parquet(part).iter_rows(named=True):
                yield read(row)

    def _apart(self, engine: Engine) -> Iterator[tuple[Finding, list[str]]]:
        for one in askings(self.apart, self.policy, self.as_of, self.there, self.run_id):
            bound = parameters(one.rule, one.ruler.parameters.get(one.rule.rule_id, {}), self.as_of)
            yield from one.found(run_rule(engine, one.rule, bound))


def local(rules: Mapping[str, Heuristic], wanted: Mapping[str, str]) -> dict[str, Heuristic]:
    """Of the rules that are wanted those that look at one freelancer at a time."""
    read_by = {rule_id: {shape.name for shape in shapes.needed(frozenset(rules[rule_id].reads))} for rule_id in wanted}
    return {rule_id: rules[rule_id] for rule_id, names in read_by.items() if not names & ACROSS}


def stand_all(tables: Tables, standing: Standing, rows: int) -> int:
    """Divide the tables among tasks and reckon every relationship; return how many there are.

    The rows are then known to Spark as `eligibility`, the findings of the rules that ran here as `found_apart`.
    """
    from pyspark.sql import functions as f

    spark = tables.spark
    tables.made(broken.TOLD, broken.told(spark))
    tables.made(broken.KNOWN, broken.known(spark))
    count = max(spark.sparkContext.defaultParallelism, -(-rows // ROWS_A_TASK))
    for table in DIVIDED:
        frame = spark.table(table).drop(*UNREAD.get(table, ()))
        keyed = frame.withColumn("bucket", f.pmod(f.xxhash64("freelancer_id"), f.lit(count)).cast("int"))
        place = str(standing.folder / BUCKETS / table)
        named(spark, f"divide {table}")
        keyed.repartition(count, "bucket").write.mode("overwrite").partitionBy("bucket").parquet(place)
    buckets = spark.sparkContext.parallelize(range(count), count)
    named(spark, "dates")
    total = buckets.map(standing).sum()
    spark.read.parquet(str(standing.folder / ELIGIBILITY)).createOrReplaceTempView("eligibility")
    spark.read.parquet(str(standing.folder / APART)).createOrReplaceTempView(APART)
    return int(total)


def _fill(engine: Engine, table: str, parts: list[Path]) -> None:
    for part in parts:
        engine.execute(
            f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet($path, hive_partitioning = false)",
            {"path": str(part)},
        )


def _keep(rows: pa.Table, folder: Path, bucket: int) -> None:
    """One file a bucket, however often its task is run."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"_{uuid4().hex}"
    pq.write_table(rows, temporary)
    temporary.replace(folder / f"part-{bucket:06}.parquet")
