"""Two audits of one store at the same moment, and a reader beside a writer: each is done or says in one line who is in the way."""

from __future__ import annotations

import json
import random
import shutil
import time
from pathlib import Path

from tests.torture import running, state, world
from tests.torture.trial import Outcome, Trial


def run(rounds: int, place: Path) -> list[Outcome]:
    """In each round two writers begin at nearly the same time, and a reader asks for the dates beside them."""
    exports, chance = world.write(place / "exports"), random.Random(9)
    calm = place / "calm"
    calm.mkdir()
    fault = running.run(running.words(exports, calm / "store.duckdb", calm / "out")).fault(0)
    assert not fault, fault
    writers, readers, refused = [], [], [0, 0]
    for number in range(rounds):
        home = shutil.copytree(calm, place / f"round-{number}") if number % 2 else place / f"round-{number}"
        home.mkdir(exist_ok=True)
        ended = _pair(exports, home, chance.random())
        refused[0] += sum(one.status == 4 for one in ended[:2])
        refused[1] += ended[2].status == 4
        writers += [f"round {number}: {one}" for one in _writers(ended[:2], home, calm, is_first=number % 2 == 0)]
        readers += [f"round {number}: {one}" for one in _reader(ended[2])]
        shutil.rmtree(home)
    return [
        Outcome("two audits of one store at once", rounds, refused[0], tuple(writers)),
        Outcome("a reader beside them", rounds, refused[1], tuple(readers)),
    ]


def _pair(exports: Path, home: Path, share: float) -> list[running.Ended]:
    store = home / "store.duckdb"
    begun = []
    for words in (
        running.words(exports, store, home / "out-a"),
        running.words(exports, store, home / "out-b"),
        ["eligibility", "--db", str(store), "--as-of", world.AS_OF, "--format", "json"],
    ):
        begun.append(running.begin(words))
        time.sleep(share)
    return [running.end(one) for one in begun]


def _writers(ended: list[running.Ended], home: Path, calm: Path, *, is_first: bool) -> list[str]:
    found = [fault for one in ended if (fault := one.fault(0, 4))]
    if not any(one.status == 0 for one in ended):
        found.append("neither was done")
    for one, name in zip(ended, ("out-a", "out-b"), strict=True):
        written = state.outputs(home / name)
        if one.status == 4 and written:
            found.append("a refused run wrote outputs")
        if one.status == 0 and not written:
            found.append("a run that was done wrote no outputs")
    if is_first and sum(one.status == 0 for one in ended) == 1:
        done = "out-a" if ended[0].status == 0 else "out-b"
        found += state.differences(state.outputs(calm / "out"), state.outputs(home / done))
        found += [] if state.rows(home / "store.duckdb") == state.rows(calm / "store.duckdb") else ["other rows"]
    return found


def _reader(ended: running.Ended) -> list[str]:
    if fault := ended.fault(0, 4):
        return [fault]
    if ended.status == 0:
        json.loads(ended.out)
    return []


TRIAL = Trial("runs at the same time", short=1, long=50, run=run)
