"""Tries a rule on its cases: rows written by hand go straight into an empty store, and what comes out is compared."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from auditor.auditing.eligibility import make_standing
from auditor.auditing.heuristics import RuleRun, run_heuristics
from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.errors import RoomError
from auditor.model.phrasing import count as counted
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.rules import Heuristic

Row = Mapping[str, Any]
COLUMNS = "SELECT column_name FROM duckdb_columns() WHERE table_name = $table"
TIMES = {
    "contracts": ("started_at", "ended_at"),
    "payments": ("paid_at",),
    "messages": ("sent_at",),
    "relationships": ("first_met_at", "exit_fee_paid_on", "left_on", "last_contact_at"),
    "reports": ("reported_at",),
}
DEFAULTS: Mapping[str, Row] = {
    "contracts": {"freelancer_id": "fl", "platform": "upwork", "kind": "hourly", "status": "active", "currency": "USD"},
    "payments": {"freelancer_id": "fl", "currency": "USD", "kind": "hourly", "client_given": True},
    "messages": {"freelancer_id": "fl", "sender": "client", "body": "Hello."},
    "relationships": {"freelancer_id": "fl", "origin": "unknown"},
    "reports": {"freelancer_id": "fl", "reporter": "client"},
    "links": {},
    "detections": {
        "confidence": 0.9, "obfuscated": False, "stance": "offer", "start_offset": 0, "end_offset": 1, "value": "x",
    },
}  # fmt: skip


def run_case(rules: Mapping[str, Heuristic], case: Row, policy: Policy, seed: int | None = None) -> RuleRun:
    """What the rules find in the rows of one case; with a seed in another order of rows.

    Raises RoomError when the rows cannot be put into a store.
    """
    rows = rows_of(case)
    if seed is not None:
        for table in rows.values():
            random.Random(seed).shuffle(table)
    with Engine.in_memory() as engine:
        try:
            as_of = date.fromisoformat(str(case["as_of"]))
            # What a case says is no more trusted than a rule: its rows come when the doors are shut.
            engine.harden()
            fill(engine, rows)
        except (ArithmeticError, KeyError, ValueError, TypeError, duckdb.Error) as error:
            raise RoomError(
                f"case '{case['name']}': its rows cannot be used ({str(error).splitlines()[0]}) -> correct them"
            ) from error
        make_shapes(engine, as_of, policy)
        make_standing(engine, as_of, policy)
        return run_heuristics(engine, rules, {}, {}, policy.clauses, as_of, "r1")


def differences(rule_id: str, case: Row, run: RuleRun) -> Iterator[str]:
    """What is not as the case says, as sentences; nothing when all is."""
    yield from (f"could not run: {one.message}" for one in run.failed)
    found = [one for one in run.findings if one.rule_id == rule_id]
    wanted: Sequence[Row] = case.get("finds", [])
    if case["name"].startswith("speaks: ") != bool(wanted):
        yield "the name says speaks or silent, `finds` the contrary"
    if len(found) != len(wanted):
        yield f"{counted(len(found), 'finding')} instead of {len(wanted)}: {[one.explanation for one in found]}"
        return
    for one, want in zip(found, wanted, strict=True):
        yield from _differing(one, want)


def _differing(one: Finding, want: Row) -> Iterator[str]:
    for name in sorted(want.keys() - {"says", "evidence"}):
        if str(getattr(one, name, None)) != str(want[name]):
            yield f"{name} is {getattr(one, name, None)}, not {want[name]}"
    yield from (
        f"“{one.explanation}” does not say “{text}”" for text in want.get("says", []) if text not in one.explanation
    )
    rows = [f"{part.table}:{part.id}" for part in one.evidence]
    if rows != want.get("evidence", rows):
        yield f"rests on {rows}, not on {want['evidence']}"
    if not rows:
        yield "rests on no row that there is"


def fill(engine: Engine, tables: Mapping[str, Sequence[Row]]) -> None:
    """Insert rows by table name; a time written as a date alone gets day precision, an offset is honoured."""
    for table, rows in tables.items():
        columns = {name for (name,) in engine.rows(COLUMNS, {"table": table})}
        for row in rows:
            _insert(engine, table, {**DEFAULTS.get(table, {}), **row}, columns)


def rows_of(case: Row) -> dict[str, list[Any]]:
    """The rows of a case by table, its weeks written out."""
    rows = {name: list(case[name]) for name in DEFAULTS if name in case}
    _add_weeks(case, rows)
    return rows


def _add_weeks(case: Row, rows: dict[str, list[Any]]) -> None:
    """A case may give billing and talk by week, in place of hundreds of rows: [hours, messages] from a Monday on."""
    if "weeks" not in case:
        return
    monday = date.fromisoformat(case["weeks_from"])
    for number, (hours, messages) in enumerate(case["weeks"]):
        week = date.fromordinal(monday.toordinal() + 7 * number)
        if hours:
            paid = {"payment_id": f"w{number}", "client_id": "c", "contract_id": "k1", "paid_at": f"{week}"}
            hourly = {"hours": Decimal(hours)} if case.get("with_hours", True) else {}
            rows.setdefault("payments", []).append({**paid, **hourly, "amount": Decimal(hours) * 40, "fee": Decimal(1)})
        for one in range(messages):
            talk = {"message_id": f"w{number}-{one}", "client_id": "c", "sent_at": f"{week}T1{one % 10}:00:00Z"}
            rows.setdefault("messages", []).append({**talk, "sender": ("client", "freelancer")[one % 2]})


def _insert(engine: Engine, table: str, row: Row, there: Set[str]) -> None:
    values: dict[str, Any] = dict(row)
    for column in TIMES.get(table, ()):
        if values.get(column):
            values[f"{column}_precision"] = "second" if "T" in str(values[column]) else "day"
            values[column] = _utc(str(values[column]))
    if table == "detections":
        values.setdefault("message_ids", [values["message_id"]])
    if table == "payments":
        values.setdefault("payment_id", f"{values.get('client_id')}-{values['paid_at']:%Y%m%d}-{values['kind']}")
    names = list(values)
    if unknown := sorted(set(names) - there):
        raise ValueError(f"{table} has no column '{unknown[0]}'")
    holes = ", ".join(f"${name}" for name in names)
    engine.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holes})", values)


def _utc(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
