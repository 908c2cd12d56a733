"""Everything behind one finding: its rows as they stand in the store, the SQL that found it, and what it was bound to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from auditor import policies
from auditor.auditing import bound, evidence
from auditor.auditing.heuristics import finding_id, run_rule
from auditor.auditing.owners import owners
from auditor.auditing.shapes import Shape, make_shapes, read_by
from auditor.auditing.supposing import ONE_ACCOUNT, one_account
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

    `client_name` is what the client is called, where a file says it. `remark` is what has to be said of the parameters. `shapes` are those that the rule reads, and that they read, in the order in which they are made.
    """

    finding: Finding
    rule: Heuristic
    rows: tuple[StoredRow, ...]
    params: Mapping[str, Any]
    shape_params: Mapping[str, Any]
    shapes: tuple[Shape, ...] = ()
    client_name: str = ""
    remark: str = ""


def explain(
    engine: Engine,
    finding: Finding,
    rule: Heuristic,
    policy: Policy | None,
    as_of: date,
    rates: pl.DataFrame | None = None,
) -> Explanation:
    """Read the rows of a finding from the store; the SQL is run again where the finding keeps only some of them.

    `policy` is the one of the audit as it is now, None where it cannot be read any more: what ran is what was kept with
    the run. A store of an older auditor keeps nothing of it, and needs the policy.
    """
    ran = bound.kept(engine, rule.rule_id, finding.platform)
    as_one = ran is not None and bool(ran.shapes["one_account"])
    now = _now(finding, rule, policy, as_of, as_one) if policy else ran
    told = ran or now
    assert told is not None
    marks = [f"{one.table}:{one.id}" for one in finding.evidence]
    params = {**told.rule, "as_of": as_of}
    if policy and len(marks) > evidence.MOST_COUNTED:
        marks = _marks_anew(_ran_anew(engine, rule, params, policy, as_of, rates, as_one), finding) or marks
    rows = tuple(_rows(engine, marks))
    return Explanation(
        finding,
        rule,
        rows,
        params,
        told.shapes,
        read_by(rule.reads),
        _client_name(engine, finding),
        _remark(policy, told, now, as_one),
    )


def _now(finding: Finding, rule: Heuristic, policy: Policy, as_of: date, as_one: bool) -> bound.Bound:
    """What the rule would be bound to by the policy as it is now."""
    rulers = policies.rulers(policy, as_of)
    own = rulers[policies.group_of(finding.platform, rulers)]
    return bound.bound_by(rule, policy, own, as_of, one_account=as_one)


def _ran_anew(
    engine: Engine,
    rule: Heuristic,
    params: Mapping[str, Any],
    policy: Policy,
    as_of: date,
    rates: pl.DataFrame | None,
    as_one: bool,
) -> pl.DataFrame:
    with one_account(engine) if as_one else nullcontext():
        make_shapes(engine, as_of, policy, rates, one_account=as_one)
    frame = run_rule(engine, rule, params)
    return owners(engine).give_back(frame) if as_one else frame


def _remark(policy: Policy | None, told: bound.Bound, now: bound.Bound | None, as_one: bool) -> str:
    said = []
    if policy is None:
        said.append(
            "the policy of the audit cannot be read any more: this is what ran then -> name its file with --policy"
        )
    elif told != now:
        said.append(f"{policy.name} says otherwise now: this is what ran then -> audit again to run what it says now")
    if as_one:
        said.append(f"all freelancers were one account, and the shapes read them as '{ONE_ACCOUNT}'")
    return "; ".join(said)


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
