"""auditor eligibility: every relationship with verdict and date."""

from __future__ import annotations

from typing import Any

import click

from auditor import options

# So many are told what they have at risk, those with the most income.
MOST_FREELANCERS = 20


@click.command(short_help="Show every relationship: verdict, date, what would move it, how sure.")
@options.question
def COMMAND(out_format: str, **values: Any) -> None:  # noqa: N802
    """Show what may be done with each client, from the store; nothing is changed.

    \b
    Example:
      auditor eligibility --as-of 2026-06-30
    """
    from auditor import judging, policies, printing
    from auditor.deciding.exposure import largest_first, sentence
    from auditor.model.phrasing import count
    from auditor.watching import watched

    settings = options.settings(**values)
    with watched(settings) as progress:
        stood = judging.judge_store(settings, progress).stood
    if out_format == "json":
        click.echo(printing.eligibility_json(stood.rows))
        return
    policy = policies.find(settings.policy, settings.as_of)
    click.echo(printing.relationships(stood.rows, policy.name, settings.as_of))
    several = len({row.freelancer_id for row in stood.rows}) > 1
    exposed, more = largest_first(stood.exposed, policy.currency, MOST_FREELANCERS)
    for one in exposed:
        click.echo(f"\n{printing.safe(sentence(one, several=several))}")
    if more:
        click.echo(
            f"\n{count(more, 'freelancer')} more with income: 'auditor decide CLIENT' tells what each has at risk."
        )
    if policy.unknown:
        click.echo(f"\nNot known of {policy.label}: {', '.join(policy.unknown)}.")
