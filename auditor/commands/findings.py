"""auditor findings: what the last audit found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from auditor import options, rooms

FORMATS = rooms.module_names("auditor.listings")
STATUSES = ("new", "open", "confirmed", "dismissed", "accepted")


@click.command(short_help="List the findings of the last audit.")
@click.option(
    "--rule", multiple=True, metavar="ID", shell_complete=options.complete_rules, help="Only these; contact.* for a family."
)
@click.option("--client", multiple=True, metavar="ID", help="Only these clients.")
@click.option("--severity", type=click.Choice(("info", *options.SEVERITIES[1:])), help="Only this severity and above.")
@click.option("--status", multiple=True, type=click.Choice(STATUSES), help="Only this status; may be given again.")
@click.option("--since", type=options.Day(), metavar="DATE", help="Only what happened on this day or later.")
@options.db
@click.option("--format", "out_format", type=click.Choice(FORMATS), default="table", show_default=True)
def COMMAND(  # noqa: N802
    rule: tuple[str, ...],
    client: tuple[str, ...],
    severity: str | None,
    status: tuple[str, ...],
    since: date | None,
    db: Path,
    out_format: str,
) -> None:
    """List the findings that the store keeps, unmasked: they are yours to read, not to share.

    \b
    Example:
      auditor findings --severity high --since 2026-01-01 --format markdown
    """
    from auditor.auditing import findings
    from auditor.engines.duckdb import Engine
    from auditor.model.filtering import Wanted
    from auditor.model.words import FindingStatus, Severity

    wanted = Wanted(rule, client, Severity(severity or "info"), tuple(map(FindingStatus, status)), since)
    with Engine.open(db, read_only=True) as engine:
        found, as_of = findings.load(engine), findings.last_as_of(engine)
    listing = rooms.room("auditor.listings", out_format, "LISTING")
    click.echo(listing([one for one in found if wanted.takes(one)], as_of), nl=False)
