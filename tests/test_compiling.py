"""Rules as SQL for other warehouses: each rule in each dialect is either whole and parses there, or is refused by name."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import sqlglot

from auditor import compiling, policies, rooms, rules
from auditor.auditing.heuristics import parameters
from auditor.compiling import reading
from auditor.errors import UsageError
from tests.compiled_rules import PAGE, page, reason, told
from tests.support.running import Ended, auditor

AS_OF = date(2026, 6, 30)
POLICY = policies.find("upwork-guide")
SHIPPED = rules.shipped()
TOLD = told(PAGE.read_text(encoding="utf-8"))


def script(rule_id: str, dialect: str) -> str:
    rule = SHIPPED[rule_id]
    return compiling.compile_rule(rule, dialect, POLICY, parameters(rule, {}, AS_OF), AS_OF, with_tables=True)


@cache
def parsed_twice(sql: str, spoken: str) -> list[tuple[str, str]]:
    """Each statement as sqlglot says it, and as it says what it said; many rules make the same views."""
    said = [one.sql(spoken, comments=False) for one in sqlglot.parse(sql, read=spoken) if one is not None]
    return [(one, sqlglot.parse_one(one, read=spoken).sql(spoken, comments=False)) for one in said]


def asked(*arguments: str) -> Ended:
    return auditor("rules", "compile", *arguments)


@pytest.mark.parametrize("dialect", compiling.names())
@pytest.mark.parametrize("rule_id", SHIPPED)
def test_a_rule_parses_in_its_dialect_or_is_refused_by_name_as_the_docs_say(rule_id: str, dialect: str) -> None:
    try:
        text = script(rule_id, dialect)
    except UsageError as refused:
        assert str(refused).startswith(f"{rule_id} cannot be said in {dialect}: ")
        assert TOLD[rule_id, dialect] == reason(refused, dialect), "-> make docs"
        return
    assert not TOLD[rule_id, dialect], "-> make docs"
    statements = [made for one in text.split(";\n") if (made := parsed_twice(one, reading.read(dialect).sqlglot))]
    assert statements and all(once == again for made in statements for once, again in made)
    assert "$" not in text.replace("'$", "")
    assert not re.search(r"\bX\b", text), "an operand was not put in its place"


def test_the_page_of_the_docs_stands_as_it_is_made_and_names_each_rule_and_dialect() -> None:
    """What each of its cells says is compared where the rule is compiled."""
    assert PAGE.read_text(encoding="utf-8") == page(TOLD), "-> make docs"
    assert set(TOLD) == {(rule_id, dialect) for rule_id in SHIPPED for dialect in compiling.names()}


@pytest.mark.parametrize("dialect", compiling.names())
def test_a_dialect_says_or_refuses_every_construct_once(dialect: str) -> None:
    told = reading.read(dialect)
    constructs = rooms.module_names("auditor.compiling.constructs")
    places = [*told.same, *told.phrases, *told.refused]
    assert sorted(places) == sorted(constructs)


def test_what_cannot_be_said_is_named_and_the_status_is_2() -> None:
    ended = asked("behaviour.gradual_decline", "--dialect", "snowflake", "--as-of", "2026-06-30")
    assert ended.status == 2
    assert "behaviour.gradual_decline cannot be said in snowflake: " in (ended.out + ended.err)
    assert "->" in (ended.out + ended.err)


def test_the_remedy_names_the_dialects_that_can_or_the_audit_where_none_does() -> None:
    assert (
        asked("behaviour.gradual_decline", "--dialect", "postgres").err.rstrip().endswith("-> --dialect clickhouse can")
    )
    ended = asked("payment.direct_in_window", "--dialect", "postgres", "--as-of", "2026-06-30")
    assert ended.status == 2 and "auditor audit --engine spark" in ended.err and "another dialect" not in ended.err


def test_the_example_of_the_help_compiles() -> None:
    (example,) = re.findall(r"(?m)^ +auditor rules compile (.+)", asked("--help").out)
    assert asked(*example.split()).status == 0


def test_an_unknown_dialect_or_rule_is_a_wrong_command_line() -> None:
    assert asked("report.received", "--dialect", "cobol").status == 2
    assert "postgres" in asked("report.received", "--dialect", "cobol").err
    assert asked("report.sent", "--dialect", "postgres").status == 2


def test_the_day_and_the_limits_are_written_in() -> None:
    ended = asked("origin.contradicted", "--dialect", "spark", "--as-of", "2026-06-30")
    assert ended.status == 0
    assert "CAST('2026-06-30' AS DATE)" in (ended.out + ended.err)
    assert "CREATE TABLE messages" not in (ended.out + ended.err)
    assert "CREATE TABLE messages" in asked("origin.contradicted", "--dialect", "spark", "--tables").out


def test_a_shape_comes_after_those_that_it_reads() -> None:
    text = script("origin.contradicted", "trino")
    made = [line.split()[4] for line in text.splitlines() if "REPLACE VIEW" in line]
    for place, name in enumerate(made):
        body = text.partition(f"REPLACE VIEW {name} AS")[2].partition(";\n")[0]
        assert not [later for later in made[place + 1 :] if f" {later} " in body.replace("\n", " ")]
    assert made


def test_a_rule_of_ones_own_is_compiled_or_refused_by_name(tmp_path: Path) -> None:
    rules.write_new("own.large_refund", tmp_path)
    ended = asked("own.large_refund", "--dialect", "trino", "--rules", str(tmp_path))
    assert ended.status == 0
    assert "FROM auditor_paid" in ended.out
    rule = tmp_path / "own.large_refund.sql"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace(
            "-amount >= ", "len(list_value(amount)[1:]) + -amount >= json_extract_string('{}', '$.a') + "
        )
    )
    assert asked("own.large_refund", "--dialect", "trino", "--rules", str(tmp_path)).status == 2


def test_each_window_holds_on_its_own_platforms() -> None:
    text = " ".join(script("contact.after_contract", "trino").split())
    assert "WHEN 'toptal' THEN" in text
    held = re.findall(r"group_no IN \(([\d, ]+)\)", text)
    groups = len(policies.rulers(POLICY, AS_OF))
    assert groups > 2
    # Three shapes rest on a window: the rows that it counts from, their days, and the days on which it was over.
    numbers = sorted(int(one) for some in held for one in some.split(", "))
    assert numbers == sorted([*range(groups)] * 3)
