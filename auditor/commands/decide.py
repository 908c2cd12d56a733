"""auditor decide CLIENT: what may be done with one client, today, and from when."""

from __future__ import annotations

from typing import Any

import click

from auditor import options


@click.command(short_help="Answer for one client: what may I do, and from when?")
@click.argument("client")
@click.option("--freelancer", metavar="ID", help="Only this freelancer's relationship.")
@options.question
def COMMAND(client: str, freelancer: str | None, out_format: str, **values: Any) -> None:  # noqa: N802
    """Answer for one client, from the store; nothing is changed.

    \b
    Example:
      auditor decide client-42
    """
    from auditor import pipeline, policies, printing
    from auditor.deciding import fill_replies
    from auditor.errors import UsageError

    settings = options.settings(**values)
    policy = policies.find(settings.policy, settings.as_of)
    rows = [row for row in pipeline.judge_store(settings).eligibility if client in (row.client_id, row.client_name)]
    rows = [row for row in rows if freelancer in (None, row.freelancer_id)]
    if not rows:
        raise UsageError(f"{client}: no such client in {settings.db} -> 'auditor eligibility' lists them all")
    replies = fill_replies(rows, policy)
    if out_format == "json":
        click.echo(printing.eligibility_json(rows))
    else:
        texts = [
            printing.one_relationship(row, replies.get((row.platform, row.client_id, row.freelancer_id)), policy.name)
            for row in rows
        ]
        click.echo("\n\n".join(texts))
