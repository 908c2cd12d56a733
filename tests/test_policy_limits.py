"""What a policy sets of a rule's limits holds also for the shapes that the rule rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from auditor import policies, rules
from auditor.auditing.heuristics import run_heuristics
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.model.results import Finding
from tests.support.rows import fill

POLICY, AS_OF = policies.find("upwork-guide"), date(2025, 7, 1)
WORK = {"contract_id": "k1", "client_id": "c", "started_at": "2025-01-06", "ended_at": "2025-05-30"}
PAID = {"payment_id": "p1", "client_id": "c", "contract_id": "k1", "paid_at": "2025-05-20", "amount": 80}


def found(tables: Mapping[str, Any], parameters: Mapping[str, Mapping[str, float]]) -> dict[str, Finding]:
    policy = replace(POLICY, parameters=parameters)
    with Engine.in_memory() as engine:
        fill(engine, tables)
        make_shapes(engine, AS_OF, policy)
        run = run_heuristics(engine, rules.shipped(), policy.parameters, {}, policy.clauses, AS_OF, "r1")
    assert not run.failed
    return {one.rule_id: one for one in run.findings}


def declined(day: str) -> dict[str, Any]:
    """An ask of 2 June, and the refusal of that moment."""
    asked = {"message_id": "m1", "client_id": "c", "sent_at": "2025-06-02T08:00:00Z"}
    refused = {"message_id": "m2", "client_id": "c", "sent_at": day, "sender": "freelancer"}
    return {
        "contracts": [WORK],
        "payments": [PAID],
        "messages": [asked, refused],
        "detections": [
            {"message_id": "m1", "category": "leave_platform", "stance": "request"},
            {"message_id": "m2", "category": "leave_platform", "stance": "decline"},
        ],
    }


@pytest.mark.parametrize(
    ("days", "moment", "severity"),
    [
        (7, "2025-06-09T08:00:00Z", "medium"),
        (7, "2025-06-09T08:00:01Z", "high"),
        (10, "2025-06-12T08:00:00Z", "medium"),
        (10, "2025-06-12T08:00:01Z", "high"),
        (3, "2025-06-05T08:00:01Z", "high"),
    ],
)
def test_the_time_to_answer_is_that_of_the_policy_in_every_rule(days: int, moment: str, severity: str) -> None:
    shown = found(declined(moment), {"conduct.declined": {"answer_days": days}})
    assert shown["language.leave_platform"].severity.value == severity
    assert ("conduct.declined" in shown) == (severity == "medium")
    assert (f"declined within {days} days" in shown["language.leave_platform"].explanation) == (severity == "medium")


@pytest.mark.parametrize(("least", "count"), [(0.92, 0), (0.893, 0), (0.892, 1)])
def test_names_are_compared_from_the_likeness_that_the_policy_sets(least: float, count: int) -> None:
    payer = {"payment_id": "p2", "paid_at": "2025-06-10", "amount": 500, "channel": "bank"}
    tables = {
        "contracts": [WORK],
        "payments": [PAID, {**payer, "client_id": None, "counterparty": "Northgate Anatomy"}],
        "relationships": [{"client_id": "c", "client_name": "Northgate Analytics"}],
    }
    shown = found(tables, {"payment.counterparty_match": {"similarity_from": least}})
    assert ("payment.counterparty_match" in shown) == bool(count)
