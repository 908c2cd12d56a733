"""Histories that cannot be: each is an error or a flagged row that names its id, and nobody is called free because of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.running import Audited, audit, auditor

CONTRACTS = """contract_id,client_id,freelancer_id,started_at,ended_at,kind,platform
k-back,back,me,2024-03-01,2024-02-01,hourly,upwork
k-early,early,me,2023-03-01,2024-01-31,hourly,upwork
k-euro,euro,me,2025-03-01,2025-06-01,hourly,upwork
k-third,third,me,2023-03-01,2023-06-01,hourly,upwork
k-skew,skew,me,2023-03-01,2024-01-31,hourly,upwork
"""
PAYMENTS = """payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind
p-back,back,me,k-back,2024-01-20,100,USD,10,hourly
p-early-1,early,me,k-early,2023-02-10,100,USD,10,hourly
p-early-2,early,me,k-early,2023-02-20,100,USD,10,hourly
p-early-3,early,me,k-early,2023-03-20,100,USD,10,hourly
p-euro,euro,me,k-euro,2025-05-01,100,EUR,10,hourly
p-third,third,me,k-third,2023-05-01,100,USD,10,hourly
p-skew,skew,me,k-skew,2023-05-01,100,USD,10,hourly
"""
MESSAGES = """message_id,client_id,freelancer_id,sender,sent_at,body
m-third,third,me,manager,2025-03-05,Hello from the office.
m-skew,skew,me,client,2031-01-01T00:00:00Z,The clock of this one runs ahead.
m-early,early,me,client,2023-03-05T00:00:00Z,Hello.
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    work = tmp_path_factory.mktemp("bad")
    folder = work / "exports"
    folder.mkdir()
    for name, content in (("contracts", CONTRACTS), ("payments", PAYMENTS), ("messages", MESSAGES)):
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    yield audit(folder, work, "2026-06-30", "--max-quarantine", "1")


def reasons(told: Audited, client: str) -> str:
    (row,) = [one for one in told.eligibility if one["client_id"] == client]
    return " ".join(row["verdict_reasons"])


def verdict(told: Audited, client: str) -> str:
    (row,) = [one for one in told.eligibility if one["client_id"] == client]
    return str(row["verdict"])


def test_a_contract_that_ends_before_it_starts_is_set_aside_with_its_line(told: Audited) -> None:
    assert "contracts.csv:2: column ended_at: E320 the contract ends before it starts" in told.ended.err
    assert verdict(told, "back") == "repair_data"


def test_payments_before_any_contract_are_counted_and_named(told: Audited) -> None:
    assert "Payments from before the first contract: 2, the first of them p-early-1" in reasons(told, "early")
    assert "before the first contract" not in reasons(told, "third")


def test_a_message_of_a_third_sender_is_set_aside_and_holds_freedom_back(told: Audited) -> None:
    assert "messages.csv:2: column sender: E301" in told.ended.err
    assert verdict(told, "third") == "repair_data"


def test_a_message_from_the_future_is_told_and_not_audited(told: Audited) -> None:
    assert "messages.csv:3" in told.ended.err and "are dated after 2026-06-30" in told.ended.err
    (row,) = [one for one in told.eligibility if one["client_id"] == "skew"]
    assert (row["eligible_on"], row["last_message_on"]) == ("2026-01-31", None)


def test_a_fee_in_another_currency_is_not_added_up(told: Audited) -> None:
    (row,) = [one for one in told.eligibility if one["client_id"] == "euro"]
    assert (row["fees_paid"], row["exit_fee_today"]) == (None, None)
    assert "fees were paid in another currency than USD; give --rates" in row["exit_fee_rule"]


def test_a_report_allows_as_many_rows_in_quarantine_as_the_audit_was_told_to(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
    assert audit(folder, tmp_path, "2026-06-30", "--max-quarantine", "1").ended.status == 0
    asked = ("report", "--db", tmp_path / "store.duckdb", "--as-of", "2026-06-30", "--out", tmp_path / "again")
    assert auditor(*asked, "--max-quarantine", "1").status == 0
    ended = auditor(*asked)
    assert ended.status == 3 and "rows lie in quarantine" in ended.err
