"""How the decisions of reviewers stand after a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auditor.model.phrasing import count as counted


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """Ids of findings whose decision needs a look: `stale` (the finding has changed since), `expired` (accepted until a
    day that has passed); and `unused` decisions, whose finding is no longer there."""

    stale: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    def renamed(self, rename: Callable[[str], str]) -> ReviewStanding:
        """The same with other ids, for outputs that name nobody."""
        return ReviewStanding(*(tuple(map(rename, ids)) for ids in (self.stale, self.expired, self.unused)))

    def sentences(self) -> Iterator[str]:
        """What a person should know and do about it; nothing when all is well."""
        if self.stale:
            yield f"{_decisions(self.stale)} made before the finding changed -> look again with 'auditor review'"
        if self.expired:
            yield f"{_decisions(self.expired)} accepted until a day that has passed -> decide anew with 'auditor review'"

    def asides(self) -> Iterator[str]:
        """What may be known but needs nobody."""
        if self.unused:
            yield f"{_decisions(self.unused)} about findings that are no longer there (reviews.unused in summary.json)"


def _decisions(ids: tuple[str, ...]) -> str:
    # Ids stay out of sentences: a report that names nobody numbers its findings anew.
    return f"{counted(len(ids), 'decision')}"
