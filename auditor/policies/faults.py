"""Reads the parts of a file one by one and names all that is wrong with them, not the first alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import InvalidOperation
from typing import Any

from auditor.errors import UsageError


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
        except KeyError as error:
            said.append(f"the key {error} is missing -> add it")
        except UsageError:
            raise
        except (TypeError, ValueError, AttributeError, InvalidOperation) as error:
            said.append(f"{name} has the wrong form ({error}) -> correct it")
    if said:
        raise FaultsError(said)
    return made
