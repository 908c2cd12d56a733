"""One contract for every file of sql/heuristics: complete, portable, and right on its own cases in any order of rows."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from auditor import policies, rules
from auditor.auditing.eligibility import make_standing
from auditor.auditing.heuristics import run_heuristics
from auditor.auditing.shapes import make_shapes, read_shapes
from auditor.engines.duckdb import Engine
from auditor.errors import RoomError
from auditor.model.results import Finding
from auditor.rooms import sql_folder
from auditor.rules.checking import check_rule
from tests.support.rows import DEFAULTS, fill

CASES = Path(__file__).parent / "heuristics"
SHIPPED = rules.shipped()
POLICY = policies.find("upwork-guide")


def cases(rule_id: str) -> list[dict[str, Any]]:
    path = CASES / f"{rule_id}.toml"
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["case"]
    return found


EVERY = [(rule_id, case) for rule_id in SHIPPED for case in cases(rule_id)]


def judge(case: Mapping[str, Any], seed: int | None = None) -> tuple[Finding, ...]:
    rows = {name: list(case[name]) for name in DEFAULTS if name in case}
    weeks(case, rows)
    if seed is not None:
        for table in rows.values():
            random.Random(seed).shuffle(table)
    as_of = date.fromisoformat(case["as_of"])
    with Engine.in_memory() as engine:
        fill(engine, rows)
        make_shapes(engine, as_of, POLICY)
        make_standing(engine, as_of, POLICY)
        run = run_heuristics(engine, SHIPPED, POLICY.parameters, POLICY.severities, POLICY.clauses, as_of, "r1")
    assert run.failed == ()
    return run.findings


def weeks(case: Mapping[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
    """A case may give billing and talk by week, in place of hundreds of rows: [hours, messages] from a Monday on."""
    if "weeks" not in case:
        return
    monday = date.fromisoformat(case["weeks_from"])
    for number, (hours, messages) in enumerate(case["weeks"]):
        week = date.fromordinal(monday.toordinal() + 7 * number)
        if hours:
            paid = {
                "client_id": "c",
                "contract_id": "k1",
                "paid_at": f"{week}",
                "amount": Decimal(hours) * 40,
                "fee": Decimal(1),
            }
            hourly = {"hours": Decimal(hours)} if case.get("with_hours", True) else {}
            rows.setdefault("payments", []).append({**paid, **hourly, "payment_id": f"w{number}"})
        for one in range(messages):
            talk = {"message_id": f"w{number}-{one}", "client_id": "c", "sent_at": f"{week}T1{one % 10}:00:00Z"}
            rows.setdefault("messages", []).append({**talk, "sender": ("client", "freelancer")[one % 2]})


@pytest.mark.parametrize("rule_id", SHIPPED)
def test_a_rule_keeps_its_contract(rule_id: str) -> None:
    assert check_rule(SHIPPED[rule_id]) == []
    names = [case["name"] for case in cases(rule_id)]
    assert any(name.startswith("speaks: ") for name in names)
    assert any(name.startswith("silent: ") for name in names)
    assert all(name.startswith(("speaks: ", "silent: ")) for name in names)
    assert SHIPPED[rule_id].clause in POLICY.clauses


@pytest.mark.parametrize("rule_id", SHIPPED)
def test_a_rule_reads_only_shapes_that_there_are(rule_id: str) -> None:
    shapes = {shape.name for shape in read_shapes(sql_folder() / "views")}
    assert set(SHIPPED[rule_id].reads) <= shapes


@pytest.mark.parametrize(("rule_id", "case"), EVERY, ids=[f"{rule_id}: {case['name']}" for rule_id, case in EVERY])
def test_a_case(rule_id: str, case: dict[str, Any]) -> None:
    found = [one for one in judge(case) if one.rule_id == rule_id]
    wanted = case.get("finds", [])
    assert case["name"].startswith("speaks: ") == bool(wanted)
    assert len(found) == len(wanted), [one.explanation for one in found]
    for one, want in zip(found, wanted, strict=True):
        for name in want.keys() - {"says", "evidence"}:
            assert str(getattr(one, name)) == str(want[name]), name
        for text in want.get("says", []):
            assert text in one.explanation
        if "evidence" in want:
            assert [f"{part.table}:{part.id}" for part in one.evidence] == want["evidence"]
        assert one.evidence and "{" not in one.explanation


def test_the_order_of_rows_changes_nothing() -> None:
    for _, case in EVERY:
        assert judge(case) == judge(case, seed=3), case["name"]


SEEDED = [
    ("SELECT quantile_cont(1, 0.5) AS platform", "portable list"),
    ("SELECT jaro_winkler_similarity('a', 'b') AS platform", "portable list"),
    ("SELECT cast(1 AS HUGEINT) AS platform", "type"),
    ("SELECT p.platform FROM paid AS p ASOF JOIN pair AS q ON p.paid_at >= q.at", "join"),
    ("SELECT $undeclared AS platform", "$undeclared is used and not declared"),
    ("SELECT platform FROM ledger", "reads ledger"),
    ("SELECT platform FROM paid", "instead of platform, client_id"),
    ("SELECT platform FROM (SELECT * FROM paid) AS nested", "not named"),
    ("SELECT current_date AS platform", "portable"),
    ("DELETE FROM paid", "not one single SELECT"),
    ("SELECT 1 AS platform; SELECT 2 AS platform", "not one single SELECT"),
    ("SELECT FROM WHERE", "cannot be parsed"),
    ("SELECT * FROM read_csv('x.csv')", "portable"),
]


@pytest.mark.parametrize(("sql", "said"), SEEDED, ids=[sql for sql, _ in SEEDED])
def test_the_check_catches_what_is_not_portable_or_not_declared(sql: str, said: str) -> None:
    rule = replace(SHIPPED["origin.contradicted"], sql=sql, reads=("paid", "pair"), params={})
    assert any(said in problem for problem in check_rule(rule)), check_rule(rule)


def test_a_declared_parameter_that_is_not_used_is_caught() -> None:
    rule = SHIPPED["scam.bait_and_switch"]
    unused = replace(rule, sql=rule.sql.replace("$ask_days", "90"))
    assert check_rule(unused) == ["parameter $ask_days is declared and not used"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('-- severity = "high"', '-- severity = "awful"', "wrong form"),
        ('-- severity = "high"\n', "", "lacks 'severity'"),
        ("-- confidence = 0.9", "-- confidence = 9", "between 0 and 1"),
        ('-- title = "', '-- colour = "red"\n-- title = "', "colour"),
        ("-- reads = [", "-- reads = [[", "no valid TOML"),
    ],
)
def test_broken_front_matter_names_the_file_and_the_remedy(old: str, new: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "origin.contradicted.sql"
    path.write_text(SHIPPED["origin.contradicted"].sql.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RoomError) as error:
        rules.read(path)
    assert said in str(error.value) and "origin.contradicted.sql" in str(error.value) and "->" in str(error.value)


def test_a_rule_that_fails_is_named_and_the_others_go_on() -> None:
    broken = replace(SHIPPED["origin.contradicted"], sql="SELECT nothing FROM nowhere")
    with Engine.in_memory() as engine:
        make_shapes(engine, date(2025, 1, 1), POLICY)
        run = run_heuristics(
            engine, {**SHIPPED, "origin.contradicted": broken}, {}, {}, POLICY.clauses, date(2025, 1, 1), "r1"
        )
    assert [rule_id for rule_id, _ in run.failed] == ["origin.contradicted"]
    assert "nowhere" in run.failed[0][1]


def test_a_policy_sets_parameters_and_severities_and_cannot_invent_them() -> None:
    case = next(case for case in cases("scam.bait_and_switch") if case["name"].startswith("speaks: "))
    as_of = date.fromisoformat(case["as_of"])
    with Engine.in_memory() as engine:
        fill(engine, {name: case[name] for name in DEFAULTS if name in case})
        make_shapes(engine, as_of, POLICY)

        def found(parameters: Any, severities: Any) -> list[str]:
            run = run_heuristics(engine, SHIPPED, parameters, severities, POLICY.clauses, as_of, "r1")
            return [one.severity.value for one in run.findings if one.rule_id == "scam.bait_and_switch"]

        assert found({}, {"scam.bait_and_switch": "low"}) == ["low"]
        assert found({"scam.bait_and_switch": {"total_from": 60}}, {}) == []
        with pytest.raises(RoomError, match="no parameter totl"):
            found({"scam.bait_and_switch": {"totl": 60}}, {})
        with pytest.raises(RoomError, match="no rule scam"):
            found({}, {"scam.x": "low"})
