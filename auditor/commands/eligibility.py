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
    from auditor import judging, policies, printing

    settings = options.settings(**values)
    rows = judging.judge_store(settings).eligibility
    if out_format == "json":
        click.echo(printing.eligibility_json(rows))
    else:
        click.echo(printing.relationships(rows, policies.find(settings.policy, settings.as_of).name, settings.as_of))
