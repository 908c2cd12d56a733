"""What reviewers decide about findings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from auditor.model.results import Finding
from auditor.model.words import FindingStatus, Severity

DECISIONS = (FindingStatus.CONFIRMED, FindingStatus.DISMISSED, FindingStatus.ACCEPTED)
BASIS_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's word on one finding.

    `severity` and `basis` say what the finding was like then (None: not known). Decisions of a baseline file have no
    reviewer and no time. `accepted_until` belongs to ACCEPTED alone.
    """

    finding_id: str
    rule_id: str
    decision: FindingStatus
    note: str = ""
    reviewer: str = ""
    decided_at: datetime | None = None
    accepted_until: date | None = None
    severity: Severity | None = None
    basis: str | None = None

    def holds_for(self, severity: Severity) -> bool:
        """Whether it still settles a finding of this severity: what was waved through as lesser does not silence what is graver now."""
        lesser = self.severity is not None and self.severity.rank < severity.rank
        return not lesser or self.decision is FindingStatus.CONFIRMED


def basis(one: Finding) -> str:
    """A digest of the rows and values that a finding rests on; its words may change with the day and do not count."""
    parts = [(item.table, item.id, item.value or "") for item in one.evidence]
    return hashlib.sha256(repr(sorted(parts)).encode("utf-8", "backslashreplace")).hexdigest()[:BASIS_LENGTH]
