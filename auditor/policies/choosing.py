"""Which policy is meant: by its name, by the name of a version, or by a file; never two of one name and version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from auditor import rooms
from auditor.errors import RoomError, UsageError
from auditor.model.policies import Policy
from auditor.policies.extending import FOLDER, PackError
from auditor.policies.locking import changed
from auditor.policies.reading import read

ALWAYS = date.min


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
    return sorted((one for one in shipped().values() if one.name == name), key=since)


def find(name: str, as_of: date | None = None) -> Policy:
    """The shipped policy `name` in the version in force on `as_of` (else the newest), the version `name` itself, or a file.

    A version that was named, and a file, is `pinned`. Raises UsageError when there is none, PackError for a broken file.
    """
    known = versions(name)
    if known:
        in_force = [one for one in known if as_of is None or since(one) <= as_of]
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
    """Raise PackError when two packs of one name, and of one version or day, differ: a report could not say which of them governed."""
    seen: dict[tuple[str, str], tuple[str, Policy]] = {}
    dated: dict[tuple[str, date], tuple[str, Policy]] = {}
    for place, one in packs:
        other_place, other = seen.setdefault((one.name, one.version), (place, one))
        if other.sha256 != one.sha256:
            raise PackError(
                f"{place}: {one.label} is the name and version of {other_place} too, with another content -> give one of them its own name or version"
            )
        if one.effective_from is None:
            continue
        other_place, other = dated.setdefault((one.name, one.effective_from), (place, one))
        if other.sha256 != one.sha256:
            raise PackError(
                f"{place}: {one.name} from {one.effective_from} on is what {other_place} says too, with another content -> give one of them its own name or day"
            )


def clause_names(policy: Policy | None = None) -> frozenset[str]:
    """The names of all clauses that a rule may quote: those of every shipped policy, and of the one that is asked for."""
    return frozenset(name for one in (*shipped().values(), *((policy,) if policy else ())) for name in one.clauses)


def since(one: Policy) -> date:
    """The day from which a version applies; where it is not known, the day by which it did."""
    return one.effective_from or one.in_force_by or ALWAYS
