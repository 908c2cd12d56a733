"""auditor findings: what the last audit found."""

from __future__ import annotations

from pathlib import Path

import click

from auditor import options


@click.command(short_help="List the findings of the last audit.")
@click.option("--rule", metavar="ID", help="Only this rule.")
@click.option("--client", metavar="ID", help="Only this client.")
@click.option("--severity", type=click.Choice(options.SEVERITIES[1:]), help="Only this severity and above.")
@click.option(
    "--status", type=click.Choice(["new", "open", "confirmed", "dismissed", "accepted"]), help="Only this status."
)
@options.db
@click.option("--format", "out_format", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def COMMAND(  # noqa: N802
    rule: str | None, client: str | None, severity: str | None, status: str | None, db: Path, out_format: str
) -> None:
    """List the findings that the store keeps, unmasked: they are yours to read, not to share.

    \b
    Example:
      auditor findings --severity high --format jsonl
    """
    import json

    from auditor import printing
    from auditor.auditing import findings
    from auditor.engines.duckdb import Engine
    from auditor.exports.forms.findings import row
    from auditor.model.words import Severity

    with Engine.open(db, read_only=True) as engine:
        found = findings.load(engine)
    least = Severity(severity).rank if severity else 0
    wanted = [
        one
        for one in found
        if one.severity.rank >= least
        and rule in (None, one.rule_id)
        and client in (None, one.client_id)
        and status in (None, one.status.value)
    ]
    if out_format == "jsonl":
        for one in wanted:
            click.echo(json.dumps(row(one), ensure_ascii=False))
    else:
        click.echo(printing.findings(wanted))
