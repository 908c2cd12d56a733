"""What is said of an audit whose outputs stand, as its summary.json has it; and the words that it shares with one that was made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from auditor.model.phrasing import count
from auditor.model.visible import json_shown, safe
from auditor.model.words import Severity
from auditor.settings import Settings

# More would not be read; all of them stand in summary.json.
MOST_LINES = 20


def tell(settings: Settings, out_format: str) -> int:
    """Say that nothing has changed since the audit whose outputs lie in the settings' folder; return its exit status."""
    assert settings.out is not None
    text = (settings.out / "summary.json").read_text(encoding="utf-8")
    summary: Mapping[str, Any] = json.loads(text)
    warned = () if settings.quiet else summary["alarms"] if settings.brief else summary["warnings"]
    for line in (*first(warned), *summary["reasons"]):
        click.echo(f"auditor: {safe(line)}", err=True)
    if out_format == "json":
        click.echo(json_shown(text), nl=False)
    elif settings.brief and not settings.quiet:
        click.echo(_brief(summary, settings.out))
    elif not settings.quiet:
        click.echo(_text(summary, settings.out))
    return int(summary["exit_status"])


def first(lines: Sequence[str]) -> Iterator[str]:
    """The first of many lines: a marketplace has hundreds of freelancers who fall silent in any one month."""
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"and {count(len(lines) - MOST_LINES, 'more warning')}, in summary.json under warnings"


def still_open(counts: Mapping[Severity, int]) -> str:
    """How many findings are open, the gravest first."""
    return ", ".join(f"{counts[one]} {one.value}" for one in reversed(Severity) if counts[one]) or "none"


def brief_line(run: str, changes: str, still: str, relationships: int, aside: int, erased: int, out: Path) -> str:
    """A whole run in one line: day and exit status, what is new, what is open, where the report lies."""
    parts = [
        run, changes, f"open: {still}", f"{relationships} relationships", f"{aside} rows set aside",
        *([f"{count(erased, 'client')} erased"] if erased else []),
        str(out / "report.html"),
    ]  # fmt: skip
    return safe("auditor " + "; ".join(parts))


def _brief(summary: Mapping[str, Any], out: Path) -> str:
    found = summary["findings"]
    return brief_line(
        f"{summary['as_of']} exit {summary['exit_status']}",
        f"{found['new']} new, {found['resolved']} resolved",
        _still(summary),
        summary["eligibility"]["total"],
        sum(one["rows_quarantined"] for one in summary["files"]),
        0,
        out,
    )


def _text(summary: Mapping[str, Any], out: Path) -> str:
    policy, relationships = summary["policy"], count(summary["eligibility"]["total"], "relationship")
    return "\n".join(
        [
            f"Nothing has changed since the audit of {summary['started_at']}: the same files, options and day. What it wrote stands as it is.",
            f"As of {summary['as_of']}, under {policy['name']} {policy['version']}: {relationships}; findings open: {_still(summary)}.",
            f"Report: {safe(str(out / 'report.html'))}",
        ]
    )


def _still(summary: Mapping[str, Any]) -> str:
    return still_open({Severity(name): number for name, number in summary["findings"]["open_by_severity"].items()})
