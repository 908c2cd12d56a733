"""Which export formats tell the same payments, and which of two says more."""

from __future__ import annotations

from functools import cache

from auditor.ingesting.planning import tables
from auditor.ingesting.staging import Rivals
from auditor.model.profiles import Profile
from auditor.profiles.reading import all_profiles


@cache
def beaten() -> tuple[tuple[str, str], ...]:
    """Pairs of profile names: the one with more facts, the one with fewer; the richest formats first."""
    profiles = {profile.name: profile for profile in all_profiles(tables())}
    richest = sorted(profiles.values(), key=lambda profile: (-len(profile.beats), profile.name))
    return tuple((profile.name, lesser) for profile in richest for lesser in profile.beats)


def rivals(profile: Profile) -> Rivals:
    """The formats that a file of this one meets."""
    greater = tuple(winner for winner, loser in beaten() if loser == profile.name)
    return Rivals(profile.beats, greater)


def with_fees() -> list[str]:
    """Profiles that tell fees in rows of their own."""
    return [profile.name for profile in all_profiles(tables()) if any(rule.role == "fee" for rule in profile.apart)]
