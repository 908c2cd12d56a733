"""Files that settle what others say of the same rows: read by tasks of their own, they give the tables of one machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from auditor import ingesting
from auditor.distributing import loading, warning
from auditor.distributing.overlapping import KEYED
from auditor.engines import spark as engines
from auditor.engines.duckdb import Engine
from auditor.model.results import FileAccount
from auditor.settings import IngestOptions, no_progress
from tests.support import lake, spark_cluster

CONTRACTS = """contract_id,client_id,freelancer_id,kind,status,started_at,ended_at,agreed_amount,currency,platform
k-1,c-1,f-1,fixed,ended,2023-01-05,2023-02-05,150.00,USD,upwork
k-2,c-2,f-2,fixed,ended,2023-01-05,2023-02-05,900.00,USD,upwork
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m-1,c-1,f-1,client,2023-02-08T10:00:00Z,Could we settle this outside of here?
m-2,c-2,f-2,client,2023-02-08T11:00:00Z,Thanks for all of it.
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,kind,channel,counterparty
p-1,c-1,f-1,k-1,2023-02-07,150.00,USD,fixed,,
"""
WORLDS: Mapping[str, Mapping[str, str]] = {
    "a later and narrower layout": {
        "contracts.csv": CONTRACTS,
        "contracts-later.csv": "contract_id,client_id,kind,status,started_at,ended_at,currency\nk-1,c-1,fixed,ended,2023-01-05,2023-03-05,USD\n",
        "messages-a.csv": MESSAGES,
        "messages-b.csv": "message_id,client_id,sender,sent_at,body\nm-2,c-2,client,2023-02-08T11:00:00Z,Thanks for all of that.\n",
        "messages-c.csv": "message_id,client_id,freelancer_id,sender,sent_at,body\nm-3,c-2,f-2,freelancer,2023-02-09T11:00:00Z,Sure.\n",
        "payments.csv": PAYMENTS,
    },
    "the same rows again, as they were and otherwise": {
        "contracts.csv": CONTRACTS,
        "messages-a.csv": MESSAGES,
        "messages-b.csv": MESSAGES.replace("Thanks for all of it.", "Thanks for everything.")
        + "m-9,c-2,f-2,client,2023-02-10T11:00:00Z,Bye.\n",
        "messages-c.csv": MESSAGES,
        "payments.csv": PAYMENTS + "p-7,c-1,f-1,k-none,2023-05-07,20.00,USD,bonus,,\n",
    },
    "links beside payments without a client": {
        "contracts.csv": CONTRACTS,
        "links.csv": "client_id,counterparty\nc-1,HARBOR HOLDINGS\n",
        "messages.csv": MESSAGES,
        "payments.csv": PAYMENTS + "p-2,,f-1,,2023-05-07,500.00,USD,fixed,wise,HARBOR HOLDINGS\n",
    },
    "a payer who is named only where a relationship is stated": {
        "contracts.csv": CONTRACTS,
        "relationships.csv": "client_id,freelancer_id,client_name\nc-1,f-1,Harbor Holdings\n",
        "messages.csv": MESSAGES,
        "payments.csv": PAYMENTS + "p-2,,f-1,,2023-05-07,500.00,USD,fixed,wise,HARBOR HOLDINGS\n",
    },
    "a broken row that a later file mends": {
        "contracts.csv": CONTRACTS,
        "messages.csv": MESSAGES,
        "payments-1.csv": PAYMENTS + "p-2,c-2,f-2,k-2,07.02.2023,900.00,USD,fixed,,\n",
        "payments-2.csv": PAYMENTS.replace("p-1,c-1,f-1,k-1", "p-2,c-2,f-2,k-2"),
        "payments-3.csv": PAYMENTS.replace("p-1,", "p-3,").replace("2023-02-07", "someday"),
    },
}  # fmt: skip
# Some rows are of later days.
DAY = date(2023, 3, 1)
# Where a row came from is the number of its file in the store; rows keep their other columns.
APART = {"file_no", "row_no", "raw_bytes"}


def written(world: Mapping[str, str], folder: Path) -> Path:
    for name, text in world.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def counted(accounts: tuple[FileAccount, ...]) -> list[tuple[object, ...]]:
    names = ("path", "rows_read", "rows_loaded", "rows_updated", "rows_quarantined", "rows_known", "status")
    return sorted(tuple(getattr(one, name) for name in names) for one in accounts)


def _plain(rows: pl.DataFrame) -> list[str]:
    """Rows as texts, sorted; Spark has no unsigned numbers."""
    return sorted(
        map(
            str,
            rows.with_columns(pl.col(name).cast(pl.String) for name in rows.columns if name == "row_hash").rows(
                named=True
            ),
        )
    )


@pytest.fixture(scope="module", autouse=True)
def session():  # type: ignore[no-untyped-def]
    if why := spark_cluster.missing():
        pytest.skip(why)
    with engines.session("local[2]", spark_cluster.SMALL) as one:
        yield one


@pytest.mark.parametrize("name", WORLDS)
def test_tables_and_accounts_are_those_of_one_machine(name: str, session, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "in").mkdir()
    (tmp_path / "work").mkdir()
    inputs = [written(WORLDS[name], tmp_path / "in")]
    there = loading.load(session, ingesting.plan(inputs, IngestOptions()), tmp_path / "work")
    with Engine.open(tmp_path / "store.duckdb") as engine:
        here = ingesting.ingest(engine, ingesting.plan(inputs, IngestOptions()), no_progress)
        assert counted(there.files) == counted(here.files)
        said = (*ingesting.contract_warnings(engine), *ingesting.future_warnings(engine, DAY))
        assert warning.warnings(session, DAY) == said
        for table in (*KEYED, "quarantine", "ties"):
            frame = engine.frame(f"SELECT * FROM {table}")
            names = [one for one in frame.columns if one not in APART]
            found = _plain(pl.from_arrow(session.table(table).select(*names).toArrow()))
            assert found == _plain(frame.select(names)), table


def test_the_report_holds_back_what_the_tables_hold_back(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    broken = {**WORLDS["a broken row that a later file mends"]}
    inputs = [written(broken, tmp_path / "in")]
    ended = lake.audited(inputs, tmp_path / "there", *lake.on_spark("local[2]"))
    here = lake.audited(inputs, tmp_path / "here", "--db", str(tmp_path / "store.duckdb"))
    assert ended.returncode == here.returncode, ended.stderr
    (mine, theirs) = ((tmp_path / place / "eligibility.csv").read_text() for place in ("here", "there"))
    assert "rows_set_aside" in mine
    assert theirs == mine
