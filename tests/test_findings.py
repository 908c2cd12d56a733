"""Findings over runs, their identity, and the risk that comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest

from auditor.auditing import findings, risk
from auditor.auditing.evidence import snippet
from auditor.auditing.heuristics import finding_id
from auditor.auditing.wording import say
from auditor.engines.duckdb import Engine
from auditor.model.results import Evidence, Finding
from auditor.model.words import Actor, FindingStatus, Severity
from auditor.reviewing import history, in_force

DAY = date(2025, 1, 1)
ONE = Finding(
    finding_id="aa",
    rule_id="contact.before_contract",
    severity=Severity.HIGH,
    confidence=0.9,
    platform="upwork",
    client_id="c",
    freelancer_id="fl",
    occurred_at=datetime(2024, 7, 1, 9, 0),
    actor=Actor.CLIENT,
    title="t",
    explanation="e",
    policy_clause="p",
    evidence=(Evidence("messages", "m1", "v", "…", 1, 2), Evidence("payments", "p1", None, "row")),
    action="a",
    reply=None,
    status=FindingStatus.NEW,
    first_seen_run="r1",
)
TWO = replace(ONE, finding_id="bb", rule_id="payment.off_platform_offer", severity=Severity.CRITICAL, confidence=0.85)


def test_a_finding_is_new_once_then_open_and_gone_when_it_is_gone() -> None:
    with Engine.in_memory() as engine:
        first, gone = findings.settle(engine, [ONE, TWO], "r1", DAY)
        assert {one.status for one in first} == {FindingStatus.NEW} and gone == ()
        findings.store(engine, first)
        second, gone = findings.settle(engine, [replace(ONE, first_seen_run="r2")], "r2", DAY)
        assert (second[0].status, second[0].first_seen_run, gone) == (FindingStatus.OPEN, "r1", ("bb",))


def test_a_finding_comes_back_from_the_store_as_it_was() -> None:
    with Engine.in_memory() as engine:
        findings.store(engine, [ONE, TWO])
        assert set(findings.load(engine)) == {ONE, TWO}
        findings.store(engine, [])
        assert findings.load(engine) == ()


@pytest.mark.parametrize(
    ("decision", "until", "is_open"),
    [
        ("dismissed", None, False),
        ("confirmed", None, True),
        ("accepted", "2025-06-01", False),
        ("accepted", "2024-12-31", True),
    ],
)
def test_the_latest_review_decides(decision: str, until: str | None, is_open: bool) -> None:
    with Engine.in_memory() as engine:
        insert = "INSERT INTO reviews (finding_id, decision, note, reviewer, decided_at, accepted_until) VALUES ('aa', $decision, 'n', 'me', $at, $until)"
        engine.execute(insert, {"decision": "confirmed", "at": datetime(2024, 1, 1), "until": None})
        engine.execute(insert, {"decision": decision, "at": datetime(2024, 2, 1), "until": until})
        settled, _ = findings.settle(engine, [ONE], "r1", DAY, in_force(history(engine)))
        # What was accepted until a day that has passed is no longer so.
        assert settled[0].status.value == ("new" if until and is_open else decision)
    assert settled[0].is_open(DAY) is is_open


def test_risk_is_one_minus_the_product_with_one_finding_a_rule() -> None:
    again = replace(ONE, finding_id="cc", confidence=0.5)
    parts = risk.contributions([ONE, again, TWO], DAY)
    assert parts["finding_id"].to_list() == ["aa", "bb"]
    assert risk.risks(parts) == {
        ("upwork", "c", "fl"): pytest.approx(100 * (1 - (1 - 0.5 * 0.9) * (1 - 0.8 * 0.85)), abs=0.05)
    }


def test_adding_never_lowers_and_dismissing_never_raises_the_risk() -> None:
    pool = [
        replace(ONE, finding_id=f"{rank}", rule_id=f"rule.{rank % 3}", severity=severity)
        for rank, severity in enumerate(Severity)
    ]

    def total(found: list[Finding]) -> float:
        return risk.risks(risk.contributions(found, DAY)).get(("upwork", "c", "fl"), 0.0)

    for order in permutations(pool, 4):
        sums = [total(list(order[:number])) for number in range(5)]
        assert sums == sorted(sums)
        dismissed = [replace(order[0], status=FindingStatus.DISMISSED), *order[1:]]
        assert total(dismissed) <= total(list(order))


def test_an_identity_hangs_on_rule_relationship_and_anchor_and_never_runs_together() -> None:
    ids = {
        finding_id(*parts)
        for parts in [
            ("r", "p", "ab", "c", "x"),
            ("r", "p", "a", "bc", "x"),
            ("r", "p", "ab", "c", "y"),
            ("s", "p", "ab", "c", "x"),
        ]
    }
    assert len(ids) == 4
    assert finding_id("r", "p", "ab", "c", "x") in ids


def test_a_snippet_holds_the_value_and_is_cut_between_words() -> None:
    body = "word " * 100 + "HERE" + " word" * 100
    shown = snippet(body, 500, 504)[0]
    assert "HERE" in shown and len(shown) < 200
    assert shown.startswith("… word") and shown.endswith("word …")
    assert snippet("short text", 0, 5)[0] == "short text"
    unbroken = "x" * 1000
    assert "x" * 10 in snippet(unbroken, 400, 410)[0]


def test_facts_are_said_as_people_write_them() -> None:
    assert say(date(2026, 1, 5)) == "5 January 2026"
    assert say(["phone", "email"]) == "a telephone number and an e-mail address"
    assert say([date(2026, 1, 15), date(2026, 1, 5), date(2026, 1, 15)]) == "5 January 2026 and 15 January 2026"
    assert say("card") == "card"
    assert (say(6.5), say(20.0), say(1234.5), say(None)) == ("6.5", "20", "1,234.5", "unknown")
