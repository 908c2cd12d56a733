"""A rule that could not run: what it found before stays, and nobody is called free on what it would have found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

from auditor import policies, rules
from auditor.auditing import by_platform, heuristics
from auditor.auditing.findings import NOT_RUN
from auditor.auditing.heuristics import RuleRun
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.engines.parts.limits import LimitError
from auditor.model.rules import RuleFailure
from tests.support.running import Audited, audit

pytestmark = pytest.mark.usefixtures("undrawn")

AS_OF = "2025-12-31"
FILES = {
    "contracts.csv": "contract_id,client_id,freelancer_id,status,started_at,ended_at,platform\n"
    "k1,c1,f1,ended,2022-01-06,2022-06-30,upwork\nk2,c2,f1,ended,2022-01-06,2022-06-30,upwork\n",
    "payments.csv": "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,kind\n"
    "p1,c1,f1,k1,2022-02-01,2000.00,USD,milestone\np2,c1,f1,k1,2022-02-12,-900.00,USD,refund\n",
    "messages.csv": "message_id,client_id,freelancer_id,thread_id,sender,sent_at,body\n"
    "m1,c1,f1,t1,client,2022-02-01T09:00:00Z,Thanks a lot\n"
    "m2,c2,f1,t2,client,2022-02-01T09:00:00Z,Write me at jo.fenn@mail.example please\n",
}
RULE = """-- title = "A large refund"
-- severity = "{severity}"
-- confidence = 0.5
-- reads = ["paid"]
-- anchor = "payments"
-- why = "w"
-- silent = "s"
-- clause = "billing"
-- explanation = "On {{on}} money went back to the client."
-- action = "a"
SELECT platform, client_id, freelancer_id, paid_at AS occurred_at, 'unknown' AS actor, 0.5 AS confidence,
    '{severity}' AS severity, ['payments:' || payment_id] AS evidence, {{'on': paid_on}} AS facts
FROM paid
WHERE kind = 'refund'{more}
"""
FAILS = " AND CAST(payment_id AS INTEGER) > 0"


def exports(folder: Path) -> Path:
    inputs = folder / "exports"
    inputs.mkdir()
    for name, text in FILES.items():
        (inputs / name).write_text(text, encoding="utf-8")
    return inputs


def own(folder: Path, severity: str = "high", more: str = "") -> Path:
    mine = folder / "mine"
    mine.mkdir(exist_ok=True)
    (mine / "own.refund.sql").write_text(RULE.format(severity=severity, more=more), encoding="utf-8")
    return mine


def of(audited: Audited, client: str) -> dict[str, Any]:
    (row,) = [one for one in audited.eligibility if one["client_id"] == client]
    return row


def test_its_findings_are_neither_resolved_nor_new_and_hold_back_as_before(tmp_path: Path) -> None:
    inputs = exports(tmp_path)

    def run(more: str) -> Audited:
        return audit(inputs, tmp_path, AS_OF, "--rules", str(own(tmp_path, more=more)))

    first, second, third, fourth = run(""), run(FAILS), run(FAILS), run("")
    (found,) = [one for one in first.findings if one["rule_id"] == "own.refund"]
    assert of(first, "c1")["verdict"] == "clear_findings_first"
    for again in (second, third):
        assert again.ended.status == 3
        (kept,) = [one for one in again.findings if one["rule_id"] == "own.refund"]
        assert kept["finding_id"] == found["finding_id"] and kept["status"] == "open"
        assert kept["explanation"] == found["explanation"] + NOT_RUN
        assert [(one["table"], one["id"]) for one in kept["evidence"]] == [("payments", "p2")]
        assert (again.summary["findings"]["new"], again.summary["findings"]["resolved"]) == (0, 0)
        assert of(again, "c1")["verdict"] != "free_to_leave" and "rules_not_run" in of(again, "c1")["blockers"]
    assert (fourth.summary["findings"]["new"], fourth.summary["findings"]["resolved"]) == (0, 0)
    (back,) = [one for one in fourth.findings if one["rule_id"] == "own.refund"]
    assert back["explanation"] == found["explanation"] and of(fourth, "c1")["verdict"] == "clear_findings_first"


def test_who_would_be_free_is_not_while_a_grave_rule_could_not_run(tmp_path: Path) -> None:
    inputs = exports(tmp_path)
    free = audit(inputs, tmp_path, AS_OF)
    assert of(free, "c1")["verdict"] == "free_to_leave"
    held = audit(inputs, tmp_path, AS_OF, "--rules", str(own(tmp_path, more=FAILS)))
    assert of(held, "c1")["verdict"] == "repair_data"
    assert any("own.refund" in one and "--rule-seconds" in one for one in of(held, "c1")["verdict_reasons"])


def test_a_mild_rule_holds_nobody_back(tmp_path: Path) -> None:
    audited = audit(exports(tmp_path), tmp_path, AS_OF, "--rules", str(own(tmp_path, "medium", FAILS)))
    assert audited.ended.status == 3 and of(audited, "c1")["verdict"] == "free_to_leave"


@pytest.mark.parametrize("redact", ["partial", "full", "none"])
def test_out_of_time_no_finding_is_resolved_and_what_it_showed_stays_masked(
    tmp_path: Path, redact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = exports(tmp_path)
    first = audit(inputs, tmp_path, AS_OF, "--redact", redact)
    assert any(one["rule_id"].startswith("contact.") for one in first.findings)

    def late(*_: object, **__: object) -> NoReturn:
        raise LimitError("longer than 0.1 seconds")

    monkeypatch.setattr(heuristics, "frame_within", late)
    second = audit(inputs, tmp_path, AS_OF, "--redact", redact)
    assert second.ended.status == 3 and second.summary["rules_failed"]
    assert {one["finding_id"] for one in second.findings} == {one["finding_id"] for one in first.findings}
    assert (second.summary["findings"]["new"], second.summary["findings"]["resolved"]) == (0, 0)
    if redact != "none":
        shared = [one for one in (tmp_path / "out").rglob("*") if one.is_file() and "private" not in one.parts]
        assert not [one.name for one in shared if b"jo.fenn@mail.example" in one.read_bytes()]


def test_a_rule_that_fails_under_the_rules_of_one_platform_alone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[str]] = []

    def run(engine: object, asked: dict[str, object], *_: object) -> RuleRun:
        runs.append(list(asked))
        failure = RuleFailure("behaviour.under_billing", "out of time", "SELECT 1", {})
        return RuleRun((), (failure,) if len(runs) > 1 else ())

    monkeypatch.setattr(by_platform, "_run", run)
    monkeypatch.setattr(by_platform, "differs", lambda rule_id, *_: rule_id == "behaviour.under_billing")
    policy, day = policies.find("upwork-guide"), date(2025, 12, 31)
    with Engine.in_memory() as engine:
        for platform in ("upwork", "freelancer"):
            engine.execute(
                "INSERT INTO contracts (contract_id, client_id, freelancer_id, platform, kind, status, currency, started_at, started_at_precision)"
                " VALUES ($platform, 'c', 'f', $platform, 'hourly', 'active', 'USD', '2025-01-01', 'day')",
                {"platform": platform},
            )
        make_shapes(engine, day, policy)
        told = by_platform.run_rules(engine, rules.shipped(), policy, day, "r1", 10.0)
    assert runs[1:] == [["behaviour.under_billing"]]
    assert [one.rule_id for one in told.failed] == ["behaviour.under_billing"]
