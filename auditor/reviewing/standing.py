"""How decisions stand to the findings of a run: which still fit, which need a look, which speak of nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from auditor.model.ordering import finding_order
from auditor.model.phrasing import long_day
from auditor.model.results import Finding
from auditor.model.review_standing import ReviewStanding
from auditor.model.reviews import Decision, basis
from auditor.model.words import FindingStatus

UNDECIDED = (FindingStatus.NEW, FindingStatus.OPEN)


def standing(
    found: Sequence[Finding], decided: Mapping[str, Decision], as_of: date, past: Iterable[Decision] = ()
) -> ReviewStanding:
    """Compare the decisions in force, and all of the past, with the findings of a run."""
    here = {one.finding_id for one in found}
    return ReviewStanding(
        stale=tuple(sorted(one.finding_id for one in found if _stale(one, decided.get(one.finding_id)))),
        expired=tuple(sorted(one.finding_id for one in found if _expired(one, as_of))),
        unused=tuple(sorted(set(decided) - here)),
        disputed=disputed(past, here),
        said={one: (*_said(word), word.note) for one, word in sorted(decided.items()) if one in here},
    )


def disputed(past: Iterable[Decision], here: Collection[str]) -> tuple[str, ...]:
    """Findings about which the last words of two reviewers differ."""
    last = {(one.finding_id, one.reviewer): one.decision for one in past if one.finding_id in here}
    words: dict[str, set[FindingStatus]] = defaultdict(set)
    for (finding_id, _), decision in last.items():
        words[finding_id].add(decision)
    return tuple(sorted(finding_id for finding_id, said in words.items() if len(said) > 1))


def _said(one: Decision) -> tuple[str, str]:
    until = f" until {long_day(one.accepted_until)}" if one.accepted_until else ""
    return (
        f"{one.decision.value}{until}{f' on {long_day(one.decided_at.date())}' if one.decided_at else ''}",
        one.reviewer,
    )


def holding(found: Sequence[Finding], decided: Mapping[str, Decision], as_of: date) -> tuple[Decision, ...]:
    """Decisions that settle a finding of the run as it is now: neither run out nor made before it changed."""
    words = [
        decided[one.finding_id]
        for one in found
        if one.finding_id in decided and not _stale(one, decided[one.finding_id])
    ]
    return tuple(word for word in words if not _ran_out(word, as_of))


def to_review(found: Sequence[Finding], decided: Mapping[str, Decision], as_of: date) -> list[Finding]:
    """Findings that wait for a decision, the gravest first: undecided ones, and those whose decision ran out or is stale."""
    waiting = [one for one in found if _waits(one, decided.get(one.finding_id), as_of)]
    return sorted(waiting, key=finding_order)


def _waits(one: Finding, decision: Decision | None, as_of: date) -> bool:
    if decision is None:
        return one.status in UNDECIDED
    return _stale(one, decision) or _ran_out(decision, as_of)


def _stale(one: Finding, decision: Decision | None) -> bool:
    if decision is None:
        return False
    changed = decision.basis is not None and decision.basis != basis(one)
    return changed or not decision.holds_for(one.severity)


def _expired(one: Finding, as_of: date) -> bool:
    return one.accepted_until is not None and one.accepted_until < as_of


def _ran_out(decision: Decision, as_of: date) -> bool:
    return decision.accepted_until is not None and decision.accepted_until < as_of
