"""Keeps a run in the store: findings, contributions, eligibility and the run itself replace those of the last run."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import polars as pl

from auditor.auditing import again, entries, findings, runs
from auditor.engines.duckdb import Engine
from auditor.model.results import Alternative, AuditResult, Coverage, Eligibility

MONEY = pl.Decimal(18, 4)
# Whose rules govern a relationship follows from the run's policy and its dates; the table has no columns for it.
UNKEPT = ("policy", "under", "stand_in", "anchor_row", "named_rows", "reply_costs", "anchor_on", "told", "fee_currency")
_JSON = json.JSONEncoder(ensure_ascii=False, default=str)


def keep_run(engine: Engine, result: AuditResult, out: Path, asked: str) -> None:
    """Write the results of one run, whose outputs go to `out` and of which as much was `asked` (auditing.again); call it inside a transaction."""
    findings.store(engine, result.findings)
    engine.execute("DELETE FROM contributions")
    engine.append("contributions", result.contributions)
    engine.execute("DELETE FROM eligibility")
    engine.append("eligibility", eligibility_frame(result.eligibility))
    engine.append("runs", _run_frame(engine, result, asked))
    runs.remember(engine, result.run_id, out)
    entries.store(engine, result.entries, result.as_of)


def keep_report(engine: Engine, result: AuditResult, out: Path, asked: str) -> None:
    """Remember where the outputs of a report lie that tells the last run again; nothing else of the store changes."""
    engine.append("runs", _run_frame(engine, result, asked))
    runs.place(engine, result.run_id, out)


def eligibility_frame(rows: tuple[Eligibility, ...]) -> pl.DataFrame:
    """Eligibility rows as the columns of the table `eligibility`; lists and objects as JSON text."""
    schema = {
        "eligible_on": pl.Date,
        "days_left": pl.Int32,
        "last_paid_on": pl.Date,
        "last_message_on": pl.Date,
        "first_contact_on": pl.Date,
        "first_contract_on": pl.Date,
        "if_closed_today": pl.Date,
        "active_contracts": pl.Int32,
        "fees_paid": MONEY,
        "lifetime_billed": MONEY,
        "exit_fee_today": MONEY,
        "risk": pl.Float64,
        "open_findings": pl.Int32,
    }
    names = [field.name for field in fields(Eligibility) if field.name not in UNKEPT]
    full: dict[str, Any] = {name: schema.get(name, pl.String()) for name in names}
    # Column by column: as rows they take several times as long.
    columns: dict[str, list[Any]] = {name: [getattr(row, name) for row in rows] for name in names}
    for name in ("blockers", "verdict_reasons"):
        columns[name] = list(map(_JSON.encode, columns[name]))
    columns["coverage"] = [_JSON.encode(_shallow(one)) for one in columns["coverage"]]
    columns["alternatives"] = [_JSON.encode([_shallow(one) for one in found]) for found in columns["alternatives"]]
    for name in ("state", "verdict"):
        columns[name] = [one.value for one in columns[name]]
    return pl.DataFrame(columns, schema=full)


def _shallow(value: Coverage | Alternative) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _run_frame(engine: Engine, result: AuditResult, asked: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "run_id": [result.run_id],
            "started_at": [result.started_at],
            "version": [result.version],
            "as_of": [result.as_of],
            "policy": [result.policy.name],
            "policy_version": [result.policy.version],
            "policy_sha256": [result.policy.sha256],
            "summary": [
                _JSON.encode(
                    {
                        "exit_status": result.exit_status,
                        "reasons": result.reasons,
                        "own_rules": list(result.own_rules),
                        "own_sql": result.own_rules,
                        "since": again.since(engine, result, asked),
                    }
                )
            ],
        }
    )
