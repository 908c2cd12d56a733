"""summary.json: what was audited and what came out, in numbers; the file that a nightly job reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from auditor.exports.forms.texts import day, json_bytes, moment
from auditor.model.reporting import Export
from auditor.model.results import AuditResult, FileAccount
from auditor.model.rules import RuleFailure
from auditor.model.words import FindingStatus, Severity, State, Verdict


def render(result: AuditResult) -> bytes:
    """The summary as one JSON object. Severities, states and verdicts that did not occur count 0."""
    return json_bytes(
        {
            "run_id": result.run_id,
            "version": result.version,
            "started_at": moment(result.started_at),
            "as_of": day(result.as_of),
            "policy": _policy(result),
            "redaction": result.redaction.value,
            "exit_status": result.exit_status,
            "reasons": list(result.reasons),
            "warnings": list(result.warnings),
            "alarms": list(result.alarms),
            "beyond_named_files": result.beyond_named,
            "files": [_file(one) for one in sorted(result.files, key=lambda one: (one.path, one.table, one.sha256))],
            "quarantine": {
                "faults": len(result.quarantine),
                "by_reason": _counted(one.reason for one in result.quarantine),
            },
            "findings": _findings(result),
            "rules_failed": [
                {"rule_id": one.rule_id, "message": one.message, "sql": one.sql, "parameters": _bound(one)}
                for one in result.failed
            ],
            "reviews": {
                "stale": list(result.reviews.stale),
                "expired": list(result.reviews.expired),
                "unused": list(result.reviews.unused),
                "disputed": list(result.reviews.disputed),
            },
            "eligibility": _eligibility(result),
            "timings": dict(result.clock),
            "peak_memory_bytes": result.peak_memory_bytes,
        }
    )


def _policy(result: AuditResult) -> dict[str, Any]:
    one = result.policy
    return {
        "name": one.name, "version": one.version, "sha256": one.sha256, "source": one.source, "tag": one.tag,
        "unknown": list(one.unknown),
    }  # fmt: skip


def _findings(result: AuditResult) -> dict[str, Any]:
    statuses = Counter(one.status for one in result.findings)
    severities = Counter(one.severity for one in result.findings)
    still = Counter(one.severity for one in result.findings if one.is_open(result.as_of))
    return {
        "total": len(result.findings),
        "open": still.total(),
        "by_rule": _counted(one.rule_id for one in result.findings),
        "by_severity": {severity.value: severities[severity] for severity in Severity},
        "open_by_severity": {severity.value: still[severity] for severity in Severity},
        "by_status": {status.value: statuses[status] for status in FindingStatus},
        "new": result.new,
        "resolved": len(result.resolved),
        "unchanged": len(result.findings) - result.new,
        "resolved_ids": sorted(result.resolved),
    }


def _eligibility(result: AuditResult) -> dict[str, Any]:
    states = Counter(one.state for one in result.eligibility)
    verdicts = Counter(one.verdict for one in result.eligibility)
    return {
        "total": len(result.eligibility),
        "by_state": {state.value: states[state] for state in State},
        "by_verdict": {verdict.value: verdicts[verdict] for verdict in Verdict},
    }


def _bound(one: RuleFailure) -> dict[str, Any]:
    return {name: value if isinstance(value, int | float | str) else str(value) for name, value in one.params.items()}


def _counted(values: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(values).items()))


def _file(one: FileAccount) -> dict[str, Any]:
    return {
        "path": one.path,
        "sha256": one.sha256,
        "profile": one.profile,
        "table": one.table,
        "encoding": one.encoding,
        "physical_lines": one.physical_lines,
        "rows_read": one.rows_read,
        "rows_loaded": one.rows_loaded,
        "rows_updated": one.rows_updated,
        "rows_quarantined": one.rows_quarantined,
        "rows_known": one.rows_known,
        "status": one.status,
        "message": one.message,
    }


EXPORT = Export("summary.json", "run, policy, row accounting, counts, timings and exit status", render)
