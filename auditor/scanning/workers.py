"""Reads texts that passed the gate, in this process or, when there are many, shared out among a crew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from auditor.crew import Crew
from auditor.model.detections import Scope
from auditor.scanning.finding import Found, find_in

# Fewer texts are sooner read than handed over.
WORTH_SHARING = 1_000
TEXTS_A_TASK = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """One text and what the gate lets read it: detectors by name, phrases by number (None: all), the other readings,
    phrases in these (`asks`), and asks that no phrase knows (`sounds`)."""

    text: str
    names: frozenset[str] | None = None
    phrases: tuple[int, ...] | None = None
    other_readings: bool = True
    asks: bool = True
    sounds: bool = True


Finder = Callable[[Sequence[Asked], Scope], list[list[Found]]]


def find_here(asked: Sequence[Asked], scope: Scope) -> list[list[Found]]:
    """What stands in each text, in the order asked."""
    return [find_in(one.text, scope, one.names, one.phrases, one.other_readings, one.asks, one.sounds) for one in asked]


def finder(crew: Crew, worth: int = WORTH_SHARING) -> Finder:
    """A finder that shares `worth` texts and more among the processes of the crew; the result is the same."""

    def find(asked: Sequence[Asked], scope: Scope) -> list[list[Found]]:
        if not crew.size or len(asked) < worth:
            return find_here(asked, scope)
        parts = [asked[at : at + TEXTS_A_TASK] for at in range(0, len(asked), TEXTS_A_TASK)]
        return [found for part in crew.map(partial(find_here, scope=scope), parts) for found in part]

    return find
