"""Freelancers divided among tasks, as Spark divides them, get the dates, fees and verdicts of one store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from auditor import policies, rules
from auditor.auditing import shapes
from auditor.cli import root
from auditor.distributing import broken
from auditor.distributing.standing import APART, BUCKETS, DIVIDED, ELIGIBILITY, SHARED, UNREAD, Standing
from auditor.engines.duckdb import Engine
from auditor.simulating import World, simulate

AS_OF = date(2026, 6, 30)
TASKS, BROKEN = 3, 2
RULE = "behaviour.gradual_decline"
FOUND = (
    f"SELECT * EXCLUDE (evidence, accepted_until), ['messages:m'] AS evidence FROM findings WHERE rule_id <> '{RULE}'"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    simulate(World(4_000, 5, prevalence=0.4), folder / "world")
    with (folder / "world" / "payments.csv").open("a", encoding="utf-8") as payments:
        # Cells too many: nothing of the row is known but the words in it.
        clients = pl.read_csv(folder / "world" / "contracts.csv", infer_schema=False)["client_id"]
        payments.writelines(f"pay-broken-{number},{clients[number]}{',' * 60}\n" for number in range(BROKEN))
    asked = ["audit", str(folder / "world"), "--as-of", str(AS_OF), "--db", str(folder / "store.duckdb"), "--quiet"]
    assert CliRunner().invoke(root, [*asked, "--out", str(folder / "out")]).exit_code == 0
    return folder / "store.duckdb"


def divided(engine: Engine, folder: Path) -> None:
    """Lay the rows of a store out as Spark does: each freelancer in one of three buckets, small tables whole."""
    for table in (*DIVIDED, *SHARED):
        frame = engine.frame(FOUND if table == "found" else f"SELECT * FROM {table}").drop(UNREAD.get(table, ()))
        if table in SHARED:
            (folder / table).mkdir()
            frame.write_parquet(folder / table / "part-0.parquet")
            continue
        number = pl.col("freelancer_id").str.extract(r"(\d+)$").cast(pl.Int64).fill_null(0)
        keyed = frame.with_columns((number % TASKS).alias("bucket"))
        for (bucket,), part in keyed.partition_by("bucket", as_dict=True).items():
            place = folder / BUCKETS / table / f"bucket={bucket}"
            place.mkdir(parents=True)
            part.drop("bucket").write_parquet(place / "part-0.parquet")


def told(engine: Engine, folder: Path) -> None:
    """The broken rows, and the clients in their texts, as `broken` lays them out on Spark."""
    known = f"""SELECT DISTINCT word AS client_id FROM (
        SELECT unnest(regexp_extract_all(raw, '{broken.WORD}')) AS word FROM quarantine WHERE client_id IS NULL)
        WHERE word IN (SELECT client_id FROM pair)"""
    for name, sql in ((broken.TOLD, "SELECT * FROM quarantine"), (broken.KNOWN, known)):
        (folder / name).mkdir()
        engine.frame(sql).write_parquet(folder / name / "part-0.parquet")


def test_dates_and_the_rules_that_run_beside_them_are_those_of_one_store(store: Path, tmp_path: Path) -> None:
    policy, every = policies.find("upwork-guide"), rules.shipped()
    with Engine.open(store) as engine:
        divided(engine, tmp_path)
        shapes.make_shapes(engine, AS_OF, policy)
        told(engine, tmp_path)
        assert len(engine.frame("SELECT * FROM quarantine WHERE client_id IS NULL")) == BROKEN
        whole = engine.frame("SELECT * FROM eligibility")
        found = engine.frame(f"SELECT finding_id, explanation FROM findings WHERE rule_id = '{RULE}'")
    task = Standing(tmp_path, policy, AS_OF, "run", None, {RULE: every[RULE]}, (0,))
    counts = [task(bucket) for bucket in range(TASKS)]
    # A task that is run twice leaves what it left before.
    assert task(0) == counts[0]
    rows = pl.read_parquet(tmp_path / ELIGIBILITY / "*.parquet").select(whole.columns)
    apart = pl.read_parquet(tmp_path / APART / "*.parquet").select(found.columns)
    assert all(counts) and sum(counts) == len(whole)
    assert sorted(map(str, rows.iter_rows())) == sorted(map(str, whole.iter_rows()))
    # A broken row holds back the client that it names, and nobody of another task.
    assert 0 < len(whole.filter(pl.col("verdict_reasons").str.contains("In quarantine"))) < len(whole) / 2
    assert len(found) and sorted(apart.iter_rows()) == sorted(found.iter_rows())
