"""One contract for every file of sql/heuristics: complete, portable, and right on its own cases in any order of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor import policies, rules
from auditor.auditing.case_files import read_cases
from auditor.auditing.heuristics import run_heuristics
from auditor.auditing.shapes import make_shapes, read_shapes
from auditor.auditing.thresholds import allows
from auditor.auditing.trying import differences, run_case
from auditor.engines.duckdb import Engine
from auditor.errors import RoomError
from auditor.rooms import sql_folder
from auditor.rules.checking import check_rule
from tests.support.rows import DEFAULTS, fill

CASES = Path(__file__).parent / "heuristics"
SHIPPED = rules.shipped()
POLICY = policies.find("upwork-guide")


def cases(rule_id: str) -> list[dict[str, Any]]:
    return read_cases(CASES / f"{rule_id}.toml")


EVERY = [(rule_id, case) for rule_id in SHIPPED for case in cases(rule_id)]


@pytest.mark.parametrize("rule_id", SHIPPED)
def test_a_rule_keeps_its_contract(rule_id: str) -> None:
    assert check_rule(SHIPPED[rule_id]) == []
    names = [case["name"] for case in cases(rule_id)]
    assert any(name.startswith("speaks: ") for name in names)
    assert any(name.startswith("silent: ") for name in names)
    assert all(name.startswith(("speaks: ", "silent: ")) for name in names)
    assert SHIPPED[rule_id].clause in POLICY.clauses


@pytest.mark.parametrize("rule_id", SHIPPED)
def test_every_parameter_states_its_range_and_both_ends_can_be_set(rule_id: str) -> None:
    for param in SHIPPED[rule_id].params.values():
        assert param.range is not None, param.name
        for value in param.range:
            assert allows(param, value)
        assert not allows(param, param.range[0] - 1) and not allows(param, param.range[1] + 1)


@pytest.mark.parametrize("rule_id", SHIPPED)
def test_a_rule_reads_only_shapes_that_there_are(rule_id: str) -> None:
    shapes = {shape.name for shape in read_shapes(sql_folder() / "views")}
    assert set(SHIPPED[rule_id].reads) <= shapes


@pytest.mark.parametrize(("rule_id", "case"), EVERY, ids=[f"{rule_id}: {case['name']}" for rule_id, case in EVERY])
def test_a_case(rule_id: str, case: dict[str, Any]) -> None:
    run = run_case({rule_id: SHIPPED[rule_id]}, case, POLICY)
    assert list(differences(rule_id, case, run)) == []
    assert all("{" not in one.explanation for one in run.findings)
    assert run == run_case({rule_id: SHIPPED[rule_id]}, case, POLICY, seed=3), "the order of rows changes nothing"


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
        (
            "WITH ",
            '-- [params.x]\n-- default = 3\n-- unit = "share"\n-- about = "a"\nWITH ',
            "outside its range, 0 to 1",
        ),
        (
            "WITH ",
            '-- [params.x]\n-- default = 3\n-- unit = "days"\n-- range = [5, 1]\n-- about = "a"\nWITH ',
            "range of parameter x",
        ),
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
    assert [one.rule_id for one in run.failed] == ["origin.contradicted"]
    assert "nowhere" in run.failed[0].message and run.failed[0].sql == broken.sql


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
