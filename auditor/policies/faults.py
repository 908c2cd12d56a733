"""Reads the parts of a file one by one and names all that is wrong with them, not the first alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from auditor.policies.forms import FormError


class FaultsError(ValueError):
    """What is wrong with the parts of a file; `said` holds one sentence for each."""

    def __init__(self, said: list[str]) -> None:
        super().__init__("; ".join(said))
        self.said = tuple(said)


def each(parts: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """The value of each part by its name. Raises FaultsError for all that cannot be read."""
    made: dict[str, Any] = {}
    said: list[str] = []
    for name, part in parts.items():
        try:
            made[name] = part()
        except FaultsError as faults:
            said += faults.said
        except FormError as error:
            said.append(str(error))
    if said:
        raise FaultsError(list(dict.fromkeys(said)))
    return made
