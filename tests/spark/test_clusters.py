"""Clusters of accounts on Spark are those of one machine: chains, stars and circles of accounts, at once and over all rows."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from auditor import policies, rooms
from auditor.auditing.cases import CLUSTER, ORDERED, case_frames, link_parameters
from auditor.auditing.ruling import make
from auditor.auditing.shapes import make_shapes
from auditor.distributing import clustering
from auditor.engines import spark as engines
from auditor.engines.duckdb import Engine
from tests.spark.conftest import Both
from tests.support import lake, spark_cluster

AS_OF, POLICY = date.fromisoformat(lake.AS_OF), policies.find("upwork-guide")
PUBLIC_ACCOUNTS = int(link_parameters(POLICY)["public_accounts"])
KINDS = ("sender", "platform", "account_id", "value_kind", "normalized")
LONG = 200
# Accounts and the values that they sent, by name of the form.
FORMS = {
    "a chain": [(f"c{one:03}", f"v{two:03}") for one in range(LONG) for two in (one, one + 1)],
    "a star": [(f"s{one}", "v-star") for one in range(PUBLIC_ACCOUNTS + 5)],
    "a circle": [(f"r{one}", f"v-ring{two % 9}") for one in range(9) for two in (one, one + 1)],
    "two": [("t1", "v-two"), ("t2", "v-two")],
    # One of the star's is in a ring with another: the address of the star links neither to it.
    "a ring beside the star": [("s0", "v-beside"), ("s-other", "v-beside")],
    "alone": [("alone", "v-alone"), ("c007", "v-alone-too")],
}


def uses() -> list[tuple[str, ...]]:
    """Rows of value_use in no order of their names, and the same values sent by freelancers, who are no clients."""
    told = [pair for form in FORMS.values() for pair in form]
    mixed = {name: f"{random.Random(name).randrange(10**6):06}-{name}" for name, _ in told}
    rows = [("client", "upwork", mixed[account], "email", value) for account, value in told]
    rows += [("freelancer", "", f"f-{mixed[account]}", "phone", value) for account, value in FORMS["two"]]
    return rows


def here() -> pl.DataFrame:
    with Engine.in_memory() as engine:
        engine.execute(f"CREATE TEMP TABLE value_use ({', '.join(f'{one} VARCHAR' for one in KINDS)}, is_echo BOOLEAN)")
        rows = pl.DataFrame(uses(), schema=list(KINDS), orient="row").with_columns(is_echo=pl.lit(False))
        engine.append("value_use", rows)
        for name in ("shared", "shared_value", "component", "cluster"):
            sql = (rooms.sql_folder() / "cases" / f"{name}.sql").read_text(encoding="utf-8")
            make(engine, name, sql, link_parameters(POLICY))
        return engine.frame(ORDERED["clusters"])


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[engines.Tables]:
    if why := spark_cluster.missing():
        pytest.skip(why)
    with engines.session("local[2]", spark_cluster.SMALL) as spark:
        made = engines.Tables(spark, tmp_path_factory.mktemp("tables"))
        columns = ", ".join(f"{one} STRING" for one in KINDS)
        frame = spark.createDataFrame([(*row, False) for row in uses()], f"{columns}, is_echo BOOLEAN")
        made.made("auditor_value_use", frame)
        yield made


def test_every_form_of_links_gives_the_clusters_of_one_machine(tables: engines.Tables) -> None:
    assert clustering.clusters(tables, POLICY, AS_OF) == ""
    rows = here()
    assert sorted(rows.group_by("cluster").len()["len"]) == [2, 2, 2, 9, PUBLIC_ACCOUNTS + 4, LONG]
    found = pl.from_arrow(tables.spark.table("clusters").toArrow())
    assert isinstance(found, pl.DataFrame)
    assert told(found) == told(rows)


def test_rounds_grow_with_the_logarithm_of_the_longest_chain(tables: engines.Tables) -> None:
    assert clustering.clusters(tables, POLICY, AS_OF, most_rounds=8) == ""


def test_links_that_do_not_come_to_rest_are_no_clusters_and_it_is_said_why(tables: engines.Tables) -> None:
    assert "in 2 rounds" in clustering.clusters(tables, POLICY, AS_OF, most_rounds=2)
    assert tables.spark.table("clusters").count() == 0


def test_the_sample_has_the_same_clusters_on_both_engines(sample: Both) -> None:
    with Engine.open(sample.db) as engine:
        make_shapes(engine, AS_OF, POLICY)
        rows = case_frames(engine, (), AS_OF, POLICY)["clusters"]
    assert len(rows)
    assert told(read(sample.out)) == told(rows)


def test_the_report_names_them(sample: Both) -> None:
    there = (sample.out / "actors.csv").read_text(encoding="utf-8")
    assert any(row["cluster"] for row in csv.DictReader(io.StringIO(there)))
    assert there == (sample.db.parent / "here" / "actors.csv").read_text(encoding="utf-8")


def read(out: Path) -> pl.DataFrame:
    place = out / "private" / "tables" / "clusters" / "**" / "*.parquet"
    return pl.read_parquet(place, hive_partitioning=False)


def told(rows: pl.DataFrame) -> list[str]:
    names = [one.split()[0] for one in CLUSTER.split(", ")]
    numbers = [pl.col("cluster", "accounts", "shared_values", "public_values", "public_users").cast(pl.Int64)]
    return sorted(map(str, rows.with_columns(numbers).select(names).iter_rows()))
