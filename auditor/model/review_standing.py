"""How the decisions of reviewers stand after a run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from auditor.model.phrasing import count as counted


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """Ids of findings whose decision needs a look: `stale` (the finding has changed since), `expired` (accepted until a
    day that has passed), `disputed` (two reviewers said different things last); and `unused` decisions, whose finding is
    no longer there. `said` is the decision in force of each finding: in words, the reviewer, the note."""

    stale: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    said: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)

    def renamed(self, rename: Callable[[str], str], text: Callable[[str], str] = str) -> ReviewStanding:
        """The same with other ids and with people's own words rewritten, for outputs that are shared."""
        said = {rename(one): (words, text(who), text(note)) for one, (words, who, note) in self.said.items()}
        stale, expired, unused, disputed = (
            tuple(map(rename, ids)) for ids in (self.stale, self.expired, self.unused, self.disputed)
        )
        return ReviewStanding(stale, expired, unused, disputed, said)

    def of(self, findings: Collection[str]) -> ReviewStanding:
        """The same of these findings alone."""
        stale, expired, unused, disputed = (
            tuple(one for one in ids if one in findings)
            for ids in (self.stale, self.expired, self.unused, self.disputed)
        )
        said = {one: told for one, told in self.said.items() if one in findings}
        return ReviewStanding(stale, expired, unused, disputed, said)

    def sentences(self) -> Iterator[str]:
        """What a person should know and do about it; nothing when all is well."""
        if self.stale:
            yield f"{_decisions(self.stale)} made before the finding changed -> look again with 'auditor review'"
        if self.expired:
            yield f"{_decisions(self.expired)} accepted until a day that has passed -> decide anew with 'auditor review'"
        if self.disputed:
            yield f"reviewers disagree about {len(self.disputed)} finding(s); the last word counts -> settle it with 'auditor review FINDING' (reviews.disputed in summary.json)"

    def asides(self) -> Iterator[str]:
        """What may be known but needs nobody."""
        if self.unused:
            yield f"{_decisions(self.unused)} about findings that are no longer there (reviews.unused in summary.json)"


def _decisions(ids: tuple[str, ...]) -> str:
    # Ids stay out of sentences: a report that names nobody numbers its findings anew.
    return f"{counted(len(ids), 'decision')}"
