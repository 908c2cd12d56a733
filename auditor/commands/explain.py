"""auditor explain: one finding down to the lines of the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from auditor import options


@click.command(short_help="Explain one finding: its rows, the SQL with its limits, the policy clause.")
@click.argument("finding")
@options.db
@options.as_of
@options.policy
def COMMAND(finding: str, db: Path, as_of: date | None, policy: str) -> None:  # noqa: N802
    """Explain the finding with this id (its first characters will do); unredacted, nothing is changed.

    \b
    Example:
      auditor explain 3f9a2c
    """
    from auditor import policies
    from auditor.auditing import findings, tracing
    from auditor.auditing.heuristics import parameters
    from auditor.engines.duckdb import Engine
    from auditor.model.visible import visible
    from auditor.rules import shipped
    from auditor.rules.describing import bound_sql, parameter_lines

    settings = options.settings(db, as_of, policy)
    with Engine.open(db, read_only=True) as engine:
        one = tracing.find(findings.load(engine), finding)
        rows = tracing.trace(engine, one)
    lines = [
        f"{one.title} ({one.rule_id}, {one.severity.value}, confidence {one.confidence:g}, {one.status.value})",
        f"{one.client_id} with {one.freelancer_id} on {one.platform or 'an unknown platform'}, {one.occurred_at:%Y-%m-%d %H:%M} UTC, by {one.actor.value}",
        "", one.explanation, "", "Rows:", *(tracing.line_of(row) for row in rows),
        "", f"Policy: {one.policy_clause}", f"What to do: {one.action}",
    ]  # fmt: skip
    rule = shipped().get(one.rule_id)
    if rule is not None:
        values = parameters(rule, policies.find(policy).parameters.get(one.rule_id, {}), settings.as_of)
        lines += ["", "Limits:", *(parameter_lines(rule, values) or ["  none"]), "", bound_sql(rule, values)]
    click.echo("\n".join(visible(line) for line in lines))
