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
from auditor.distributing import loading, running, warning
from auditor.distributing.asking import said
from auditor.engines import spark as engines
from auditor.engines.duckdb import Engine
from auditor.ingesting.planning import tables
from auditor.settings import IngestOptions, no_progress
from tests.support import spark_cluster

DAY = date(2025, 3, 28)
POLICY = policies.find("upwork-guide")
HEAD = "message_id,client_id,freelancer_id,contract_id,sender,sent_at,body,platform"
# Daily talk that stops, of one freelancer on a platform; payments outside that stop, of one who is still paid on it.
TALK = [f"m-{n},c-1,f-1,k-1,client,2025-02-{n:02}T10:00:00Z,Good morning." for n in range(1, 21)]
LONG_AGO = [f"a-{n},c-5,f-3,,client,2024-06-{n:02}T10:00:00Z,Good evening." for n in range(1, 9)]
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
    "messages-1.csv": [HEAD.removesuffix(",platform"), *TALK, *LONG_AGO, "r-1,c-2,f-2,k-2,client,2025-02-20T10:00:00Z,Hello.", "m-90,c-1,f-1,k-8,client,2025-02-20T12:00:00Z,Thanks."],
    "messages-2.csv": [
        "message_id,client_id,contract_id,sender,sent_at,body",
        "r-1,c-2,k-2,client,2025-02-20T10:00:00Z,Hello to you.",
        "n-1,c-2,k-2,client,2025-04-01T10:00:00Z,See you.",
        "n-2,c-2,k-9,client,2025-02-20T13:00:00Z,Bye.",
    ],
    "payments-1.csv": [PAID, *MONEY, "p-1,c-1,f-1,k-7,2025-02-07,150.00,USD,fixed,"],
    "payments-2.csv": [
        "payment_id,client_id,contract_id,paid_at,amount,currency,kind",
        "q-1,c-2,k-2,2025-03-05,20.00,USD,bonus",
        "q-2,c-2,k-6,2025-12-05,20.00,USD,bonus",
    ],
    "relationships.csv": ["client_id,freelancer_id,origin,left_on", "c-2,f-2,platform,2024-03-01"],
}  # fmt: skip

# What one machine has to say of these files, for two that are both silent agree as well.
EVERY = ("payments-1.csv:10: column contract_id", "messages-2.csv:4: column contract_id", "contracts-2.csv:3: column started_at",
         "payments-2.csv:3: column paid_at", "messages-2.csv:3: column sent_at")  # fmt: skip
SHAPED = ("c-2 works with you on fiverr, upwork", "no message of freelancer f-1 on upwork", "no message of freelancer f-3 for",
          "no payment of freelancer f-2 outside the platforms")  # fmt: skip


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
    expected = (*EVERY, "name no freelancer" if freelancer is None else "belong to freelancer f-2")
    assert [part for part in expected if not any(part in one for one in here)] == []
    assert warning.warnings(session, DAY, freelancer) == here


def test_what_is_said_of_shapes_is_that_of_one_machine(
    session: Any, inputs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.createDataFrame([], running.RATES).createOrReplaceTempView("rates")
    loading.load(session, ingesting.plan(inputs, IngestOptions()), tmp_path)
    # The shapes that rules read have been made when it is asked.
    made = engines.Tables(session, tmp_path)
    for name, sql in said(
        "made", "SELECT * FROM pair_platform", ("pair_platform", "billing"), POLICY, DAY
    ).shapes.items():
        made.made(name, session.sql(sql))
    with Engine.open(tmp_path / "store.duckdb") as engine:
        ingesting.ingest(engine, ingesting.plan(inputs, IngestOptions()), no_progress)
        make_shapes(engine, DAY, POLICY)
        sources = report_frames(engine, DAY)["silent_sources"]
        alarms = silent_sentences(sources, lately=True)
        here = (*unplaced_sentences(engine), *alarms, *silent_sentences(sources, lately=False))
    assert [part for part in SHAPED if not any(part in one for one in here)] == []
    assert warning.shaped_warnings(session, POLICY, DAY) == (here, alarms)
    monkeypatch.setattr(warning, "MOST_ROWS", 1)
    assert warning.shaped_warnings(session, POLICY, DAY) == ((here[0], alarms[0]), alarms[:1])
