"""All freelancers as one party: what a row belongs to is settled while they are still apart, so that nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import audit, auditor

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = ("--as-of", "2026-01-15")
# The client works with ann on one platform and with bob on another; the exports of messages name no platform.
CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k1,gama,ann,2022-01-10,2022-02-10,hourly,upwork
k2,gama,bob,2022-12-10,2023-02-10,hourly,upwork-rival
k3,delta,ann,2023-01-10,2023-02-10,hourly,upwork
k4,both,ann,2022-01-10,2022-02-10,hourly,upwork
k5,both,ann,2022-01-10,2022-02-10,hourly,upwork-rival
k6,other,ann,2022-01-10,2022-02-10,hourly,upwork
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind
p1,gama,ann,k1,2022-02-01,100,USD,10,hourly
p2,gama,bob,k2,2023-02-01,100,USD,10,hourly
p3,delta,ann,k3,2023-02-01,100,USD,10,hourly
p4,both,ann,k4,2022-02-01,100,USD,10,hourly
p5,both,ann,k5,2022-02-01,100,USD,10,hourly
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m1,gama,ann,client,2023-12-20,Thank you for the draft.
m2,gama,ann,client,2025-11-20,Thank you for the draft.
m3,delta,bob,client,2024-12-20,Please write to me at zed@harborpine.example and we do the rest outside the platform.
m4,both,ann,client,2023-12-20,Thank you for the draft.
m5,other,ann,client,2022-01-20,Thank you for the draft.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("account")
    folder = work / "exports"
    folder.mkdir()
    for name, content in (("contracts", CONTRACTS), ("payments", PAYMENTS), ("messages", MESSAGES)):
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    assert audit(folder, work, "2026-01-15").ended.status == 0
    return work / "store.duckdb"


def rows_of(store: Path, *more: str) -> dict[tuple[str, str], dict[str, Any]]:
    ended = auditor("eligibility", "--db", store, *AS_OF, "--format", "json", *more)
    assert ended.status == 0, ended.err
    return {(row["client_id"], row["platform"]): row for row in json.loads(ended.out)}


def test_a_message_without_a_platform_keeps_that_of_its_freelancer(store: Path) -> None:
    apart, one = rows_of(store), rows_of(store, "--as-one-account")
    assert apart["gama", "upwork"]["eligible_on"] == "2027-11-20"
    assert one["gama", "upwork"]["eligible_on"] == "2027-11-20"
    assert ("gama", "") not in one


def test_a_message_of_a_freelancer_whose_platform_nobody_named_moves_the_date_of_the_account(store: Path) -> None:
    one = rows_of(store, "--as-one-account")
    assert one["delta", "upwork"]["eligible_on"] == "2026-12-20"
    assert any("ann, bob" in reason for reason in one["delta", "upwork"]["verdict_reasons"])


def test_a_message_that_may_have_been_on_either_platform_counts_on_both(store: Path) -> None:
    one = rows_of(store)
    assert one["both", "upwork"]["eligible_on"] == "2025-12-20"
    assert one["both", "upwork"]["last_message_on"] == "2023-12-20"


def test_findings_of_such_a_freelancer_count_for_the_account(store: Path) -> None:
    one = rows_of(store, "--as-one-account")
    assert "open_findings" in one["delta", "upwork"]["blockers"]
