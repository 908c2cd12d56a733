"""Which version governs, and which others could apply: by name, by file, and by the dates of a relationship."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from auditor import rooms
from auditor.errors import RoomError, UsageError
from auditor.model.policies import Policy, Window
from auditor.policies.extending import FOLDER, PackError
from auditor.policies.locking import changed
from auditor.policies.reading import read

ALWAYS, NEVER = date.min, date.max


@cache
def shipped() -> Mapping[str, Policy]:
    """All shipped versions by stem. Raises RoomError when a released one is not what was released."""
    for stem, what in changed().items():
        raise RoomError(
            f"{FOLDER / stem}.toml: this released policy is {what} -> install the program anew; a new reading is a new file"
        )
    return {stem: read(path) for stem, path in rooms.files(FOLDER, ".toml").items()}


def versions(name: str) -> list[Policy]:
    """All shipped versions of one policy, the oldest first; those whose day is not known stand by the day they are known of."""
    return sorted((one for one in shipped().values() if one.name == name), key=_since)


def find(name: str, as_of: date | None = None) -> Policy:
    """The shipped policy `name` in the version in force on `as_of` (else the newest), the version `name` itself, or a file.

    A version that was named, and a file, is `pinned`. Raises UsageError when there is none, PackError for a broken file.
    """
    known = versions(name)
    if known:
        in_force = [one for one in known if as_of is None or _since(one) <= as_of]
        return in_force[-1] if in_force else known[0]
    if name in shipped():
        return replace(shipped()[name], pinned=True)
    if Path(name).is_file():
        policy = read(Path(name))
        same_name_and_date([*((f"the shipped {stem}", one) for stem, one in shipped().items()), (name, policy)])
        return replace(policy, pinned=True)
    names = ", ".join(sorted({one.name for one in shipped().values()}))
    raise UsageError(
        f"--policy {name}: no shipped policy and no file of that name -> use one of {names}, or a TOML file"
    )


def same_name_and_date(packs: Iterable[tuple[str, Policy]]) -> None:
    """Raise PackError when two packs of one name and version differ: a report could not say which of them governed."""
    seen: dict[tuple[str, str], tuple[str, Policy]] = {}
    for place, one in packs:
        other_place, other = seen.setdefault((one.name, one.version), (place, one))
        if other.sha256 != one.sha256:
            raise PackError(
                f"{place}: {one.label} is the name and version of {other_place} too, with another content -> give one of them its own name or version"
            )


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to answer: a version with one of its anchors.

    `governs` from/until: the relationships begun on these days that it decides, where its policy governs. `known_until`:
    relationships begun from that day on are surely under a later version.
    """

    policy: Policy
    label: str
    window: Window
    governs_from: date | None
    governs_until: date | None
    known_until: date
    is_main: bool


def readings(governing: Policy, as_of: date) -> list[Reading]:
    """The governing version or versions first, then every other version in force by `as_of`, each with its other anchors."""
    family = [governing] if governing.pinned else versions(governing.name) or [governing]
    others = [one for one in shipped().values() if one.label not in {member.label for member in family}]
    mains = [_main(one, _follower(one, family), family.index(one) == 0) for one in family]
    rest = [
        replace(_main(one, None, False), governs_from=None, governs_until=None)
        for one in sorted(others, key=lambda one: (one.name, _since(one)))
        if _possible_from(one) <= as_of
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
        one, one.label, one.window, ALWAYS if is_first else _since(one), follower or NEVER, _known_until(one), True
    )  # fmt: skip


def _follower(one: Policy, family: list[Policy]) -> date | None:
    later = [_since(other) for other in family if _since(other) > _since(one)]
    return min(later) if later else None


def _known_until(one: Policy) -> date:
    """The day from which another version surely applies; a follower whose own day is not known tells none."""
    followers = [v.effective_from for v in versions(one.name) if v.effective_from and one.effective_from and v.effective_from > one.effective_from]  # fmt: skip
    return min(followers) if followers else NEVER


def _possible_from(one: Policy) -> date:
    """The first day on which a version can have been in force: its own, else that of the version before it."""
    if one.effective_from:
        return one.effective_from
    before = [v.effective_from for v in versions(one.name) if v.effective_from and _since(v) < _since(one)]
    return max(before) if before else ALWAYS


def _since(one: Policy) -> date:
    return one.effective_from or one.in_force_by or ALWAYS
