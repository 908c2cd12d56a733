"""Many rules for one warehouse: every shape once, whoever reads it, and after the shapes each rule's query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlglot import exp

from auditor.auditing.shapes import needed, shape_parameters
from auditor.compiling import reading, ruled, stars, tables
from auditor.compiling.reading import UnsayableError
from auditor.compiling.scripts import PREFIX, RECKONED, parsed, rename, words
from auditor.model.policies import Policy
from auditor.model.rules import Heuristic


@dataclass(frozen=True, slots=True)
class Together:
    """`shapes` are queries by the name that the others read them by, each after those that it reads; `rules` the queries
    of rules by id; `refused` why a rule cannot be said; `read` the tables that must be there, with their columns."""

    shapes: Mapping[str, str]
    rules: Mapping[str, str]
    refused: Mapping[str, str]
    read: Mapping[str, tables.Columns]


def compile_together(
    rules: Mapping[str, Heuristic],
    dialect_name: str,
    policy: Policy,
    bound: Mapping[str, Mapping[str, Any]],
    as_of: date,
    given: frozenset[str] = frozenset(),
    there: frozenset[int] | None = None,
) -> Together:
    """All rules in one dialect; `bound` are their parameters, `given` the reckoned tables that the warehouse has,
    `there` the groups of policies that rule a platform of it (None: any may).

    What the dialect cannot say is in `refused` with its reason; the other rules are whole.
    """
    dialect = reading.read(dialect_name)
    every = frozenset(name for rule in rules.values() for name in rule.reads)
    made = ruled.views(needed(every), policy, as_of, shape_parameters(as_of, policy), there)
    trees = {view.name: parsed(view.sql, view.values) for view in made}
    trees |= {rule_id: parsed(rule.sql, {**bound[rule_id], "as_of": as_of}) for rule_id, rule in rules.items()}
    read = tables.read_by(trees.values())
    columns: dict[str, Any] = {name: list(kinds) for name, kinds in read.items()}
    said: dict[str, str] = {}
    refused: dict[str, str] = {}
    sources = {name: _sources(tree) for name, tree in trees.items()}
    for name, tree in trees.items():
        try:
            if why := _missing(sources[name], refused, given):
                raise UnsayableError(why)
            columns[name] = stars.write_out(tree, columns)
            rename(tree, trees, {})
            said[name] = words(tree.sql("duckdb"), dialect.name)
        except UnsayableError as error:
            refused[name] = str(error)
            columns.setdefault(name, [])
    wanted = _wanted({rule_id for rule_id in rules if rule_id in said}, sources)
    return Together(
        {f"{PREFIX}{name}": sql for name, sql in said.items() if name in wanted and name not in rules},
        {rule_id: said[rule_id] for rule_id in rules if rule_id in said},
        {rule_id: refused[rule_id] for rule_id in rules if rule_id in refused},
        {name: kinds for name, kinds in read.items() if any(name in sources[one] for one in wanted)},
    )


def _sources(tree: exp.Expr) -> set[str]:
    return {table.name for table in tree.find_all(exp.Table)} - {part.alias for part in tree.find_all(exp.CTE)}


def _missing(sources: set[str], refused: Mapping[str, str], given: frozenset[str]) -> str:
    """Why what is read is not there; "" where it is."""
    whys = [refused[name] for name in sorted(sources) if name in refused]
    whys += [RECKONED[name] for name in sorted(sources) if name in RECKONED and name not in given]
    return whys[0] if whys else ""


def _wanted(rules: set[str], sources: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    left = list(rules)
    while left:
        name = left.pop()
        if name in sources and name not in found:
            found.add(name)
            left += sources[name]
    return found
