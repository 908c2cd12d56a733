"""One account: what each freelancer's own dates would be, named beside the one date of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from auditor.deciding.words import day
from auditor.model.results import Eligibility
from auditor.model.words import State

FREE = (State.ELIGIBLE, State.EXEMPT_ORIGIN, State.FEE_PAID)
MOST_NAMED = 5


def name_freelancers(rows: Sequence[Eligibility], apart: Sequence[Eligibility]) -> tuple[Eligibility, ...]:
    """The rows of the one account, each with a reason that names its freelancers where they stand differently.

    `apart` are the rows of the freelancers by themselves.
    """
    by_client: dict[tuple[str, str], list[Eligibility]] = defaultdict(list)
    for one in apart:
        by_client[one.platform, one.client_id].append(one)
    kept = {(row.platform, row.client_id) for row in rows}
    return tuple(_named(row, _members(row, by_client, kept)) for row in rows)


def _members(
    row: Eligibility, by_client: Mapping[tuple[str, str], list[Eligibility]], kept: Collection[tuple[str, str]]
) -> Sequence[Eligibility]:
    """Who stands behind a row; one whose platform nobody named stands behind each row of the client."""
    placeless = ("", row.client_id)
    own = by_client.get((row.platform, row.client_id), [])
    return own if placeless in kept else [*own, *by_client.get(placeless, [])]


def _named(row: Eligibility, members: Sequence[Eligibility]) -> Eligibility:
    if len(members) < 2:
        where = f" on {row.platform.capitalize()}" if row.platform else ""
        only = f"One account: {members[0].freelancer_id} alone works with this client{where}." if members else ""
        return replace(row, verdict_reasons=(*row.verdict_reasons, only)) if only else row
    reason = f"One account of {len(members)} freelancers: {_list(one.freelancer_id for one in members)}; one clock, fees summed."
    return replace(row, verdict_reasons=(*row.verdict_reasons, reason, *_differing(row, members)))


def _differing(row: Eligibility, members: Sequence[Eligibility]) -> list[str]:
    free = [one for one in members if one.state in FREE]
    held = [one for one in members if one.state not in FREE and one.state is not State.NEVER_CONTRACTED]
    if not free or not held or row.state in FREE:
        return []
    return [f"Free for {_list(map(_since, free))} alone, but {_list(map(_holds, held))}."]


def _since(one: Eligibility) -> str:
    return f"{one.freelancer_id} (since {day(one.eligible_on)})" if one.eligible_on else one.freelancer_id


def _holds(one: Eligibility) -> str:
    if one.active_contracts:
        return f"{one.freelancer_id} still bills this client (open contracts: {one.active_contracts})"
    if one.eligible_on:
        return f"{one.freelancer_id} is bound until {day(one.eligible_on)}"
    return f"{one.freelancer_id} is not free"


def _list(names: Iterable[str]) -> str:
    listed = list(names)
    shown = listed[:MOST_NAMED]
    return ", ".join(shown) + (f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else "")
