"""Rows of rules to findings, on the executors: the same function makes them as on one machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import pyarrow as pa

from auditor import policies
from auditor.auditing import evidence
from auditor.auditing.by_platform import quoting
from auditor.auditing.heuristics import finding_of
from auditor.model.policies import Policy
from auditor.model.results import Finding
from auditor.model.rules import Heuristic
from auditor.model.words import Actor, FindingStatus, Severity

TEXTS = ("finding_id", "rule_id", "severity", "platform", "client_id", "freelancer_id", "actor", "title", "explanation",
         "policy_clause", "action", "reply", "status", "first_seen_run")  # fmt: skip
# `evidence` names the rows and places that a finding rests on (messages:m1#4-19), its anchor first. Their text stays in
# the table of messages: copied out, it would be kept in two places.
COLUMNS = ", ".join([*(f"{name} STRING" for name in TEXTS), "confidence DOUBLE", "occurred_at TIMESTAMP_NTZ", "evidence ARRAY<STRING>"])  # fmt: skip
ARROW = pa.schema(
    [
        *((name, pa.string()) for name in TEXTS),
        ("confidence", pa.float64()),
        ("occurred_at", pa.timestamp("us")),
        ("evidence", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class Making:
    """What makes findings of the rows of one rule: the policy that bound it, the one that was asked for, and of which
    groups of platforms the rows are kept (None: all)."""

    rule: Heuristic
    ruler: Policy
    asked: Policy
    as_of: date
    run_id: str
    groups: frozenset[int] | None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            yield from arrow(self.found(frame))

    def found(self, frame: pl.DataFrame) -> list[tuple[Finding, list[str]]]:
        """The findings of rows as the rule returns them, each with its marks, the anchor first."""
        if frame.is_empty():
            return []
        rulers = policies.rulers(self.asked, self.as_of)
        rows = evidence.in_order(frame).iter_rows(named=True)
        kept = (row for row in rows if self.groups is None or policies.group_of(row["platform"], rulers) in self.groups)
        return [(self._finding(row, rulers), row["evidence"]) for row in kept]

    def _finding(self, row: dict[str, Any], rulers: tuple[Policy, ...]) -> Finding:
        severity = self.ruler.severities.get(self.rule.rule_id)
        found = finding_of(self.rule, row, {}, severity, self.ruler.clauses, self.run_id)
        return quoting(found, self.rule.clause, rulers)


def arrow(found: list[tuple[Finding, list[str]]]) -> list[pa.RecordBatch]:
    """Findings with their marks as columns."""
    columns: dict[str, list[Any]] = {name: [_plain(getattr(one, name)) for one, _ in found] for name in ARROW.names}
    columns["evidence"] = [marks for _, marks in found]
    batches: list[pa.RecordBatch] = pa.table(columns, schema=ARROW).to_batches()
    return batches


def read(row: dict[str, Any]) -> Finding:
    """A finding of a row of the table, without evidence."""
    values = {name: row[name] for name in ARROW.names}
    values |= {
        "severity": Severity(row["severity"]),
        "actor": Actor(row["actor"]),
        "status": FindingStatus(row["status"]),
    }
    return Finding(**{**values, "evidence": ()})


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Severity | Actor | FindingStatus) else value
