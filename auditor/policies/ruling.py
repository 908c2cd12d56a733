"""Whose rules hold on which platform: those asked for, where they speak of it; else its own; else those asked for stand in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.model.policies import Policy
from auditor.policies.choosing import find, shipped


def rulers(asked: Policy, as_of: date | None = None) -> tuple[Policy, ...]:
    """The policy asked for, and after it one of each platform of which it does not speak; the place of each is its group.

    A policy that names no platform speaks of all. Of several policies of a platform the first by name is its own.
    """
    found, spoken_of = [asked], set(asked.platforms)
    if not asked.platforms:
        return (asked,)
    for name in sorted({one.name for one in shipped().values()} - {asked.name}):
        one = find(name, as_of)
        if one.platforms and not spoken_of & set(one.platforms):
            found.append(one)
            spoken_of |= set(one.platforms)
    return tuple(found)


def group_of(platform: str, found: Sequence[Policy]) -> int:
    """The place in `found` (of `rulers`) of the policy that rules a platform; 0 where none of them speaks of it."""
    name = platform.strip().lower()
    return next((number for number, one in enumerate(found) if name and name in one.platforms), 0)


def stands_in(policy: Policy, platform: str) -> bool:
    """Whether a relationship on `platform` is judged by rules that do not speak of it, because its own are not known here."""
    name = platform.strip().lower()
    return bool(name and policy.platforms and name not in policy.platforms)
