"""The rules on Spark: the same files of sql/, each shape made once as a table, each rule a query over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditor import compiling, policies
from auditor.auditing.by_platform import differs
from auditor.auditing.heuristics import parameters
from auditor.distributing.findings import COLUMNS, Making
from auditor.distributing.numbering import NUMBERED, numbered
from auditor.distributing.overlapping import KEYED
from auditor.engines.spark import Tables, first_line, is_lost, raised_by_java
from auditor.model.policies import Policy
from auditor.model.rules import Heuristic, RuleFailure

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

DIALECT = "spark"
# What one machine reckons in Python before its SQL runs; here the jobs of `loading` and `matching` do.
GIVEN = frozenset(("ties", "name_alike", "payer_value"))
# One job of all rules outgrew the room that Java has for compiled code; one job a rule starts too many.
RULES_A_JOB = 4
PLATFORMS = " UNION ".join(
    f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
    for table, column in (("contracts", "platform"), *((table, "profile_platform") for table in KEYED))
)


# What makes the findings of a rule, its SQL, and what they are read from.
Found = tuple[Making, str, "DataFrame"]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The table of findings; rules that failed here, and those that the dialect cannot say, each with its reason;
    the groups of policies in force."""

    findings: DataFrame
    failed: tuple[RuleFailure, ...]
    unsaid: Mapping[str, str]
    there: tuple[int, ...]


def run_rules(tables: Tables, rules: Mapping[str, Heuristic], policy: Policy, as_of: date, run_id: str) -> Ruled:
    """Make the shapes and run every rule that can be said in Spark's SQL; the tables of the store must be known.

    A rule that fails is named and the others go on, as on one machine; so is a rule that cannot be said.
    """
    from pyspark.errors import PySparkException

    there = groups_there(tables, policy, as_of)
    said = _compiled(rules, policy, as_of, there)
    _make_shapes(tables, said)
    failed: list[RuleFailure] = []
    found: list[Found] = []
    sayable = {rule_id: rules[rule_id] for rule_id in said.rules}
    for one in askings(sayable, policy, as_of, there, run_id):
        sql = said.rules[one.rule.rule_id]
        if one.ruler is not policy:
            sql = _compiled({one.rule.rule_id: one.rule}, one.ruler, as_of, there).rules[one.rule.rule_id]
        try:
            found.append((one, sql, tables.spark.sql(sql).mapInArrow(one, COLUMNS)))
        except PySparkException as error:
            failed.append(_failure(one, sql, error))
    written = list(_written(tables, found, failed))
    return Ruled(tables.known("found", _united(tables, written)), tuple(failed), said.refused, there)


def _make_shapes(tables: Tables, said: compiling.Together) -> None:
    """Write the shapes that several others read; what one alone reads is planned as a part of that."""
    every = [*said.shapes.values(), *said.rules.values()]
    for name, sql in said.shapes.items():
        readers = sum(len(re.findall(rf"\b{name}\b", one)) for one in every)
        if name in NUMBERED:
            tables.made(name, numbered(tables.spark, sql, NUMBERED[name]))
            continue
        frame = tables.spark.sql(sql)
        tables.made(name, frame) if readers > 1 else tables.known(name, frame)


def _written(tables: Tables, found: Sequence[Found], failed: list[RuleFailure]) -> Iterator[DataFrame]:
    """The findings, a few rules a job; where a job fails each rule by itself, to learn which one it was."""
    from pyspark.errors import PySparkException

    for place in range(0, len(found), RULES_A_JOB):
        some = found[place : place + RULES_A_JOB]
        try:
            yield tables.made(f"found_{place}", _united(tables, [frame for *_, frame in some]))
        except (PySparkException, *raised_by_java()) as error:
            if is_lost(error):
                raise
            yield from _each(tables, some, place, failed)


def _each(tables: Tables, some: Sequence[Found], place: int, failed: list[RuleFailure]) -> Iterator[DataFrame]:
    from pyspark.errors import PySparkException

    for number, (one, sql, frame) in enumerate(some):
        try:
            yield tables.made(f"found_{place}_{number}", frame)
        except (PySparkException, *raised_by_java()) as error:
            if is_lost(error):
                raise
            failed.append(_failure(one, sql, error))


def _failure(one: Making, sql: str, error: BaseException) -> RuleFailure:
    return RuleFailure(one.rule.rule_id, f"{one.rule.path.name}: {first_line(error)}", sql, {})


def groups_there(tables: Tables, policy: Policy, as_of: date) -> tuple[int, ...]:
    """The groups of policies that rule the platforms of the store."""
    rulers = policies.rulers(policy, as_of)
    named = tables.spark.sql(PLATFORMS).collect()
    return tuple(sorted({0, *(policies.group_of(str(row[0]), rulers) for row in named)}))


def askings(
    rules: Mapping[str, Heuristic], policy: Policy, as_of: date, there: Sequence[int], run_id: str
) -> list[Making]:
    """How often each rule is asked: once, and what the policy of another platform sets otherwise once more for that platform."""
    rulers = policies.rulers(policy, as_of)
    asked: list[Making] = []
    for rule_id, rule in rules.items():
        others = [group for group in there if rulers[group] is not policy and differs(rule_id, policy, rulers[group])]
        own = frozenset(range(len(rulers))) - frozenset(others) if others else None
        asked.append(Making(rule, policy, policy, as_of, run_id, own))
        asked += [Making(rule, rulers[group], policy, as_of, run_id, frozenset((group,))) for group in others]
    return asked


def _compiled(rules: Mapping[str, Heuristic], policy: Policy, as_of: date, there: Sequence[int]) -> compiling.Together:
    bound = {rule_id: parameters(rule, policy.parameters.get(rule_id, {}), as_of) for rule_id, rule in rules.items()}
    return compiling.compile_together(rules, DIALECT, policy, bound, as_of, GIVEN, frozenset(there))


def _united(tables: Tables, found: Sequence[DataFrame]) -> DataFrame:
    whole = tables.spark.createDataFrame([], COLUMNS)
    for one in found:
        whole = whole.unionByName(one)
    return whole
