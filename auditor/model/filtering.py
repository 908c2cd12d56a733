"""Which findings somebody asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from auditor.model.results import Finding
from auditor.model.words import FindingStatus, Severity


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a finding must be; an empty part asks for nothing. A rule may be a family: `contact.*`."""

    rules: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    least: Severity = Severity.INFO
    statuses: tuple[FindingStatus, ...] = ()
    since: date | None = None

    def takes(self, one: Finding) -> bool:
        """Whether the finding is one of those."""
        return (
            one.severity.rank >= self.least.rank
            and (not self.rules or any(fnmatchcase(one.rule_id, rule) for rule in self.rules))
            and (not self.clients or one.client_id in self.clients)
            and (not self.statuses or one.status in self.statuses)
            and (self.since is None or one.occurred_at.date() >= self.since)
        )
