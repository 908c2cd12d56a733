"""Exports that come bit by bit: what a store knows in the end is what an audit of all of them at once would know.

Each round has an invented world of its own. What a run says of itself (its id, what is new since the last one) differs by contract.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support import stepwise
from tests.support.stepwise import AS_OF, LATER, World, audited, differences, known, written
from tests.torture.trial import Outcome, Trial


def _apart(world: World, chance: random.Random, place: Path) -> list[str]:
    files = stepwise.apart(world, chance)
    expected = known(audited(written(files, place / "all"), place / "full"), place / "full")
    names = chance.sample(list(files), len(files))
    cuts = sorted(chance.sample(range(1, len(names)), chance.randint(1, 2)))
    for number, (start, stop) in enumerate(zip([0, *cuts], [*cuts, len(names)], strict=True)):
        exports = written({name: files[name] for name in names[start:stop]}, place / f"step-{number}")
        done = audited(exports, place / "steps")
    return differences(expected, known(done, place / "steps"))


def _growing(world: World, chance: random.Random, place: Path) -> list[str]:
    steps = stepwise.growing(world, chance.randint(2, 3))
    for files in steps:
        done = audited(written(files, place / "exports"), place / "grown")
    expected = known(audited(place / "exports", place / "fresh"), place / "fresh")
    return differences(expected, known(done, place / "grown"))


def _again(world: World, chance: random.Random, place: Path) -> list[str]:
    exports = written(stepwise.apart(world, chance), place / "exports")
    first = known(audited(exports, place / "home"), place / "home")
    again = audited(exports, place / "home")
    read = [file for file in again.summary["files"] if file["rows_loaded"] or file["rows_updated"]]
    return differences(first, known(again, place / "home")) + [f"read again: {file}" for file in read]


def _later(world: World, chance: random.Random, place: Path) -> list[str]:
    days = [AS_OF, LATER]
    chance.shuffle(days)
    exports = written(stepwise.apart(world, chance), place / "exports")
    for day in days:
        done = audited(exports, place / "old", day)
    expected = known(audited(exports, place / "fresh", days[-1]), place / "fresh")
    return differences(expected, known(done, place / "old"))


WAYS: dict[str, Callable[[World, random.Random, Path], list[str]]] = {
    "files of their own, one after the other": _apart,
    "one export that grows": _growing,
    "nothing new": _again,
    "the same rows on another day": _later,
}


def faults(way: str, seed: int, place: Path) -> list[str]:
    """What is not as after an audit of everything at once, in the world of this seed."""
    place.mkdir()
    found = WAYS[way](stepwise.world(seed, place / "world"), random.Random(seed), place)
    shutil.rmtree(place)
    return [f"seed {seed}: {one}" for one in found]


def run(rounds: int, place: Path) -> list[Outcome]:
    """Each round has the way that is next in turn, and a world of its own."""
    return [
        Outcome(f"in steps: {way}", len(seeds), 0, _all(way, seeds, place))
        for number, way in enumerate(WAYS)
        if (seeds := range(100 + number, 100 + rounds, len(WAYS)))
    ]


def _all(way: str, seeds: Sequence[int], place: Path) -> tuple[str, ...]:
    return tuple(one for seed in seeds for one in faults(way, seed, place / f"{seed}"))


TRIAL = Trial("exports in steps", short=1, long=200, run=run)
