"""The contract of a heuristic, checked on its syntax tree: one SELECT of the portable subset, everything declared.

A clean transpile proves little: functions that pass it fail on another engine. So the tree is walked against a list of
what every engine has, and what is not on the list is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlglot
import sqlglot.errors
from sqlglot import exp

from auditor import rooms
from auditor.model.rules import Heuristic, body
from auditor.rules import unreadable
from auditor.rules.columns import ANCHORS, COLUMNS
from auditor.rules.growing import growing
from auditor.rules.portable import FUNCTIONS, JOINS, TYPES

# Bound by the runner for every rule; everything else is declared in the front matter.
GIVEN = {"as_of"}
TARGETS = ("spark",)
REPLIES = Path(__file__).resolve().parents[1] / "replies" / "en"


def check_rule(rule: Heuristic) -> list[str]:
    """Every way in which the rule breaks its contract, as sentences; an empty list is a good rule."""
    try:
        statements = sqlglot.parse(body(rule.sql), read="duckdb")
    except (sqlglot.errors.SqlglotError, RecursionError) as error:
        return [unreadable.told(body(rule.sql), error)]
    if len(statements) != 1 or not isinstance(statements[0], exp.Select):
        return ["is not one single SELECT (with named parts before it)"]
    tree = statements[0]
    return [
        *_front(rule),
        *_parameters(rule, tree),
        *_tables(rule, tree),
        *_columns(tree),
        *_portable(tree),
        *growing(tree, {name: param.default for name, param in rule.params.items()}),
        *_spoken(tree),
    ]


def written(rule: Heuristic) -> str:
    """The SELECT of a rule that was checked, without comments."""
    return sqlglot.parse_one(body(rule.sql), read="duckdb").sql("duckdb", comments=False)


def _front(rule: Heuristic) -> Iterator[str]:
    for name in ("title", "why", "silent", "clause", "explanation", "action"):
        if not str(getattr(rule, name)).strip():
            yield f"front matter: {name} is empty"
    if rule.anchor not in ANCHORS:
        yield f"front matter: anchor {rule.anchor!r} is none of {', '.join(sorted(ANCHORS))}"
    replies = rooms.files(REPLIES, ".txt")
    for name in ("reply", "own_reply"):
        if getattr(rule, name) not in (None, *replies):
            yield f"front matter: {name} {getattr(rule, name)!r} is no reply -> leave it out, or use one of {', '.join(replies)}"
    for param in rule.params.values():
        if not param.unit or not param.about:
            yield f"front matter: parameter {param.name} lacks its unit or its line"


def _parameters(rule: Heuristic, tree: exp.Expression) -> Iterator[str]:
    used = {node.name for node in tree.find_all(exp.Placeholder)} - GIVEN
    for name in sorted(used - set(rule.params)):
        yield f"parameter ${name} is used and not declared"
    for name in sorted(set(rule.params) - used):
        yield f"parameter ${name} is declared and not used"


def _tables(rule: Heuristic, tree: exp.Expression) -> Iterator[str]:
    if any(part.parent is not tree for part in tree.find_all(exp.With)):
        yield "names parts (WITH) inside a query -> name all of them at the top"
    read = _read(tree)
    for name in sorted(read - set(rule.reads)):
        yield f"reads {name}, which `reads` does not name"
    for table in tree.find_all(exp.Table):
        if table.args.get("db") or table.args.get("catalog"):
            yield f"reads {table.sql('duckdb')}: shapes are named without a schema"
    if tree.find(exp.Into):
        yield "writes a table"
    for name in sorted(set(rule.reads) - read):
        yield f"`reads` names {name}, which it does not read"


def _read(tree: exp.Expression) -> set[str]:
    """The tables that a query reads: what it names and what is none of its parts there. A part knows those before it; a
    part that goes on from itself knows itself from its second half on."""
    known: set[str] = set()
    found: set[str] = set()
    for part in tree.find_all(exp.CTE):
        query, name = part.this, part.alias.lower()
        if isinstance(query, exp.Union) and isinstance(part.parent, exp.With) and part.parent.recursive:
            found |= _named(query.this) - known
            known = known | {name}
            found |= _named(query.expression) - known
        else:
            found |= _named(query) - known
            known = known | {name}
    parts = {id(table) for part in tree.find_all(exp.CTE) for table in part.find_all(exp.Table)}
    return (
        found
        | {table.name.lower() for table in tree.find_all(exp.Table) if id(table) not in parts and table.name} - known
    )


def _named(query: exp.Expression) -> set[str]:
    # A function in place of a table has no name; as a function it is told elsewhere.
    return {table.name.lower() for table in query.find_all(exp.Table) if table.name}


def _columns(tree: exp.Select) -> Iterator[str]:
    columns = tuple(tree.named_selects)
    if columns != COLUMNS:
        yield f"returns {', '.join(columns)} instead of {', '.join(COLUMNS)}"


def _portable(tree: exp.Expression) -> Iterator[str]:
    seen: set[str] = set()
    for node in tree.walk():
        problem = _problem(node)
        if problem and problem not in seen:
            seen.add(problem)
            yield problem


def _problem(node: exp.Expr) -> str:
    if isinstance(node, exp.Anonymous):
        return f"function {node.name} is not portable"
    if isinstance(node, exp.Func) and not isinstance(node, tuple(FUNCTIONS)):
        return f"function {node.sql_name()} is not on the portable list -> 'auditor rules list --functions' names those that are"
    if (
        isinstance(node, exp.Join)
        and (joined := " ".join(filter(None, (node.method, node.side, node.kind)))) not in JOINS
    ):
        return f"join {joined} is not portable"
    if isinstance(node, exp.TableSample):
        return "draws a sample (TABLESAMPLE), which is another one each time -> read all rows"
    if isinstance(node, exp.Pivot):
        return "PIVOT and UNPIVOT are not portable -> use sum(CASE WHEN … END) and GROUP BY"
    if isinstance(node, exp.DataType) and node.this not in TYPES and not isinstance(node.parent, exp.Interval):
        return f"type {node.sql('duckdb')} is not portable"
    if isinstance(node, exp.Subquery | exp.Lateral | exp.Unnest) and not isinstance(node.parent, exp.In | exp.Exists):
        return "a nested query is not named -> make it a WITH part"
    return ""


def _spoken(tree: exp.Expression) -> Iterator[str]:
    for target in TARGETS:
        try:
            tree.sql(dialect=target, unsupported_level=sqlglot.ErrorLevel.RAISE)
        except sqlglot.errors.UnsupportedError as error:
            yield f"cannot be said in {target}: {error}"
