"""What commands print: plain text for people and pipes, with control characters shown and never obeyed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from auditor.auditing.explaining import Explanation
from auditor.exports.forms.eligibility import row
from auditor.model.ordering import attention_order
from auditor.model.phrasing import amount, count, tenth
from auditor.model.results import Alternative, AuditResult, Eligibility, FileAccount, Finding
from auditor.model.rules import Heuristic
from auditor.model.visible import json_shown
from auditor.model.visible import safe as safe
from auditor.model.words import UNSURE, Severity, State
from auditor.report.wording import FREE_AT_ONCE, sureness, verdict_title

# A field of an export may hold megabytes; a column of a table is as wide as its widest cell.
WIDEST_CELL, LONGEST_CELL = 60, 1_000


def lines(text: str) -> str:
    """A text of several lines, each of them safe to print."""
    return "\n".join(safe(line) for line in text.splitlines())


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns aligned by spaces, the last one free in length."""
    lines = [
        list(header),
        *([*(_cut(cell, WIDEST_CELL) for cell in row[:-1]), _cut(row[-1], LONGEST_CELL)] for row in rows),
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cut(cell: str, most: int) -> str:
    shown = safe(cell[: most + 1])
    return shown if len(cell) <= most else f"{shown[: most - 1]}…"


def relationships(rows: Sequence[Eligibility], policy: str, as_of: date) -> str:
    """The table that answers first: client, verdict, date, what would move it, and how sure from which data."""
    header = ("client", "freelancer", "platform", "verdict", "free on", "risk", "how sure", "what would move it")
    return table(header, [_relationship(row, policy, as_of) for row in sorted(rows, key=attention_order)])


def _relationship(row: Eligibility, policy: str, as_of: date) -> tuple[str, ...]:
    name = f"{row.client_name} ({row.client_id})" if row.client_name else row.client_id
    sure, because = sureness(row, as_of)
    return (
        name,
        row.freelancer_id,
        row.platform or "-",
        verdict_title(row, policy),
        _now(row) if row.state in FREE_AT_ONCE else _day(row.eligible_on, "-"),
        tenth(row.risk),
        f"{sure}: {because}",
        row.moved_by,
    )


def _now(row: Eligibility) -> str:
    return "not sure" if row.verdict in UNSURE else "now"


def data_of(row: Eligibility) -> str:
    """Which data a date rests on: contracts given or inferred, and how far messages and payments reach."""
    if row.told:
        return "what you tell, taken to be all that there is; nothing was read from a file"
    one = row.coverage
    messages = f"messages to {_day(one.messages_to)}" if one.messages_to else "no messages"
    payments = f"payments to {_day(one.payments_to)}" if one.payments_to else "no payments"
    contracts = "no contracts" if row.state is State.NEVER_CONTRACTED else f"contracts {one.contracts}"
    return f"{contracts}, {messages}, {payments}"


def one_relationship(
    row: Eligibility, reply: str | None, policy: str, currency: str = "USD", more: Sequence[str] = ()
) -> str:
    """The answer to `decide CLIENT`: verdict, reasons, dates, fee, what else was asked (`more`), and the reply to copy."""
    fee = "" if row.exit_fee_today is None else f"{amount(row.exit_fee_today, currency)}: "
    lines = [
        f"{row.client_name or row.client_id} with {row.freelancer_id} on {row.platform or 'an unknown platform'}: {verdict_title(row, policy)}",
        *(f"  - {reason}" for reason in row.verdict_reasons),
        f"  would be moved by: {row.moved_by}",
        f"  exit fee today: {fee}{row.exit_fee_rule}",
        f"  data: {data_of(row)}",
        f"  first contact {_day(row.first_contact_on)}, first contract {_day(row.first_contract_on)}, last paid {_day(row.last_paid_on)}, last message {_day(row.last_message_on)}",
        *(_other_reading(one) for one in row.alternatives),
        *(f"  {line}" for line in more),
    ]
    text = "\n".join(safe(line) for line in lines)
    # The reply holds the client's name as the export has it.
    if not reply:
        return text
    costs = [safe(row.reply_costs)] if row.reply_costs else []
    return "\n".join([text, *costs, "", *map(safe, reply.split("\n"))])


def _other_reading(one: Alternative) -> str:
    fee = "fee not known" if one.exit_fee is None else f"fee {amount(one.exit_fee, one.currency)}"
    if "no fee: " in one.rule:
        fee = "no fee"
    return f"  other reading: {one.policy}: {_day(one.eligible_on, 'no day')}, {fee} ({one.rule})"


def eligibility_json(rows: Sequence[Eligibility]) -> str:
    """The rows as a JSON list, one object per relationship: the fields of eligibility.json, and `risk`, 0-100."""
    return json_shown(
        json.dumps([{**row(one), "risk": one.risk} for one in rows], default=str, ensure_ascii=False, indent=1)
    )


def audit_text(result: AuditResult, out: Path) -> str:
    """What an audit says at its end: the accounting, the findings by severity, the relationships, where the report is."""
    return "\n\n".join(
        part
        for part in (
            accounting(result.files),
            relationships(result.eligibility, result.policy.name, result.as_of),
            _close(result, out),
        )
        if part
    )


def accounting(files: Sequence[FileAccount]) -> str:
    """One line per file: how many rows were read, and what became of them."""
    header = ("file", "as", "read", "loaded", "updated", "quarantined", "known")
    rows = [
        (
            one.path,
            # A table beside noughts would look like an empty file that was well read.
            "refused" if one.status == "refused" else one.table or ("kept apart" if one.profile else one.status),
            *map(str, (one.rows_read, one.rows_loaded, one.rows_updated, one.rows_quarantined, one.rows_known)),
        )
        for one in files
    ]
    return table(header, rows) if rows else ""


def _close(result: AuditResult, out: Path) -> str:
    counts = Counter(one.severity for one in result.findings if one.is_open(result.as_of))
    named = ", ".join(f"{counts[severity]} {severity.value}" for severity in reversed(Severity) if counts[severity])
    return f"As of {result.as_of}, under {result.policy.name} {result.policy.version}: findings open: {named or 'none'}.\n{since_last(result)}\nReport: {safe(str(out / 'report.html'))}"


def since_last(result: AuditResult) -> str:
    """What the last run did not have, what is gone, and what stayed, in numbers."""
    if not result.is_kept:
        return f"No store is kept on Spark, so nothing is compared with an earlier run: {count(len(result.findings), 'finding')} shown."
    if result.last_as_of is None:
        return f"This is the first audit of this store: {count(len(result.findings), 'finding')}."
    stayed = len(result.findings) - result.new
    return f"Since the last run: {result.new} new, {len(result.resolved)} resolved, {stayed} unchanged."


def _day(value: date | None, nothing: str = "not known") -> str:
    return value.isoformat() if value else nothing


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


def explained(one: Explanation, remark: str = "") -> str:
    """One finding with everything it rests on: rows, clause, parameters and the SQL that found it, with a remark on that."""
    finding, rule = one.finding, one.rule
    said = [
        f"{finding.rule_id} ({finding.severity.value}, confidence {finding.confidence}), {finding.status.value}, "
        f"first seen in {finding.first_seen_run}",
        _about_whom(one),
        finding.explanation,
        f"Why: {rule.why}",
        f"Silent: {rule.silent}",
        f"Clause: {finding.policy_clause}",
        f"Do: {finding.action}",
        "What it points to:",
        *_pointed(one),
        f"Rows ({len(one.rows)}):",
        *(
            f"  {row.table} ({row.source}): {'; '.join(f'{name}={value}' for name, value in row.values.items())}"
            for row in one.rows
        ),
        f"Parameters: {one.remark}".rstrip(),
        *(f"  ${name} = {value}{_about(rule, name)}" for name, value in one.params.items()),
        *(
            f"  ${name} = {value} (of the shapes it reads)"
            for name, value in one.shape_params.items()
            if name != "as_of"
        ),
        f"SQL: {remark}".rstrip(),
    ]
    shapes = [f"\nShape {shape.name}, made before it:\n{shape.sql.rstrip()}" for shape in one.shapes]
    return "\n".join(safe(line) for line in said) + "\n" + lines("\n".join([rule.sql.rstrip(), *shapes]))


def _about_whom(one: Explanation) -> str:
    finding = one.finding
    client = f"{one.client_name} ({finding.client_id})" if one.client_name else finding.client_id
    by = {"client": "done by the client", "freelancer": "done by the freelancer", "both": "done by both sides"}
    who = by.get(finding.actor.value, "who did it is not known")
    return f"Client: {client}; freelancer: {finding.freelancer_id}; platform: {finding.platform or 'not named'}; {who}"


def _pointed(one: Explanation) -> Iterator[str]:
    """The places that the finding names, each with whose row it is; rows that were merely counted stand among the rows."""
    whose = {(row.table, row.row_id): row.values for row in one.rows}
    anchor = one.finding.evidence[:1]
    for part in one.finding.evidence:
        if part.value is None and part.table == "messages" and part not in anchor:
            continue
        values = whose.get((part.table, part.id), {})
        day = f", {values['sent_at'][:10]}" if "sent_at" in values else ""
        people = "".join(
            f", {name} {values[f'{name}_id']}" for name in ("client", "freelancer") if f"{name}_id" in values
        )
        value = f"“{part.value}” in: " if part.value and part.value != part.snippet else ""
        yield f"  {part.table.removesuffix('s')} {part.id}{people}{day}: {value}{part.snippet or ''}"


def _about(rule: Heuristic, name: str) -> str:
    param = rule.params.get(name)
    return f" ({param.unit}: {param.about})" if param else ""
