"""auditor findings: what the last audit found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor import options, rooms


@click.command(short_help="List the findings of the last audit.")
@options.wanted
@options.db
@click.option(
    "--format",
    "out_format",
    type=click.Choice(rooms.module_names("auditor.listings")),
    default="table",
    show_default=True,
)
def COMMAND(db: Path, out_format: str, **values: Any) -> None:  # noqa: N802
    """List the findings that the store keeps, unmasked: they are yours to read, not to share.

    \b
    Example:
      auditor findings --severity high --since 2026-01-01 --format markdown
    """
    from auditor.auditing import findings
    from auditor.engines.duckdb import Engine

    wanted = options.wanted_of(values)
    with Engine.open(db, read_only=True) as engine:
        found, as_of = findings.load(engine), findings.last_as_of(engine)
        wanted = options.found_in(engine, wanted)
    listing = rooms.room("auditor.listings", out_format, "LISTING")
    click.echo(listing([one for one in found if wanted.takes(one)], as_of), nl=False)
