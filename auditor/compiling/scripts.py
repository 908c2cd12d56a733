"""The script of one rule: what must be there, the shapes as views in the order in which they read each other, the query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

import sqlglot
from sqlglot import exp

from auditor.auditing.shapes import needed, shape_parameters
from auditor.compiling import grouping, literals, reading, ruled, saying, stars, tables
from auditor.compiling.reading import Dialect, UnsayableError
from auditor.compiling.ruled import View
from auditor.errors import UsageError
from auditor.model.policies import Policy
from auditor.model.rules import Heuristic

# Every view is named so, and none is mistaken for a table of the warehouse's own.
PREFIX = "auditor_"
# Tables in which a text's order must be pinned first are read through views of this prefix.
SORTED = "auditor_in_"
# What the auditor reckons in Python before the SQL runs, and no warehouse has.
RECKONED = {
    "name_alike": "names are compared by Jaro–Winkler similarity outside SQL (table name_alike)",
    "payer_value": "contact values in payers' names are found by the scanner (table payer_value)",
    "ties": "payments are tied to contracts while exports are read (table ties)",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What the words of a rule depend on before any dialect is asked for; equal questions have equal answers."""

    rule_id: str
    sql: str
    reads: tuple[str, ...]
    bound: tuple[tuple[str, Any], ...]
    as_of: date
    sha256: str
    policy: Policy = field(compare=False)
    # Whether the tables are read through views that pin the order of texts.
    pinned: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """The answer in DuckDB's words: views as they are made, tables that are read, and each query's text, the rule's last."""

    made: tuple[View, ...]
    read: Mapping[str, tables.Columns]
    queries: Mapping[str, str]


def compile_rule(
    rule: Heuristic, dialect_name: str, policy: Policy, bound: Mapping[str, Any], as_of: date, with_tables: bool = False
) -> str:
    """The script, ready to run; the last statement returns the columns of a rule's contract.

    `bound` are the rule's parameters. With `with_tables` it begins by creating, empty, the tables that it reads.
    Raises UsageError that names the construct which the dialect cannot say, and for a dialect that there is not.
    """
    dialect = reading.read(dialect_name)
    values, pinned = tuple({**bound, "as_of": as_of}.items()), bool(dialect.text_order)
    asked = Question(rule.rule_id, rule.sql, tuple(rule.reads), values, as_of, policy.sha256, policy, pinned)
    try:
        found = plain(asked)
        views = dict(_said(found, dialect))
    except UnsayableError as error:
        remedy = _remedy(asked)
        raise UsageError(f"{rule.rule_id} cannot be said in {dialect.name}: {error} -> {remedy}") from error
    return "\n".join(_script(rule, dialect, policy, as_of, found.made, found.read, views, with_tables))


def _remedy(asked: Question) -> str:
    """What to do with a rule that a dialect cannot say: the dialects that can, or an audit, which runs every rule."""
    can = [name for name in reading.names() if _is_said(asked, name)]
    if not can:
        return "no dialect can: 'auditor audit' runs it, on a lake 'auditor audit --engine spark'"
    return f"--dialect {' or '.join(can)} can"


@lru_cache(maxsize=256)
def _is_said(asked: Question, dialect_name: str) -> bool:
    dialect = reading.read(dialect_name)
    try:
        dict(_said(plain(replace(asked, pinned=bool(dialect.text_order))), dialect))
    except UnsayableError:
        return False
    return True


@lru_cache(maxsize=64)
def plain(asked: Question) -> Plain:
    """The rule and the shapes that it reads, their values in place and every column by its name. Raises UnsayableError."""
    shapes = needed(frozenset(asked.reads))
    made = ruled.views(shapes, asked.policy, asked.as_of, shape_parameters(asked.as_of, asked.policy))
    queries = {view.name: parsed(view.sql, view.values) for view in made}
    queries[asked.rule_id] = parsed(asked.sql, dict(asked.bound))
    queries = ruled.only_asked(queries)
    _refuse_reckoned(queries)
    read = tables.read_by(queries.values())
    columns: dict[str, Sequence[str]] = {name: list(kinds) for name, kinds in read.items()}
    for name, tree in queries.items():
        columns[name] = stars.write_out(tree, columns)
    for tree in queries.values():
        rename(tree, queries, read if asked.pinned else {})
    return Plain(tuple(made), read, {name: tree.sql("duckdb") for name, tree in queries.items()})


def parsed(sql: str, values: Mapping[str, Any]) -> exp.Expr:
    """The query with its values in their places; most rules read the same shapes."""
    return _bound(sql, tuple(values.items())).copy()


@lru_cache(maxsize=256)
def _bound(sql: str, values: tuple[tuple[str, Any], ...]) -> exp.Expr:
    tree = sqlglot.parse_one(sql, read="duckdb")
    literals.bind(tree, dict(values))
    grouping.write_out(tree)
    for part in tree.find_all(exp.CTE):
        # Advice to DuckDB alone; most others take it for an error.
        part.set("materialized", None)
    return tree


def _refuse_reckoned(queries: Mapping[str, exp.Expr]) -> None:
    for tree in queries.values():
        parts = {part.alias for part in tree.find_all(exp.CTE)}
        for table in tree.find_all(exp.Table):
            if table.name in RECKONED and table.name not in parts:
                raise UnsayableError(RECKONED[table.name])


def _said(found: Plain, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The text of every view by its name, the rule's own query last."""
    if dialect.text_order:
        for table, columns in found.read.items():
            yield f"{SORTED}{table}", _sorted(table, columns, dialect)
    after = f"\n{dialect.after}" if dialect.after else ""
    for name, sql in found.queries.items():
        yield f"{PREFIX}{name}", words(sql, dialect.name) + after


@lru_cache(maxsize=1024)
def words(sql: str, dialect_name: str) -> str:
    """A query of DuckDB's in the dialect's words. Raises UnsayableError."""
    return saying.say(sqlglot.parse_one(sql, read="duckdb"), reading.read(dialect_name))


def rename(tree: exp.Expr, queries: Mapping[str, exp.Expr], sorted_first: Mapping[str, Any]) -> None:
    """Read shapes by the names of their views, and tables of `sorted_first` by those that pin the order of texts."""
    parts = {part.alias for part in tree.find_all(exp.CTE)}
    for table in list(tree.find_all(exp.Table)):
        if table.name in parts:
            continue
        prefix = PREFIX if table.name in queries else ""
        prefix = SORTED if table.name in sorted_first else prefix
        if prefix and not table.alias:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
        table.set("this", exp.to_identifier(f"{prefix}{table.name}"))


def _sorted(table: str, columns: tables.Columns, dialect: Dialect) -> str:
    listed = [
        f"{name} {dialect.text_order} AS {name}" if kind.is_type("varchar", "text") else name
        for name, kind in columns.items()
    ]
    return saying.text(sqlglot.parse_one(f"SELECT {', '.join(listed)} FROM {table}", read=dialect.sqlglot), dialect)


def _script(
    rule: Heuristic,
    dialect: Dialect,
    policy: Policy,
    as_of: date,
    made: Sequence[View],
    read: Mapping[str, tables.Columns],
    views: Mapping[str, str],
    with_tables: bool,
) -> Iterator[str]:
    yield f"-- {rule.rule_id}: {rule.title}. For {dialect.about}."
    yield f"-- As of {as_of}, by {policy.name} {policy.version}: days and limits are written in, so compile it anew for another day."
    for table, columns in read.items():
        yield f"-- Reads {table}: {', '.join(columns)}"
    yield f"-- Explanation of a row, by its facts: {rule.explanation}"
    if dialect.before:
        yield f"{dialect.before.strip()}\n"
    if with_tables:
        for table, columns in read.items():
            yield f"{_created(table, columns, dialect)};\n"
    about = {f"{PREFIX}{view.name}": view.about for view in made}
    for name, sql in views.items():
        if name in about:
            yield f"-- {about[name]}"
        head = dialect.made.replace("NAME", name) + "\n" if name != f"{PREFIX}{rule.rule_id}" else ""
        yield f"{head}{sql};\n"


def _created(table: str, columns: tables.Columns, dialect: Dialect) -> str:
    listed = [
        exp.ColumnDef(this=exp.to_identifier(name), kind=saying.kind(kind, dialect)) for name, kind in columns.items()
    ]
    created = exp.Create(this=exp.Schema(this=exp.to_table(table), expressions=listed), kind="TABLE")
    return f"{saying.text(created, dialect)}{dialect.after_table}"
