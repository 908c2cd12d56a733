"""The findings for which a run ends with 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from auditor.model.results import AuditResult, Finding
from auditor.model.words import FindingStatus, Severity


@dataclass(frozen=True, slots=True)
class Limit:
    """What was asked of the exit status: from which severity on, and whether of findings of this run alone."""

    fail_on: Severity | None
    only_new: bool
    as_of: date
    run_id: str
    last_as_of: date | None

    def reached_by(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are open and at or above the limit, with `only_new` new as well: found or open again since the last run."""
        if self.fail_on is None:
            return ()
        rank = self.fail_on.rank
        grave = (one for one in found if one.severity.rank >= rank and one.is_open(self.as_of))
        return tuple(one for one in grave if not self.only_new or one.is_new(self.run_id) or self._is_open_again(one))

    def _is_open_again(self, one: Finding) -> bool:
        """Whether what was accepted ran out after the last run: that run did not have it among the open ones."""
        if one.status is not FindingStatus.OPEN or one.accepted_until is None or self.last_as_of is None:
            return False
        return self.last_as_of <= one.accepted_until < self.as_of


def grave(result: AuditResult) -> tuple[Finding, ...]:
    """The findings for which this run ended with 1, or would have but for a worse reason."""
    limit = Limit(result.fail_on, result.only_new, result.as_of, result.run_id, result.last_as_of)
    return limit.reached_by(result.findings)
