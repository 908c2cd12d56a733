"""Tells somebody elsewhere how a run went: numbers, names of rules, where the report lies, and never content."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from auditor.errors import UsageError
from auditor.model.results import AuditResult
from auditor.model.words import Severity
from auditor.settings import Settings


class Post(Protocol):
    """What is used of apprise's object for one address."""

    def notify(self, *, title: str, body: str) -> bool | None: ...


EXTRA = "apprise is not installed -> pip install 'auditor[notify]'"


def check(addresses: Sequence[str]) -> None:
    """Raises UsageError, before any work is done, for addresses that nothing can be sent to. None of them is shown:
    they hold tokens and passwords."""
    if not addresses:
        return
    if find_spec("apprise") is None:
        raise UsageError(f"--notify: {EXTRA}")
    for number, address in enumerate(addresses, start=1):
        if not _post(address):
            raise UsageError(
                f"--notify: address {number} is none that apprise knows -> see its list of services, for example mailto://"
            )


def notify(settings: Settings, result: AuditResult, out: Path) -> list[str]:
    """Send the message to each address; return a sentence for each that did not take it, without the address."""
    failed = []
    for number, address in enumerate(settings.notify, start=1):
        post = _post(address)
        if post is None or not post.notify(title=title(result), body=message(settings, result, out)):
            failed.append(f"--notify: address {number} took no message -> see whether it is right and can be reached")
    return failed


def title(result: AuditResult) -> str:
    """The subject of the message."""
    return f"auditor: exit {result.exit_status}, {result.new} new"


def message(settings: Settings, result: AuditResult, out: Path) -> str:
    """Counts, rules and the report's place: all that leaves the machine."""
    limit = settings.fail_on or Severity.HIGH
    open_ones = [one for one in result.findings if one.is_open(result.as_of)]
    counts = [f"{sum(one.severity is level for one in open_ones)} {level.value}" for level in reversed(Severity)]
    grave = sorted({one.rule_id for one in open_ones if one.severity.rank >= limit.rank})
    lines = [
        f"As of {result.as_of}: {result.new} new, {len(result.resolved)} resolved.",
        f"Open: {', '.join(counts)}.",
        f"Rules with open findings, {limit.value} or above: {', '.join(grave) or 'none'}.",
        f"Rules that could not run: {', '.join(one.rule_id for one in result.failed) or 'none'}.",
        f"Rows set aside: {sum(one.rows_quarantined for one in result.files)}.",
        f"Report: {(out / 'report.html').resolve()}",
    ]
    return "\n".join(lines)


def _post(address: str) -> Post | None:
    import apprise

    # The library logs addresses and what servers answer; neither belongs on anybody's screen.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    post = apprise.Apprise()
    return post if post.add(address) else None
