"""What is said of all rows together is said on Spark as on one machine, whichever task read which file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor import ingesting, policies
from auditor.auditing.frames import report_frames
from auditor.auditing.shapes import make_shapes
from auditor.auditing.silence import silent_sentences
from auditor.auditing.unplaced import unplaced_sentences
from auditor.distributing import loading, warning
from auditor.engines import spark as engines
from auditor.engines.duckdb import Engine
from auditor.settings import IngestOptions, no_progress
from auditor.ingesting.planning import InputPlan, PlannedFile, tables
from tests.support import spark_cluster

DAY = date(2025, 3, 28)
LONG_AFTER = date(2025, 9, 30)
POLICY = policies.find("upwork-guide")
HEAD = "message_id,client_id,freelancer_id,contract_id,sender,sent_at,body,platform"
# Daily talk that stops, of one freelancer on a platform; payments outside that stop, of one who is still paid on it.
TALK = [f"m-{n},c-1,f-1,k-1,client,2025-02-{n:02}T10:00:00Z,Good morning." for n in range(1, 21)]
MONEY = [
    *(f"o-{n},c-3,f-2,,2025-02-{n:02},50.00,USD,fixed,wise" for n in (1, 8, 15, 22)),
    *(f"i-{n},c-2,f-2,k-2,2025-03-{n:02},50.00,USD,fixed," for n in (4, 11, 18, 25)),
]
PAID = "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,kind,channel"
FILES = {
    "contracts-1.csv": [
        "contract_id,client_id,freelancer_id,kind,status,started_at,ended_at,agreed_amount,currency,platform",
        "k-1,c-1,f-1,fixed,ended,2024-01-05,2024-02-05,150.00,USD,upwork",
        "k-2,c-2,f-2,fixed,ended,2024-01-05,2024-02-05,900.00,USD,upwork",
    ],
    "contracts-2.csv": [
        "contract_id,client_id,freelancer_id,kind,status,started_at,ended_at,agreed_amount,currency,platform",
        "k-4,c-2,f-2,fixed,ended,2024-01-05,2024-02-05,90.00,USD,fiverr",
        "k-5,c-5,f-2,fixed,active,2025-04-05,,90.00,USD,upwork",
    ],
    "messages-1.csv": [HEAD.removesuffix(",platform"), *TALK, "m-90,c-1,f-1,k-8,client,2025-02-20T12:00:00Z,Thanks."],
    "messages-2.csv": [
        "message_id,client_id,contract_id,sender,sent_at,body",
        "m-1,c-1,k-1,client,2025-02-01T10:00:00Z,Good morning to you.",
        "n-1,c-2,k-2,client,2025-04-01T10:00:00Z,See you.",
        "n-2,c-1,k-9,client,2025-02-20T13:00:00Z,Bye.",
    ],
    "payments-1.csv": [PAID, *MONEY, "p-1,c-1,f-1,k-7,2025-02-07,150.00,USD,fixed,"],
    "payments-2.csv": [
        "payment_id,client_id,contract_id,paid_at,amount,currency,kind",
        "q-1,c-2,k-2,2025-03-05,20.00,USD,bonus",
        "q-2,c-2,k-6,2025-12-05,20.00,USD,bonus",
    ],
    "relationships.csv": ["client_id,freelancer_id,left_on", "c-2,f-2,2024-03-01"],
}  # fmt: skip


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("in")
    for name, lines in FILES.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [folder]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    if why := spark_cluster.missing():
        pytest.skip(why)
    with engines.session("local[1]", spark_cluster.SMALL) as one:
        yield one


@pytest.mark.parametrize("freelancer", [None, "f-9"])
def test_what_is_said_of_rows_is_that_of_one_machine(
    freelancer: str | None, session: Any, inputs: list[Path], tmp_path: Path
) -> None:
    options = IngestOptions(freelancer=freelancer)
    loading.load(session, ingesting.plan(inputs, options), tmp_path)
    with Engine.open(tmp_path / "store.duckdb") as engine:
        ingesting.ingest(engine, ingesting.plan(inputs, options), no_progress)
        here = (
            *ingesting.contract_warnings(engine),
            *ingesting.split_warnings(engine, freelancer),
            *ingesting.unnamed_warnings(engine, tables()),
            *ingesting.future_warnings(engine, DAY),
        )
    print(here)
    assert warning.warnings(session, DAY, freelancer) == here


@pytest.mark.parametrize("day", [DAY, LONG_AFTER])
def test_what_is_said_of_shapes_is_that_of_one_machine(
    day: date, session: Any, inputs: list[Path], tmp_path: Path
) -> None:
    # Shapes of another day are of no use.
    session = session.newSession()
    loading.load(session, ingesting.plan(inputs, IngestOptions()), tmp_path)
    with Engine.open(tmp_path / "store.duckdb") as engine:
        ingesting.ingest(engine, ingesting.plan(inputs, IngestOptions()), no_progress)
        make_shapes(engine, day, POLICY)
        sources = report_frames(engine, day)["silent_sources"]
        alarms = silent_sentences(sources, lately=True)
        here = (*unplaced_sentences(engine), *alarms, *silent_sentences(sources, lately=False))
    print(here, alarms)
    assert warning.shaped_warnings(session, POLICY, day) == (here, alarms)
