"""A baseline file: decisions without a store. Sorted, one line each, without times, names or notes, so that it may lie in
git: `finding_id,rule_id,decision,severity,accepted_until`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from auditor.errors import UsageError
from auditor.model.reviews import DECISIONS, Decision
from auditor.model.words import FindingStatus, Severity

COLUMNS = ["finding_id", "rule_id", "decision", "severity", "accepted_until"]


def baseline_text(decisions: Iterable[Decision]) -> str:
    """The file for these decisions: equal decisions give equal bytes."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = {(one.finding_id, one.rule_id, one.decision.value, _severity(one), _day(one)) for one in decisions}
    writer.writerows(sorted(rows))
    return out.getvalue()


def read_baseline(path: Path) -> Mapping[str, Decision]:
    """The decisions of a baseline by finding. Raises UsageError with file, line and remedy for anything else."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the baseline cannot be read ({error}) -> name another with --baseline") from error
    lines = csv.DictReader(io.StringIO(text, newline=""))
    try:
        return _read(path, lines)
    except csv.Error as error:
        raise UsageError(
            f"{path}:{lines.line_num}: no line of a baseline ({error}) -> repair it, or write it anew with 'auditor review --baseline FILE'"
        ) from error


def _read(path: Path, lines: csv.DictReader[str]) -> Mapping[str, Decision]:
    if lines.fieldnames is None or list(lines.fieldnames) != COLUMNS:
        raise UsageError(f"{path}:1: this is no baseline -> the first line must be {','.join(COLUMNS)}")
    found: dict[str, Decision] = {}
    for row in lines:
        one = _decision(row, f"{path}:{lines.line_num}")
        if one.finding_id in found:
            raise UsageError(f"{path}:{lines.line_num}: {one.finding_id} stands here twice -> leave one of the lines")
        found[one.finding_id] = one
    return found


def _decision(row: Mapping[str, str | None], place: str) -> Decision:
    try:
        if None in row or None in row.values() or not row["finding_id"]:
            raise ValueError(f"a line has {len(COLUMNS)} fields, the first one filled")
        decision, until = FindingStatus(row["decision"] or ""), row["accepted_until"]
        if decision not in DECISIONS or (until and decision is not FindingStatus.ACCEPTED):
            raise ValueError(f"{decision.value} with until {until or 'nothing'} is no decision")
        return Decision(
            finding_id=row["finding_id"] or "",
            rule_id=row["rule_id"] or "",
            decision=decision,
            accepted_until=date.fromisoformat(until) if until else None,
            severity=Severity(row["severity"]) if row["severity"] else None,
        )
    except ValueError as error:
        raise UsageError(f"{place}: {error} -> write it anew with 'auditor review --baseline FILE'") from error


def _severity(one: Decision) -> str:
    return one.severity.value if one.severity else ""


def _day(one: Decision) -> str:
    return one.accepted_until.isoformat() if one.accepted_until else ""
