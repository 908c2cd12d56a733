"""Everything behind one finding: its rows as they stand in the store, the SQL that found it, and what it was bound to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from auditor.auditing import evidence
from auditor.auditing.heuristics import finding_id, parameters, run_rule
from auditor.auditing.shapes import Shape, make_shapes, read_by, shape_parameters
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.rules import Heuristic

# The columns of the contract, whatever the store keeps beside them.
COLUMNS = {
    "messages": ("message_id", "client_id", "freelancer_id", "sender", "sent_at", "thread_id", "contract_id", "body"),
    "payments": (
        "payment_id", "client_id", "freelancer_id", "paid_at", "amount", "currency", "fee", "hours", "kind", "channel",
        "counterparty", "contract_id", "description",
    ),
    "contracts": (
        "contract_id", "client_id", "freelancer_id", "title", "kind", "status", "started_at", "ended_at", "hourly_rate",
        "agreed_amount", "currency", "client_feedback",
    ),
    "relationships": (
        "client_id", "freelancer_id", "origin", "origin_detail", "first_met_at", "evidence", "enterprise", "exit_fee_paid_on",
        "last_contact_at",
    ),
    "reports": ("report_id", "client_id", "freelancer_id", "reporter", "reported_at", "reason", "message_id"),
}  # fmt: skip
KEYS = {
    "messages": "message_id", "payments": "payment_id", "contracts": "contract_id", "reports": "report_id",
    "relationships": "client_id || '/' || freelancer_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row of the store: its table, where it came from, its values that are not empty, as text, and its id."""

    table: str
    source: str
    values: Mapping[str, str]
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding, the rule that made it, all rows that it rests on, and the parameters of the rule and of its shapes.

    `client_name` is what the client is called, where a file says it. `shapes` are those that the rule reads, and that they read, in the order in which they are made.
    """

    finding: Finding
    rule: Heuristic
    rows: tuple[StoredRow, ...]
    params: Mapping[str, Any]
    shape_params: Mapping[str, Any]
    shapes: tuple[Shape, ...] = ()
    client_name: str = ""


def explain(
    engine: Engine, finding: Finding, rule: Heuristic, policy: Policy, as_of: date, rates: pl.DataFrame | None = None
) -> Explanation:
    """Read the rows of a finding from the store; the SQL is run again where the finding keeps only some of them."""
    bound = parameters(rule, policy.parameters.get(rule.rule_id, {}), as_of)
    marks = [f"{one.table}:{one.id}" for one in finding.evidence]
    if len(marks) > evidence.MOST_COUNTED:
        make_shapes(engine, as_of, policy, rates)
        marks = _marks_anew(run_rule(engine, rule, bound), finding) or marks
    rows = tuple(_rows(engine, marks))
    name = _client_name(engine, finding)
    return Explanation(finding, rule, rows, bound, shape_parameters(as_of, policy), read_by(rule.reads), name)


def _client_name(engine: Engine, finding: Finding) -> str:
    """What the client of the finding is called, by the relationships of the last run; "" where no file says it."""
    sql = (
        "SELECT client_name FROM eligibility WHERE client_id = $client AND trim(coalesce(client_name, '')) <> '' "
        "ORDER BY platform = $platform AND freelancer_id = $freelancer DESC, client_name LIMIT 1"
    )
    bound = {"client": finding.client_id, "platform": finding.platform, "freelancer": finding.freelancer_id}
    rows = engine.rows(sql, bound)
    return str(rows[0][0]) if rows else ""


def _marks_anew(frame: pl.DataFrame, finding: Finding) -> list[str]:
    for row in frame.iter_rows(named=True):
        marks = [evidence.row_of(mark) for mark in row["evidence"]]
        pair = (row["platform"], row["client_id"], row["freelancer_id"])
        if finding_id(finding.rule_id, *pair, marks[0]) == finding.finding_id:
            return list(dict.fromkeys([marks[0], *sorted(marks)]))
    return []


def _rows(engine: Engine, marks: Sequence[str]) -> list[StoredRow]:
    found: list[StoredRow] = []
    for table in dict.fromkeys(mark.partition(":")[0] for mark in marks):
        ids = [mark.partition(":")[2] for mark in marks if mark.startswith(f"{table}:")]
        columns = COLUMNS[table]
        sql = (
            f"SELECT {KEYS[table]}, {', '.join(columns)}, source_file, source_line FROM {table} "
            f"WHERE list_contains($ids::VARCHAR[], {KEYS[table]}) ORDER BY list_position($ids::VARCHAR[], {KEYS[table]})"
        )
        for row_id, *values, file, line in engine.rows(sql, {"ids": ids}):
            shown = {name: str(value) for name, value in zip(columns, values, strict=True) if value not in (None, "")}
            found.append(StoredRow(table, f"{file}:{line}" if file else "", shown, str(row_id)))
    return found
