"""auditor ingest: load files into the store and account for every row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor import options


@click.command(short_help="Load exported files into the store and account for every row.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.db
@options.running
@options.reading
def COMMAND(paths: tuple[Path, ...], **values: Any) -> int:  # noqa: N802
    """Load files and folders of exports; nothing is judged.

    \b
    Example:
      auditor ingest my_exports --db mine.duckdb
    """
    from auditor import pipeline, printing
    from auditor.watching import watched

    settings = options.settings(as_of=None, inputs=paths, **values)
    with watched(settings) as progress:
        report = pipeline.ingest_only(settings, progress)
    for line in report.warnings:
        click.echo(f"auditor: {printing.safe(line)}", err=True)
    if not settings.quiet:
        click.echo(printing.accounting(report.files))
    return 3 if any(one.status == "refused" for one in report.files) else 0
