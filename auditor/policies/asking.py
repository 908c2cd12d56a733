"""Every version as a question to put to a store: what governs by the dates of a relationship, and what else could apply."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from auditor.model.policies import Policy, Window
from auditor.policies.choosing import ALWAYS, shipped, since, versions
from auditor.policies.ruling import rulers

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to answer: a version with one of its anchors.

    `governs` from/until: the relationships begun on these days that it decides, where its policy governs. `known_until`:
    relationships begun from that day on are surely under a later version. `group` is the place of its policy in `rulers`.
    """

    policy: Policy
    label: str
    window: Window
    governs_from: date | None
    governs_until: date | None
    known_until: date
    is_main: bool
    group: int = 0


def readings(governing: Policy, as_of: date) -> list[Reading]:
    """The versions of the policy asked for first, then those that rule other platforms, then every other version in force by
    `as_of`; each with its other anchors."""
    mains: list[Reading] = []
    for group, ruler in enumerate(rulers(governing, as_of)):
        family = [ruler] if ruler.pinned else versions(ruler.name) or [ruler]
        mains += [replace(_main(one, _follower(one, family), family.index(one) == 0), group=group) for one in family]
    known = {one.label for one in mains}
    rest = [
        replace(_main(one, None, False), governs_from=None, governs_until=None)
        for one in sorted(shipped().values(), key=lambda one: (one.name, since(one)))
        if one.label not in known and _possible_from(one) <= as_of
    ]
    return [*mains, *(extra for main in (*mains, *rest) for extra in _with_anchors(main, main in mains))]


def _with_anchors(main: Reading, skip_main: bool) -> list[Reading]:
    one = main.policy
    extra = [
        replace(
            main,
            label=f"{one.label if not skip_main else one.name} ({other.anchor})",
            window=Window(other.months, (other.anchor,), ()),
            governs_from=None,
            governs_until=None,
            is_main=False,
        )
        for other in one.others
    ]
    return extra if skip_main else [main, *extra]


def _main(one: Policy, follower: date | None, is_first: bool) -> Reading:
    return Reading(
        one, one.label, one.window, ALWAYS if is_first else since(one), follower or NEVER, _known_until(one), True
    )  # fmt: skip


def _follower(one: Policy, family: list[Policy]) -> date | None:
    later = [since(other) for other in family if since(other) > since(one)]
    return min(later) if later else None


def _known_until(one: Policy) -> date:
    """The day from which another version surely applies; a follower whose own day is not known tells none."""
    followers = [v.effective_from for v in versions(one.name) if v.effective_from and one.effective_from and v.effective_from > one.effective_from]  # fmt: skip
    return min(followers) if followers else NEVER


def _possible_from(one: Policy) -> date:
    """The first day on which a version can have been in force: its own, else that of the version before it."""
    if one.effective_from:
        return one.effective_from
    before = [v.effective_from for v in versions(one.name) if v.effective_from and since(v) < since(one)]
    return max(before) if before else ALWAYS
