"""auditor ingest: load files into the store and account for every row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor import options


@click.command(short_help="Load exported files into the store and account for every row.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--retry-quarantine", is_flag=True, help="PATHS are quarantine.csv files with repaired rows.")
@options.db
@options.resources
@options.running
@options.reading
def COMMAND(paths: tuple[Path, ...], retry_quarantine: bool, **values: Any) -> int:  # noqa: N802
    """Load files and folders of exports; nothing is judged. Ends with 3 when a file could not be read, or more than a
    twentieth of its rows lie in quarantine.

    With --retry-quarantine, name the private/quarantine.csv in which you have repaired the column raw, or the folder
    of the outputs: rows that are sound now are loaded, the others stay in quarantine.

    \b
    Example:
      auditor ingest my_exports --db mine.duckdb
      auditor ingest --retry-quarantine reports/today/private/quarantine.csv --db mine.duckdb
    """
    from auditor import loading, printing
    from auditor.watching import watched

    settings = options.settings(as_of=None, inputs=paths, **values)
    with watched(settings) as progress:
        report = loading.retry_quarantine(settings) if retry_quarantine else loading.load(settings, progress)
    refused = [f"not read: {file.message}" for file in report.files if file.status == "refused"]
    aside = sum(file.rows_quarantined for file in report.files)
    where = [
        f"the rows set aside are written out by auditor report --db {settings.db} --out DIR, to DIR/private/quarantine.csv"
    ]
    for line in (*refused, *report.warnings, *(where if aside else ())):
        click.echo(f"auditor: {printing.safe(line)}", err=True)
    if not settings.quiet:
        click.echo(printing.accounting(report.files))
    # Rows that were repaired are read to see what is left: only files are held to the share of an audit.
    return 3 if refused or (not retry_quarantine and any(loading.not_read(settings, report.files))) else 0
