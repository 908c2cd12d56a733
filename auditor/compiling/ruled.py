"""What the auditor fills from Python before its SQL runs, said as views of literals: versions of policies, whose rules hold
where, and each shape that rests on a window once for every window there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlglot import exp

from auditor import policies
from auditor.auditing.readings import COLUMNS, rows
from auditor.auditing.ruling import RULED, window_parameters
from auditor.auditing.shapes import Shape
from auditor.compiling import literals
from auditor.model.policies import Policy

READING, WHERE, DOMAINS, OWN = "reading", "ruled", "platform_domain", "own_contact"
# The shape that numbers the platforms; `ruled` is made of it.
PLATFORMS = "platform_number"
ABOUT = {
    READING: "The versions of policies and how each reckons the exit fee.",
    WHERE: "The group of policies that rules each platform.",
    DOMAINS: "The platform's own domains.",
    OWN: "The user's own addresses, numbers and handles.",
}


@dataclass(frozen=True, slots=True)
class View:
    """A view of the script before its values are bound: `sql` in DuckDB's words, `values` those of its parameters."""

    name: str
    sql: str
    values: Mapping[str, Any]
    about: str


def views(
    shapes: Sequence[Shape],
    policy: Policy,
    as_of: date,
    given: Mapping[str, Any],
    there: frozenset[int] | None = None,
) -> list[View]:
    """The shapes with all that they read beside tables, each after what it reads.

    `there` are the groups of policies that rule a platform of the store; None = any may.
    """
    found: list[View] = []
    rulers = policies.rulers(policy, as_of)
    for shape in shapes:
        if shape.name in RULED:
            found += _by_window(shape, rulers, given, there)
        else:
            found.append(View(shape.name, shape.sql, given, shape.about))
        if shape.name == PLATFORMS:
            found.append(View(WHERE, _ruled(rulers), {}, ABOUT[WHERE]))
    fixed = [
        View(DOMAINS, _texts("domain", policy.platform_domains), {}, ABOUT[DOMAINS]),
        View(OWN, _texts("normalized", policy.own_contacts), {}, ABOUT[OWN]),
        View(READING, _readings(policy, as_of), {}, ABOUT[READING]),
    ]
    return [*fixed, *found]


def _by_window(
    shape: Shape, rulers: Sequence[Policy], given: Mapping[str, Any], there: frozenset[int] | None
) -> list[View]:
    """The shape once for each window, over the platforms on which that one holds, and all of them as one."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for number, one in enumerate(rulers):
        if there and number not in there:
            continue
        groups.setdefault(tuple(window_parameters(one.window).values()), []).append(number)
    parts = []
    for place, numbers in enumerate(groups.values()):
        held = ", ".join(map(str, numbers))
        sql = f"""SELECT whole.* FROM (
            {shape.sql}
        ) AS whole
        INNER JOIN {PLATFORMS} AS w ON whole.relation_no % w.platforms = w.platform_no
        INNER JOIN {WHERE} AS r ON w.platform = r.platform
        WHERE r.group_no IN ({held})"""
        window = window_parameters(rulers[numbers[0]].window)
        titles = ", ".join(dict.fromkeys(rulers[number].label for number in numbers))
        parts.append(View(f"{shape.name}_{place}", sql, {**given, **window}, f"By the window of {titles}."))
    whole = "\nUNION ALL\n".join(f"SELECT * FROM {part.name}" for part in parts)
    return [*parts, View(shape.name, whole, {}, shape.about)]


def _ruled(rulers: Sequence[Policy]) -> str:
    """Group numbers by platform: the first policy that speaks of it, 0 where none does."""
    groups: dict[str, int] = {}
    for number, one in enumerate(rulers):
        for platform in one.platforms:
            groups.setdefault(platform, number)
    whens = [f"WHEN {_text(platform)} THEN {number}" for platform, number in groups.items() if number]
    said = f"CASE lower(trim(platform)) {' '.join(whens)} ELSE 0 END" if whens else "0"
    return f"SELECT platform, {said} AS group_no FROM {PLATFORMS}"


def _readings(policy: Policy, as_of: date) -> str:
    """The lists of platforms are left out: no shape asks for them."""
    kinds = {name: kind for name, kind in COLUMNS.items() if not kind.endswith("[]")}
    return _rows(kinds, rows(policies.readings(policy, as_of), policy.currency))


def _texts(name: str, texts: Sequence[str]) -> str:
    return _rows({name: "VARCHAR"}, [{name: one} for one in texts])


def _rows(kinds: Mapping[str, str], told: Sequence[Mapping[str, Any]]) -> str:
    """Rows as a query; without any, one that returns none."""
    listed = [
        ", ".join(
            f"cast({literals.literal(row[name]).sql('duckdb')} AS {kind}) AS {name}" for name, kind in kinds.items()
        )
        for row in told or [dict.fromkeys(kinds)]
    ]
    said = "\nUNION ALL\n".join(f"SELECT {line}" for line in listed)
    return said if told else f"{said} WHERE FALSE"


def _text(value: str) -> str:
    return exp.Literal.string(value).sql("duckdb")


def only_asked(trees: Mapping[str, exp.Expr]) -> dict[str, exp.Expr]:
    """The views without those that nobody reads, and `reading` with the columns that somebody names."""
    named = {column.name for tree in trees.values() for column in tree.find_all(exp.Column)}
    kept: dict[str, exp.Expr] = {}
    read: set[str] = set()
    for place, (name, tree) in enumerate(reversed([*trees.items()])):
        if place and name not in read:
            continue
        if name == READING:
            for query in tree.find_all(exp.Select):
                query.set("expressions", [one for one in query.expressions if one.alias in named])
        read |= {table.name for table in tree.find_all(exp.Table)} - {part.alias for part in tree.find_all(exp.CTE)}
        kept[name] = tree
    return dict(reversed([*kept.items()]))
