"""What a trial is, and what it answers with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often something was tried, how often the trial really struck, and a sentence for every time it went wrong."""

    what: str
    tried: int
    struck: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """`run(rounds, place)` works below the empty folder `place`; `short` and `long` are its rounds in CI and in full.

    `lacks` says what the machine does not allow, and is empty where all of it can be tried.
    """

    title: str
    short: int
    long: int
    run: Callable[[int, Path], list[Outcome]]
    lacks: Callable[[], str] = lambda: ""
