"""A report of the day and the rules of the last run is that run told again: what was new in it is new here, and it is compared
with nothing of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import polars as pl

from auditor.auditing import bound, moving
from auditor.auditing.runs import REPORT
from auditor.engines.duckdb import Engine
from auditor.model.policies import Policy
from auditor.model.results import AuditResult, Moved, PolicyName
from auditor.model.words import Verdict

LAST = """SELECT run_id, as_of, policy_sha256, version, json_extract(summary, '$.since') FROM runs
    WHERE NOT ends_with(run_id, $report) ORDER BY rowid DESC LIMIT 1"""
# What a run rests on: whatever changes it makes a report another run.
HOLDS = """SELECT concat_ws(' ',
    (SELECT count(*) FROM ledger), (SELECT coalesce(max(file_no), 0) FROM ledger), (SELECT coalesce(sum(rows_updated), 0) FROM ledger),
    (SELECT count(*) FROM contracts), (SELECT count(*) FROM payments), (SELECT count(*) FROM messages),
    (SELECT count(*) FROM relationships), (SELECT count(*) FROM reports), (SELECT count(*) FROM quarantine),
    (SELECT count(*) FROM erasures))"""
# How each sentence begins that says so.
OTHERWISE = "judged otherwise than the last run of this store"
# Of more it is not kept which they were: nobody reads them one by one.
MOST_MOVED = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """What a run said of the one before it."""

    run_id: str
    moved: tuple[Moved, ...]
    resolved: tuple[str, ...]
    last_as_of: date | None
    last_policy: PolicyName | None


def asked(one_account: bool, rates: pl.DataFrame | None, own_rules: Mapping[str, str]) -> str:
    """What was asked of a run beside its day and policy, and changes what it says."""
    told = "" if rates is None else rates.write_csv()
    return hashlib.sha256(json.dumps([one_account, told, sorted(own_rules.items())]).encode()).hexdigest()


def otherwise(engine: Engine, policy: Policy, *, one_account: bool) -> tuple[str, ...]:
    """A sentence for each thing by which a report judges the store otherwise than the run before it; call it before the report is kept."""
    said = []
    _, last = moving.last_run(engine)
    if last is not None and last.sha256 != policy.sha256:
        said.append(
            f"{OTHERWISE}: by {policy.name} {policy.version}, and not by {last.name} {last.version} -> name that one with --policy to tell the last run again"
        )
    was = bound.was_one_account(engine)
    if was is not None and was != one_account:
        how = ("all freelancers as one account", "each freelancer apart")
        told, before = how if one_account else how[::-1]
        flag = "leave --as-one-account out" if one_account else "add --as-one-account"
        said.append(f"{OTHERWISE}: {told}, and not {before} -> {flag} to tell the last run again")
    return tuple(said)


def since(engine: Engine, result: AuditResult, asked_for: str) -> dict[str, Any]:
    """The same as values of JSON, to be kept with the run, what was asked of it, and what the store held."""
    policy = result.last_policy
    moved = result.moved if len(result.moved) <= MOST_MOVED else ()
    return {
        "asked": asked_for,
        "holds": _holds(engine),
        "moved": [astuple(one) for one in moved],
        "resolved": list(result.resolved[:MOST_MOVED]),
        "last_as_of": result.last_as_of,
        "last_policy": None if policy is None else [policy.name, policy.version, policy.sha256],
    }


def told_before(engine: Engine, policy: Policy, as_of: date, version: str, asked_for: str) -> Told | None:
    """The last run, where a report of that day by these rules and with as much asked would say the same; None where it
    would be another run."""
    rows = engine.rows(LAST, {"report": REPORT})
    if not rows or rows[0][1:4] != (as_of, policy.sha256, version) or rows[0][4] is None:
        return None
    kept = json.loads(rows[0][4])
    if (kept["asked"], kept["holds"]) != (asked_for, _holds(engine)):
        return None
    last_policy = PolicyName(*kept["last_policy"]) if kept["last_policy"] else None
    return Told(
        rows[0][0], tuple(map(_moved, kept["moved"])), tuple(kept["resolved"]), _day(kept["last_as_of"]), last_policy
    )


def _holds(engine: Engine) -> str:
    ((held,),) = engine.rows(HOLDS)
    return str(held)


def _moved(row: list[str | None]) -> Moved:
    platform, client, freelancer, verdict, *days = row
    return Moved(
        platform or "", client or "", freelancer or "", Verdict(verdict) if verdict else None, *map(_day, days)
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
