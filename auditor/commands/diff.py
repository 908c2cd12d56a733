"""auditor diff: what changed between two runs."""

from __future__ import annotations

from pathlib import Path

import click

from auditor import options


@click.command(short_help="Say what changed between two runs: findings, verdicts, days of freedom.")
@click.argument("earlier", metavar="RUN1", default="previous")
@click.argument("later", metavar="RUN2", default="last")
@options.db
@options.out_format
def COMMAND(earlier: str, later: str, db: Path, out_format: str) -> None:  # noqa: N802
    """Compare two runs of one store; without names, the last two.

    RUN1 and RUN2 are run ids, their beginnings, or the words `last` and `previous`.

    \b
    Example:
      auditor diff
      auditor diff 20260601 last --format json
    """
    from auditor import differences
    from auditor.auditing import comparing, runs
    from auditor.engines.duckdb import Engine

    with Engine.open(db, read_only=True) as engine:
        kept = runs.run_ids(engine)
        found = comparing.compare(engine, runs.named(kept, earlier), runs.named(kept, later))
    click.echo(differences.as_json(found) if out_format == "json" else differences.as_text(found))
