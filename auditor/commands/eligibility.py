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
    from auditor.deciding.exposure import sentence
    from auditor.watching import watched

    settings = options.settings(**values)
    with watched(settings) as progress:
        stood = judging.judge_store(settings, progress).stood
    if out_format == "json":
        click.echo(printing.eligibility_json(stood.rows))
        return
    policy = policies.find(settings.policy, settings.as_of)
    click.echo(printing.relationships(stood.rows, policy.name, settings.as_of))
    for exposed in stood.exposed:
        click.echo(f"\n{printing.safe(sentence(exposed))}")
    if policy.unknown:
        click.echo(f"\nNot known of {policy.label}: {', '.join(policy.unknown)}.")
