"""What the help tells of shapes, functions and clauses is all that there is, and is true."""

from __future__ import annotations

import tomllib

import pytest
import sqlglot

from auditor import policies
from auditor.auditing import shape_columns
from auditor.auditing.shapes import make_shapes, read_shapes
from auditor.engines.duckdb import Engine
from auditor.rooms import sql_folder
from auditor.rules.checking import _problem
from auditor.rules.portable import FUNCTIONS
from tests.support.running import auditor

POLICY = policies.find("upwork-guide")


def test_every_column_of_every_shape_has_a_kind_and_a_meaning_and_nothing_else_is_told() -> None:
    told = tomllib.loads(shape_columns.MEANINGS.read_text(encoding="utf-8"))
    seen: set[tuple[str, str]] = set()
    with Engine.in_memory() as engine:
        make_shapes(engine, shape_columns.ANY_DAY, POLICY)
        for shape in read_shapes(sql_folder() / "views"):
            for name, sql_type, *_ in engine.rows(f"DESCRIBE {shape.name}"):
                assert shape_columns.kind(sql_type) and shape_columns.meaning(shape.name, name)
                seen |= {("every", name), (shape.name, name)}
    assert {(shape, name) for shape, columns in told.items() for name in columns} - seen == set()


def test_a_shape_is_shown_with_its_columns() -> None:
    shown = auditor("rules", "show", "paid")
    assert shown.status == 0 and shown.out.startswith("paid: Payments, each judged")
    assert "\nin_window        true or false  whether it lies inside the window" in shown.out
    assert "\npaid_at          time (UTC)     when it was paid" in shown.out
    missed = auditor("rules", "show", "payed")
    assert missed.status == 2 and "no such rule or shape" in missed.err


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
def test_a_listed_function_is_written_so_and_passes_the_check(function: type[sqlglot.exp.Expression]) -> None:
    tree = sqlglot.parse_one(f"SELECT {FUNCTIONS[function]} FROM shape", read="duckdb")
    assert tree.find(function)
    assert [said for node in tree.walk() if (said := _problem(node))] == []
    assert f"\n{FUNCTIONS[function]}\n" in f"\n{auditor('rules', 'list', '--functions').out}"


def test_clauses_are_listed_with_the_words_of_the_policy() -> None:
    listed = auditor("rules", "list", "--clauses").out
    assert all(f"\n{name} " in listed for name in policies.clause_names()) and POLICY.clauses["billing"] in listed
    other = auditor("rules", "list", "--clauses", "--policy", "toptal").out
    assert "says nothing of it" in other


def test_the_help_of_a_new_rule_and_the_readme_lead_there() -> None:
    said = auditor("rules", "new", "--help").out
    assert all(one in said for one in ("list --shapes", "show SHAPE", "list --functions", "list --clauses"))
    assert "'auditor rules show SHAPE' tells its columns." in auditor("rules", "list", "--shapes").out
