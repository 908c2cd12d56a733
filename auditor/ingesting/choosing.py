"""Which profiles a file may be read by: those that the user names first, then all others by their header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from auditor.errors import UsageError
from auditor.ingesting.recognising import match
from auditor.model.profiles import Profile
from auditor.model.tables import Table
from auditor.profiles.own import is_file, own_profile


@dataclass(frozen=True, slots=True)
class Choice:
    """`named` are the profiles that the user chose (none: no choice was made), `all` those that are known."""

    named: tuple[Profile, ...]
    all: tuple[Profile, ...]

    @classmethod
    def of(cls, profiles: tuple[Profile, ...], wanted: Sequence[str], tables: Mapping[str, Table]) -> Self:
        """From what the user says. Raises UsageError for an unknown name and for a broken file."""
        named: list[Profile] = []
        for name in wanted:
            found = [profile for profile in profiles if profile.name == name]
            if not found and is_file(name):
                found = [own_profile(Path(name), tables)]
            if not found:
                known = ", ".join(sorted({profile.name for profile in profiles}))
                remedy = f"choose one of {known}, or name a file that ends in .toml"
                raise UsageError(f"--profile {name}: there is no such profile -> {remedy}")
            named += found
        return cls(tuple(named), profiles)

    def match(self, header: Sequence[str]) -> Profile | None:
        """The chosen profile whose columns the header has, else the one that fits best."""
        return match(header, self.named) or match(header, self.all)

    def match_json(self, keys: tuple[str, ...], flat_keys: tuple[str, ...]) -> list[tuple[Profile, tuple[str, ...]]]:
        """The one profile that fits, with the keys that it reads by: dotted ones, or plain ones for the tables; or none.

        Last, the tables' own rows as the nodes of a connection.
        """
        for pool in (self.named, self.all):
            for is_canonical, names in ((True, keys), (False, flat_keys), (True, flat_keys)):
                profile = match(names, [one for one in pool if one.is_canonical == is_canonical])
                if profile:
                    return [(profile, names)]
        return []

    @property
    def nearest(self) -> tuple[Profile, ...]:
        """The profiles that an unknown file is compared with."""
        return self.named or self.all
