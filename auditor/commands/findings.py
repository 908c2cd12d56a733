"""auditor findings: what the last audit found, filtered."""

from __future__ import annotations

from pathlib import Path

import click

from auditor import options


@click.command(short_help="List the findings of the last audit.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule or family, e.g. contact.")
@click.option("--client", "clients", multiple=True, metavar="ID", help="Only this client.")
@click.option(
    "--severity", type=click.Choice(["info", *options.SEVERITIES[1:]]), default="info", help="This grave or graver."
)
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(["new", "open", "confirmed", "dismissed", "accepted"])
)
@options.db
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True
)
def COMMAND(  # noqa: N802
    rules: tuple[str, ...], clients: tuple[str, ...], severity: str, statuses: tuple[str, ...], db: Path, form: str
) -> None:
    """List the findings of the last audit as the store keeps them, unredacted; the gravest first.

    \b
    Example:
      auditor findings --severity high --client client-42
    """
    from auditor.auditing import findings
    from auditor.engines.duckdb import Engine
    from auditor.exports.forms.listing import listing
    from auditor.model.words import Severity

    with Engine.open(db, read_only=True) as engine:
        found = findings.load(engine)
    wanted = [
        one
        for one in found
        if one.severity.rank >= Severity(severity).rank
        and (not rules or any(one.rule_id == rule or one.rule_id.startswith(f"{rule}.") for rule in rules))
        and (not clients or one.client_id in clients)
        and (not statuses or one.status.value in statuses)
    ]
    click.echo(listing(wanted, form), nl=False)
