"""The findings for which a run ends with 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from auditor.model.results import AuditResult, Finding
from auditor.model.words import Severity


@dataclass(frozen=True, slots=True)
class Limit:
    """What was asked of the exit status: from which severity on, and whether of findings of this run alone."""

    fail_on: Severity | None
    only_new: bool
    as_of: date
    run_id: str

    def reached_by(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are open and at or above the limit, with `only_new` new as well."""
        if self.fail_on is None:
            return ()
        rank = self.fail_on.rank
        grave = (one for one in found if one.severity.rank >= rank and one.is_open(self.as_of))
        return tuple(one for one in grave if not self.only_new or one.is_new(self.run_id))


def grave(result: AuditResult) -> tuple[Finding, ...]:
    """The findings for which this run ended with 1, or would have but for a worse reason."""
    return Limit(result.fail_on, result.only_new, result.as_of, result.run_id).reached_by(result.findings)
