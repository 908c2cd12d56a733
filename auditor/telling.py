"""What an audit says when it is done: to a person, to a program, or in one line to a nightly log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from auditor import notifying, printing
from auditor.model.phrasing import count
from auditor.model.results import AuditResult
from auditor.model.visible import json_shown
from auditor.model.words import Severity
from auditor.publishing import Published
from auditor.settings import Settings

# More would not be read; all of them stand in summary.json.
MOST_LINES = 20


def tell(result: AuditResult, published: Published, settings: Settings, out_format: str) -> None:
    """Print the result; warnings go to standard error, and those that need nobody only when somebody may be there."""
    failed = notifying.notify(settings, result, published.out)
    # Cron mails whatever is printed: a quiet run says only why its exit status is not 0.
    warned = () if settings.quiet else result.alarms if settings.brief else result.warnings
    for line in (*_first(warned), *result.reasons, *failed):
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


def _first(lines: tuple[str, ...]) -> Iterator[str]:
    """The first of many lines: a marketplace has hundreds of freelancers who fall silent in any one month."""
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"and {count(len(lines) - MOST_LINES, 'more warning')}, in summary.json under warnings"


def brief(result: AuditResult, out: Path) -> str:
    """The whole run in one line: day, exit status, what is new, what is open, where the report lies."""
    counts = Counter(one.severity for one in result.findings if one.is_open(result.as_of))
    still = ", ".join(f"{counts[one]} {one.value}" for one in reversed(Severity) if counts[one]) or "none"
    aside = sum(one.rows_quarantined for one in result.files)
    parts = [
        f"{result.as_of} exit {result.exit_status}",
        f"{result.new} new, {len(result.resolved)} resolved",
        f"open: {still}",
        f"{len(result.eligibility)} relationships",
        f"{aside} rows set aside",
        *([f"{count(result.erased, 'client')} erased"] if result.erased else []),
        str(out / "report.html"),
    ]
    return printing.safe("auditor " + "; ".join(parts))
