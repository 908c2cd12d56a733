"""auditor eligibility: every relationship with verdict and date."""

from __future__ import annotations

from typing import Any

import click

from auditor import options


@click.command(short_help="Show every relationship: verdict, date, what would move it, how sure.")
@options.question
def COMMAND(out_format: str, **values: Any) -> None:  # noqa: N802
    """Show what may be done with each client, from the store; nothing is changed.

    \b
    Example:
      auditor eligibility --as-of 2026-06-30
    """
    from auditor import pipeline, printing

    rows = pipeline.judge_store(options.settings(**values)).eligibility
    click.echo(printing.eligibility_json(rows) if out_format == "json" else printing.relationships(rows))
