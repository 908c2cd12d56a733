"""auditor explain FINDING: the rows, the SQL with its parameters, and the clause behind one finding."""

from __future__ import annotations

from pathlib import Path

import click

from auditor import options


@click.command(short_help="Explain one finding: rows, SQL, parameters, clause.")
@click.argument("finding")
@options.db
@options.policy
def COMMAND(finding: str, db: Path, policy: str) -> None:  # noqa: N802
    """Explain one finding of the last audit; the first characters of its id are enough.

    \b
    Example:
      auditor explain 3fa9c1
    """
    from auditor import policies, printing, rules
    from auditor.auditing import findings
    from auditor.engines.duckdb import Engine
    from auditor.errors import UsageError

    with Engine.open(db, read_only=True) as engine:
        found = [one for one in findings.load(engine) if one.finding_id.startswith(finding)]
        as_of = engine.rows("SELECT as_of FROM runs ORDER BY started_at DESC, run_id DESC LIMIT 1")
    if len(found) != 1:
        raise UsageError(f"{finding}: {len(found)} findings begin so -> 'auditor findings' lists their ids")
    rule = rules.shipped()[found[0].rule_id]
    params = policies.find(policy).parameters.get(rule.rule_id, {})
    click.echo(printing.explained(found[0], rule, params, as_of[0][0]))
