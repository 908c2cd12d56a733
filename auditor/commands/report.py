"""auditor report: judge the store anew and write all outputs, of all clients or of one, without reading any file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor import options
from auditor.crew import ALONE, Crew


@click.command(short_help="Write report and outputs from the store, without reading files.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the outputs.  [default: reports/<run id>]",
)
@click.option(
    "--redact",
    type=click.Choice(["none", "partial", "full"]),
    default="partial",
    show_default=True,
    help="What the outputs mask.",
)
@click.option("--about", metavar="CLIENT", help="Outputs on this client alone, by id or name; nobody else is named.")
@click.option("--pdf", is_flag=True, help="Write report.pdf too (needs the extra: pip install 'auditor[pdf]').")
@options.db
@options.as_of
@options.policy
@options.rates
@options.rules
@options.one_account
@options.baseline
@options.max_quarantine
@options.resources
@options.running
@click.pass_obj
def COMMAND(crew: Crew | None, /, redact: str, **values: Any) -> int:  # noqa: N802
    """Write the report and all other outputs from what the store holds.

    \b
    Example:
      auditor report --db mine.duckdb --redact full --out to_share
      auditor report --about cl-harborpine --out for_support --pdf
    """
    from auditor import pipeline
    from auditor.auditing.again import OTHERWISE
    from auditor.errors import StoreError
    from auditor.model.visible import safe
    from auditor.model.words import Redaction
    from auditor.report.paper import refuse_without_extra
    from auditor.watching import watched

    if values["pdf"]:
        refuse_without_extra()
    settings = options.settings(redact=Redaction(redact), **values)
    if not settings.db.exists():
        raise StoreError(
            f"{settings.db}: there is no store here -> run 'auditor audit PATH' first, or name it with --db"
        )
    with watched(settings) as progress:
        result, published = pipeline.audit(settings, progress, crew or ALONE)
    otherwise = [] if settings.quiet else [one for one in result.warnings if one.startswith(OTHERWISE)]
    for line in (*otherwise, *published.shown.reasons):
        click.echo(f"auditor: {safe(line)}", err=True)
    if not settings.quiet:
        click.echo(safe(f"Report: {published.out / 'report.html'}"))
    return result.exit_status
