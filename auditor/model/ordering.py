"""The one order in which findings and relationships are listed, wherever that is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from auditor.model.results import Eligibility, Finding
from auditor.model.words import State, Verdict

_VERDICTS = {verdict: place for place, verdict in enumerate(Verdict)}


def finding_order(one: Finding) -> tuple[int, datetime, str, str, str, str, str]:
    """The gravest first, then by time, rule, relationship and id."""
    return (
        -one.severity.rank,
        one.occurred_at,
        one.rule_id,
        one.platform,
        one.client_id,
        one.freelancer_id,
        one.finding_id,
    )


def relationship_key(one: Eligibility | Finding) -> tuple[str, str, str]:
    """What identifies a relationship: platform, client and freelancer."""
    return (one.platform, one.client_id, one.freelancer_id)


def attention_order(one: Eligibility) -> tuple[int, float, date, str, str, str]:
    """Relationships that most need an act first: by verdict, then by risk, then by the day they become free."""
    return (_VERDICTS[one.verdict], -one.risk, one.eligible_on or date.max, *relationship_key(one))


def coming(rows: Iterable[Eligibility], as_of: date) -> list[Eligibility]:
    """The relationships whose day is still to come, the next one first; not those that are free without it."""
    at_once = (State.FEE_PAID, State.EXEMPT_ORIGIN)
    waiting = [one for one in rows if one.state not in at_once and one.eligible_on and one.eligible_on > as_of]
    return sorted(waiting, key=lambda one: (one.eligible_on or date.max, *relationship_key(one)))
