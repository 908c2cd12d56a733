"""What an audit says when it is done: to a person, to a program, or in one line to a nightly log."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from auditor import notifying, printing
from auditor.model.results import AuditResult
from auditor.model.visible import json_shown
from auditor.publishing import Published
from auditor.settings import Settings
from auditor.telling_again import brief_line, first, still_open


def tell(result: AuditResult, published: Published, settings: Settings, out_format: str) -> None:
    """Print the result; warnings go to standard error, and those that need nobody only when somebody may be there."""
    failed = notifying.notify(settings, result, published.out)
    # Cron mails whatever is printed: a quiet run says only why its exit status is not 0.
    warned = () if settings.quiet else result.alarms if settings.brief else result.warnings
    for line in (*first(warned), *result.reasons, *failed):
        click.echo(f"auditor: {printing.safe(line)}", err=True)
    for failure in () if settings.quiet else result.failed:
        bound = ", ".join(f"${name} = {value}" for name, value in failure.params.items())
        click.echo(f"auditor: the SQL of {failure.rule_id} ({bound}):\n{printing.lines(failure.sql)}", err=True)
    if out_format == "json":
        click.echo(json_shown((published.out / "summary.json").read_text(encoding="utf-8")), nl=False)
    elif settings.brief and not settings.quiet:
        click.echo(brief(result, published.out))
    elif not settings.quiet:
        click.echo(printing.audit_text(published.shown, published.out))


def brief(result: AuditResult, out: Path) -> str:
    """The whole run in one line: day, exit status, what is new, what is open, where the report lies."""
    return brief_line(
        f"{result.as_of} exit {result.exit_status}",
        f"{result.new} new, {len(result.resolved)} resolved",
        still_open(Counter(one.severity for one in result.findings if one.is_open(result.as_of))),
        len(result.eligibility),
        sum(one.rows_quarantined for one in result.files),
        result.erased,
        out,
    )
