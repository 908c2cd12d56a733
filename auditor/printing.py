"""What commands print: plain text for people and pipes, with control characters shown and never obeyed."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from auditor.model.results import AuditResult, Eligibility, FileAccount, Finding
from auditor.model.rules import Heuristic
from auditor.model.words import Severity, Verdict

VERDICTS = {
    Verdict.REPORT_AND_STOP: "report and stop",
    Verdict.STOP_AND_REVIEW: "stop and review",
    Verdict.STAY_ON_PLATFORM: "stay on the platform",
    Verdict.CONFIRM_ORIGIN: "confirm the origin",
    Verdict.CONFIRM_TERMS: "confirm the terms",
    Verdict.REPAIR_DATA: "repair the data first",
    Verdict.CHECK_MESSAGES: "check the messages first",
    Verdict.CLEAR_FINDINGS_FIRST: "clear findings first",
    Verdict.FREE_TO_LEAVE: "free to leave",
    Verdict.NO_RELATIONSHIP_YET: "no relationship yet",
    Verdict.WAIT: "wait",
}
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def safe(text: str) -> str:
    """The text with control, direction and zero-width characters written out, so that a terminal obeys none."""
    return "".join(f"\\u{ord(one):04x}" if unicodedata.category(one) in HIDDEN else one for one in text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns aligned by spaces, the last one free in length."""
    lines = [list(header), *([safe(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def relationships(rows: Sequence[Eligibility]) -> str:
    """The table that answers first: client, verdict, date, what would move it, and how sure from which data."""
    header = ("client", "freelancer", "platform", "verdict", "from", "risk", "data", "what would move it")
    return table(header, [_relationship(row) for row in rows])


def _relationship(row: Eligibility) -> tuple[str, ...]:
    name = f"{row.client_name} ({row.client_id})" if row.client_name else row.client_id
    when = row.eligible_on.isoformat() if row.eligible_on else "-"
    return (
        name,
        row.freelancer_id,
        row.platform or "-",
        VERDICTS[row.verdict],
        when,
        f"{row.risk:.0f}",
        sureness(row),
        row.moved_by,
    )


def sureness(row: Eligibility) -> str:
    """How sure the date is, told from the data: contracts given or inferred, and how far messages and payments reach."""
    reach = f"messages to {_day(row.coverage.messages_to)}, payments to {_day(row.coverage.payments_to)}"
    return f"contracts {row.coverage.contracts}, {reach}"


def one_relationship(row: Eligibility, reply: str | None) -> str:
    """The answer to `decide CLIENT`: verdict, reasons, dates, fee and the reply to copy."""
    lines = [
        f"{row.client_name or row.client_id} with {row.freelancer_id} on {row.platform or 'an unknown platform'}: {VERDICTS[row.verdict]}",
        *(f"  - {reason}" for reason in row.verdict_reasons),
        f"  would be moved by: {row.moved_by}",
        f"  exit fee today: {'not known' if row.exit_fee_today is None else f'${row.exit_fee_today:,.2f}'} ({row.exit_fee_rule})",
        f"  data: {sureness(row)}",
        *(f"  other reading: {one.policy}: {_day(one.eligible_on)}" for one in row.alternatives),
    ]
    text = "\n".join(safe(line) for line in lines)
    return text if not reply else f"{text}\n\n{reply}"


def eligibility_json(rows: Sequence[Eligibility]) -> str:
    """The rows as a JSON list, one object per relationship."""
    return json.dumps([asdict(row) for row in rows], default=str, ensure_ascii=False, indent=1)


def audit_text(result: AuditResult, out: Path) -> str:
    """What an audit says at its end: the accounting, the findings by severity, the relationships, where the report is."""
    return "\n\n".join(
        part for part in (accounting(result.files), relationships(result.eligibility), _close(result, out)) if part
    )


def accounting(files: Sequence[FileAccount]) -> str:
    """One line per file: how many rows were read, and what became of them."""
    header = ("file", "as", "read", "loaded", "updated", "quarantined", "known")
    rows = [
        (
            one.path,
            one.table or one.status,
            *map(str, (one.rows_read, one.rows_loaded, one.rows_updated, one.rows_quarantined, one.rows_known)),
        )
        for one in files
    ]
    return table(header, rows) if rows else ""


def _close(result: AuditResult, out: Path) -> str:
    counts = Counter(one.severity for one in result.findings if one.is_open(result.as_of))
    named = ", ".join(f"{counts[severity]} {severity.value}" for severity in reversed(Severity) if counts[severity])
    return f"As of {result.as_of}, under {result.policy.name} {result.policy.version}: findings open: {named or 'none'}.\nReport: {out / 'report.html'}"


def _day(value: date | None) -> str:
    return value.isoformat() if value else "never"


def findings(found: Sequence[Finding]) -> str:
    """Findings as a table: id, severity, rule, client, day, who, status, what."""
    header = ("finding", "severity", "rule", "client", "day", "by", "status", "what")
    rows = [
        (
            one.finding_id,
            one.severity.value,
            one.rule_id,
            one.client_id,
            _day(one.occurred_at.date()),
            one.actor.value,
            one.status.value,
            one.explanation,
        )
        for one in found
    ]
    return table(header, rows)


def explained(one: Finding, rule: Heuristic, overrides: Mapping[str, object], as_of: date) -> str:
    """One finding with everything it rests on: evidence, clause, parameters and the SQL that found it."""
    params = {**{name: param.default for name, param in rule.params.items()}, **overrides, "as_of": as_of}
    lines = [
        f"{one.rule_id} ({one.severity.value}, confidence {one.confidence}), {one.status.value}, first seen in {one.first_seen_run}",
        one.explanation,
        f"Why: {rule.why}",
        f"Silent: {rule.silent}",
        f"Clause: {one.policy_clause}",
        f"Do: {one.action}",
        "Evidence:",
        *(f"  {part.table} {part.id}: {part.snippet or ''}" for part in one.evidence),
        "Parameters:",
        *(f"  ${name} = {value}" for name, value in params.items()),
        "SQL:",
    ]
    return "\n".join(safe(line) for line in lines) + "\n" + rule.sql.rstrip()
