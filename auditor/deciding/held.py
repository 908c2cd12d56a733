"""What no day clears: open findings of which a verdict by itself does not speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.deciding.words import day, named
from auditor.model.words import Verdict

if TYPE_CHECKING:
    from auditor.deciding.cases import Case


def in_the_way(case: Case, verdict: Verdict) -> Iterator[str]:
    """Open findings, high at least, while waiting; in an open contract those that weigh on the own account."""
    found = (
        case.weighty() if verdict is Verdict.WAIT else case.own_weighty() if verdict is Verdict.STAY_ON_PLATFORM else []
    )
    if not found:
        return
    one = len(found) == 1
    own = (
        f", which {'weighs' if one else 'weigh'} on your own account"
        if any(f in found for f in case.own_weighty())
        else ""
    )
    day_of = case.standing.eligible_on if verdict is Verdict.WAIT else None
    then = (
        f" On {day(day_of)} too the answer is “Clear the findings first” while {'it is' if one else 'they are'} open."
        if day_of
        else ""
    )
    yield f"Look at {named(found)}, still open{own}.{then}"
