"""A profile of the user's own, named by its file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from auditor.errors import UsageError
from auditor.model.profiles import OWN_MARK, Profile
from auditor.model.tables import Table
from auditor.profiles.checking import check
from auditor.profiles.reading import profile_of
from auditor.profiles.undecided import undecided_money

DIGEST_CHARACTERS = 16


def is_file(name: str) -> bool:
    """Whether what a person named is a file and no name of a profile."""
    return name.lower().endswith(".toml") or Path(name).is_file()


def own_text(path: Path) -> str:
    """The text of a profile file. Raises UsageError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this is no UTF-8 text -> save the profile as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path}: this profile cannot be read ({error.strerror}) -> check the path") from error


def identity(name: str | None) -> str | None:
    """What a person named, with the digest of the file where it is one: an edited profile is another one."""
    if name is None or not Path(name).is_file():
        return name
    return f"{Path(name).stem}{OWN_MARK}{_digest(own_text(Path(name)))}"


def same_profile(wanted: str, name: str | None, tables: Mapping[str, Table]) -> Profile:
    """The profile in the file `name`, as long as it is the one that was `wanted`. Raises UsageError when it is not."""
    profile = own_profile(Path(name or f"{wanted.partition(OWN_MARK)[0]}.toml"), tables)
    if profile.identity != wanted:
        raise UsageError(f"{name}: this profile was edited since the file was read -> read the export itself again")
    return profile


def own_profile(path: Path, tables: Mapping[str, Table]) -> Profile:
    """The profile in a file; its name is the stem of it. Raises UsageError that names file, key and remedy."""
    text = own_text(path)
    checked = check(path.stem, text, tables)
    if checked.problems:
        more = len(checked.problems) - 1
        first = checked.problems[0].said(str(path))
        raise UsageError(f"{first} ({more} more: auditor profiles check {path})" if more else first)
    return replace(profile_of(path.stem, dict(checked.data)), digest=_digest(text))


def left_to_decide(name: str | None) -> tuple[str, ...]:
    """What is not decided yet in the profile that a person named, a line each; nothing for one that is no file."""
    if name is None or not Path(name).is_file():
        return ()
    return tuple(one.said(name) for one in undecided_money(own_text(Path(name))))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_CHARACTERS]
