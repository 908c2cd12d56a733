"""Makes the shared shapes of sql/views/ as temporary tables, in the order in which they read each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import polars as pl

from auditor import policies, rooms, rules
from auditor.auditing import matching, one_statement
from auditor.auditing.readings import load_readings
from auditor.auditing.ruling import RULED, Ruling, make, make_ruled, rule, window_parameters
from auditor.engines.duckdb import Engine
from auditor.errors import RoomError
from auditor.model.policies import Policy

# An inferred contract counts as open while its last payment is no older than this.
INFERRED_OPEN_DAYS = 60
# Limits of rules on which a shape rests as well, so that what a policy sets of them holds for both: an ask counts as declined
# when the other side said no within that time, and names are looked at that are so alike.
ANSWER_DAYS = ("conduct.declined", "answer_days")
ALIKE_FROM = ("payment.counterparty_match", "similarity_from")

# The table that scanning writes.
DETECTIONS = re.compile(r"\bdetections\b")
RATES = pl.DataFrame(schema={"rate_on": pl.Date, "currency": pl.String, "rate": pl.Decimal(18, 8)})

# An id that no contract knows may be the payer's name.
PAYERS = """SELECT DISTINCT coalesce(counterparty, client_id) AS counterparty FROM payments
    WHERE lower(coalesce(channel, '')) NOT IN ('', 'platform')
        AND (counterparty IS NOT NULL OR client_id NOT IN (SELECT client_id FROM contracts WHERE client_id IS NOT NULL))"""
NAMES = """SELECT DISTINCT name FROM (
        SELECT client_name AS name FROM relationships
        UNION ALL
        SELECT unnest([json_extract_string(extra, '$.client_name'), json_extract_string(extra, '$."clientOrganization.name"'),
                       json_extract_string(extra, '$."clientTeam.name"')]) FROM contracts WHERE extra IS NOT NULL
        UNION ALL
        SELECT counterparty FROM payments WHERE lower(coalesce(channel, '')) IN ('', 'platform'))
    WHERE trim(coalesce(name, '')) <> ''"""


@dataclass(frozen=True, slots=True)
class Shape:
    """One file of sql/views: its name, the shapes it reads, its SELECT, and whether its rows are `kept` or reckoned anew
    by each who reads them (`-- kept = false`: where few need what is wide)."""

    name: str
    reads: tuple[str, ...]
    sql: str
    about: str
    kept: bool = True


def make_shapes(
    engine: Engine,
    as_of: date,
    policy: Policy,
    rates: pl.DataFrame | None = None,
    only: frozenset[str] | None = None,
    afterwards: Mapping[str, str] | None = None,
    one_account: bool = False,
    made: frozenset[str] = frozenset(),
) -> None:
    """Create every shape as a temp table of that name, replacing older ones; of `only` those, with all that they read.

    `rates` has the columns rate_on (date), currency, rate (to the policy's currency); None = no conversion.
    `afterwards` holds a statement to run when the shape of that name has been made. `one_account` says that all
    freelancers of the store are one person, whose contacts are those of one account. Those of `made` stand already, and
    with them all that no shape makes.
    """
    if not made:
        _load_rates(engine, RATES if rates is None else rates)
        _load_texts(engine, "platform_domain", "domain", policy.platform_domains)
        _load_texts(engine, "own_contact", "normalized", policy.own_contacts)
        _load_payers(engine, policy)
        load_readings(engine, policy, policies.readings(policy, as_of))
    params, views = (
        shape_parameters(as_of, policy) | {"one_account": one_account},
        read_shapes(rooms.sql_folder() / "views"),
    )
    rulings: tuple[Ruling, ...] = ()
    wanted = None if only is None else _with_read({shape.name: shape for shape in views}, only)
    for shape in in_order(views):
        if wanted is not None and shape.name not in wanted:
            continue
        if shape.name in made:
            pass
        elif shape.name in RULED:
            make_ruled(engine, shape.name, shape.sql, params, rulings)
        else:
            make(engine, shape.name, shape.sql, params, shape.kept)
        if shape.name == "stated_row" and one_account:
            one_statement.join_statements(engine)
        if shape.name == "platform_number":
            rulings = rule(engine, policy, as_of)
        if afterwards and shape.name in afterwards:
            engine.execute(afterwards[shape.name])


def make_unscanned(engine: Engine, as_of: date, policy: Policy, rates: pl.DataFrame | None) -> frozenset[str]:
    """Make those shapes that do not rest on what messages hold, and return their names."""
    views = {shape.name: shape for shape in read_shapes(rooms.sql_folder() / "views")}
    scanned = {name for name, shape in views.items() if DETECTIONS.search(shape.sql)}
    names = frozenset(name for name in views if scanned.isdisjoint(_with_read(views, (name,))))
    make_shapes(engine, as_of, policy, rates, names)
    return names


def needed(names: frozenset[str]) -> list[Shape]:
    """These shapes and all that they read, each after those that it reads."""
    views = read_shapes(rooms.sql_folder() / "views")
    wanted = _with_read({shape.name: shape for shape in views}, names)
    return [shape for shape in in_order(views) if shape.name in wanted]


def _with_read(views: Mapping[str, Shape], names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name in views and name not in found:
            found.add(name)
            left += views[name].reads
    return found


def shape_parameters(as_of: date, policy: Policy) -> dict[str, Any]:
    """The parameters that shapes and eligibility are bound to."""
    known = (policy, *policies.shipped().values())
    service = [one.fee.service_fee_months for one in known if one.fee.service_fee_months]
    return {
        "as_of": as_of,
        "currency": policy.currency,
        "inferred_open_days": INFERRED_OPEN_DAYS,
        "answer_days": int(limit(policy, *ANSWER_DAYS)),
        "service_fee_months": next(iter(service), 0),
        "one_account": False,
        **window_parameters(policy.window),
    }


def limit(policy: Policy, rule_id: str, name: str) -> float:
    """What a number of a shipped rule is: as the policy sets it, else as the rule itself does.

    A text in place of a number is refused where rules are run, by its name.
    """
    own = policy.parameters.get(rule_id, {}).get(name)
    return float(own if isinstance(own, int | float) else rules.shipped()[rule_id].params[name].default)


def read_shapes(folder: Path) -> list[Shape]:
    """Read all shapes of a folder. Raises RoomError for front matter that is missing or no TOML."""
    return [_read(name, path) for name, path in rooms.files(folder, ".sql").items()]


def described() -> list[tuple[str, str]]:
    """What each shape holds, by its name."""
    return [(shape.name, shape.about) for shape in read_shapes(rooms.sql_folder() / "views")]


def read_by(names: Iterable[str]) -> tuple[Shape, ...]:
    """The shapes of these names and all that they read, each after those that it reads."""
    views = read_shapes(rooms.sql_folder() / "views")
    wanted = _with_read({shape.name: shape for shape in views}, names)
    return tuple(shape for shape in in_order(views) if shape.name in wanted)


def in_order(shapes: list[Shape]) -> list[Shape]:
    """Sort shapes so that each comes after those that it reads. Raises RoomError for a cycle."""
    by_name = {shape.name: shape for shape in shapes}
    graph = {shape.name: [name for name in shape.reads if name in by_name] for shape in shapes}
    try:
        return [by_name[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise RoomError(
            f"sql/views: {' reads '.join(error.args[1])} -> a shape cannot read itself; break the circle"
        ) from error


def _read(name: str, path: Path) -> Shape:
    text = path.read_text(encoding="utf-8")
    front = "\n".join(line[2:].strip() for line in text.splitlines() if line.startswith("-- ") and " = " in line)
    try:
        told = tomllib.loads(front)
        reads, about, kept = tuple(told["reads"]), str(told["about"]), bool(told.get("kept", True))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise RoomError(
            f"{path}: front matter is not complete ({error}) -> begin with '-- about = …' and '-- reads = […]'"
        ) from error
    return Shape(name, reads, text, about, kept)


def _load_rates(engine: Engine, rates: pl.DataFrame) -> None:
    engine.execute("CREATE OR REPLACE TEMP TABLE rates (rate_on DATE, currency VARCHAR, rate DECIMAL(18, 8))")
    engine.append("rates", rates)


def _load_texts(engine: Engine, table: str, column: str, texts: tuple[str, ...]) -> None:
    engine.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({column} VARCHAR)")
    engine.append(table, pl.DataFrame({column: list(texts)}, schema={column: pl.String}))


def _load_payers(engine: Engine, policy: Policy) -> None:
    """What no SQL engine compares alike: names that are nearly the same, values that stand in a payer's name."""
    payers = engine.frame(PAYERS)["counterparty"]
    names = engine.frame(NAMES)["name"] if len(payers) else payers
    engine.execute("CREATE OR REPLACE TEMP TABLE name_alike (counterparty VARCHAR, name VARCHAR, score DOUBLE)")
    engine.append("name_alike", matching.alike(payers, names, limit(policy, *ALIKE_FROM)))
    engine.execute("CREATE OR REPLACE TEMP TABLE payer_value (counterparty VARCHAR, value VARCHAR)")
    engine.append("payer_value", matching.payer_values(payers))
