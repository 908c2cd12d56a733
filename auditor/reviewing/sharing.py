"""Decisions as a file of JSON lines: how reviewers hand their work to each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from auditor.errors import UsageError
from auditor.model.reviews import DECISIONS, Decision
from auditor.model.visible import is_whole, json_text
from auditor.model.words import FindingStatus, Severity

REQUIRED = ("finding_id", "rule_id", "decision", "reviewer", "decided_at")
# Clocks of two reviewers may differ by so much.
CLOCKS_DIFFER = timedelta(days=1)
OPTIONAL = ("note", "accepted_until", "severity", "basis")


def export_text(decisions: Iterable[Decision]) -> str:
    """One object per decision, in the order given."""
    return "".join(f"{json_text(_row(one))}\n" for one in decisions)


def read_export(path: Path, now: datetime, rules: Mapping[str, str]) -> tuple[Decision, ...]:
    """The decisions of an export, all or none; none may be dated after `now` (UTC), or it would outweigh all that follow.

    `rules` are the rules of the findings that the store knows, by finding: none may name another one, or it would be
    counted for a rule that never said so. Raises UsageError with file, line and remedy.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: this export cannot be read ({error}) -> name one of 'auditor review --export'"
        ) from error
    found = tuple(_read(path, lines, now, rules))
    if not found:
        raise UsageError(f"{path}: there is no decision in it -> name one of 'auditor review --export'")
    return found


def _read(path: Path, lines: Iterable[str], now: datetime, rules: Mapping[str, str]) -> Iterator[Decision]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = _decision(json.loads(line))
            if one.decided_at is not None and one.decided_at > now + CLOCKS_DIFFER:
                raise ValueError(f"decided_at {one.decided_at} has not come yet")
            if (rule := rules.get(one.finding_id, one.rule_id)) != one.rule_id:
                raise ValueError(f"finding {one.finding_id} is of the rule {rule}, not of {one.rule_id}")
            yield one
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise UsageError(
                f"{path}:{number}: no decision ({error}) -> repair the line, or export anew with 'auditor review --export'"
            ) from error


def _row(one: Decision) -> dict[str, Any]:
    decided_at = f"{one.decided_at.isoformat()}Z" if one.decided_at else None
    return {
        "finding_id": one.finding_id,
        "rule_id": one.rule_id,
        "decision": one.decision.value,
        "note": one.note,
        "reviewer": one.reviewer,
        "decided_at": decided_at,
        "accepted_until": one.accepted_until.isoformat() if one.accepted_until else None,
        "severity": one.severity.value if one.severity else None,
        "basis": one.basis,
    }


def _decision(row: Any) -> Decision:
    if not isinstance(row, Mapping) or (lacking := [name for name in REQUIRED if not str(row.get(name) or "").strip()]):
        raise ValueError(f"it lacks {', '.join(lacking)}" if isinstance(row, Mapping) else "it is no object")
    if wrong := [name for name in (*REQUIRED, *OPTIONAL) if not isinstance(row.get(name), str | None)]:
        raise ValueError(f"{', '.join(wrong)} must be text")
    if broken := [name for name in (*REQUIRED, *OPTIONAL) if not is_whole(row.get(name) or "")]:
        raise ValueError(f"{', '.join(broken)} holds half of a character, such as \\ud800 alone")
    decision, until = FindingStatus(row["decision"]), row.get("accepted_until")
    if decision not in DECISIONS or bool(until) != (decision is FindingStatus.ACCEPTED):
        raise ValueError(f"{decision.value} with accepted_until {until}")
    moment = datetime.fromisoformat(row["decided_at"])
    return Decision(
        finding_id=row["finding_id"],
        rule_id=row["rule_id"],
        decision=decision,
        note=row.get("note") or "",
        reviewer=row["reviewer"],
        decided_at=moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment,
        accepted_until=date.fromisoformat(until) if until else None,
        severity=Severity(row["severity"]) if row.get("severity") else None,
        basis=row.get("basis"),
    )
