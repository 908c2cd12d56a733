"""kill -9 at random moments of every step; then the same command again ends as if nothing had been.

What "as if nothing had been" means: a killed ingest may have left whole files in the store, whose rows the next run calls
known. So the next run is held against one without a kill over a store into which the same files were read before.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.torture import running, state, world
from tests.torture.trial import Outcome, Trial

STEPS = ("ingest", "scan", "heuristics", "eligibility", "cases", "publish")
# So many runs of one store are killed one after the other before one may end.
IN_A_ROW = 3


@dataclass
class Bench:
    """The exports, undisturbed runs by what the store held before them, and how long each step took."""

    place: Path
    exports: Path
    seconds: dict[str, float] = field(default_factory=dict)
    known: dict[tuple[str, ...], tuple[dict[str, bytes], dict[str, list[str]]]] = field(default_factory=dict)

    def undisturbed(self, before: Sequence[str]) -> tuple[dict[str, bytes], dict[str, list[str]]]:
        """Outputs and rows of a run without a kill, over a store that holds these files already."""
        key = tuple(sorted(before))
        if key not in self.known:
            home = self.place / f"calm-{len(self.known)}"
            home.mkdir()
            if key:
                files = [str(self.exports / name) for name in before]
                _must(running.run(["ingest", *files, "--db", str(home / "store.duckdb"), "--no-progress"]), 0, 3)
            _must(running.run(running.words(self.exports, home / "store.duckdb", home / "out")))
            self.known[key] = (state.outputs(home / "out"), state.rows(home / "store.duckdb"))
        return self.known[key]


def _must(ended: running.Ended, *allowed: int) -> None:
    if fault := ended.fault(*(allowed or (0,))):
        raise AssertionError(f"a run that nobody disturbed: {fault}")


def run(rounds: int, place: Path) -> list[Outcome]:
    """Each round kills one run in a step that is next in turn, at a random moment of it; every third is made good."""
    bench, chance = Bench(place, world.write(place / "exports")), random.Random(6)
    bench.seconds = _timed(bench)
    faults: dict[str, list[str]] = {step: [] for step in STEPS}
    struck = dict.fromkeys(STEPS, 0)
    for number in range(rounds):
        step, home = STEPS[number % len(STEPS)], place / f"killed-{number // IN_A_ROW}"
        home.mkdir(exist_ok=True)
        struck[step] += _killed(bench, home, step, chance.random())
        if number % IN_A_ROW == IN_A_ROW - 1 or number == rounds - 1:
            found = _again(bench, home)
            faults[step] += [f"round {number}: {one}" for one in found]
            shutil.rmtree(home)
    tried = {step: len(range(STEPS.index(step), rounds, len(STEPS))) for step in STEPS}
    return [
        Outcome(f"kill -9 in {step}", tried[step], struck[step], tuple(faults[step])) for step in STEPS if tried[step]
    ]


def _timed(bench: Bench) -> dict[str, float]:
    """Seconds of each step in a run that nobody kills."""
    home = bench.place / "timed"
    home.mkdir()
    _, stamps = _stepped(bench, home, "", 0.0)
    names = list(stamps)
    return {
        name: stamps.get(after, stamps[name]) - stamps[name]
        for name, after in zip(names, [*names[1:], ""], strict=True)
    }


def _killed(bench: Bench, home: Path, step: str, share: float) -> bool:
    status, _ = _stepped(bench, home, step, share * bench.seconds[step])
    return status < 0


def _stepped(bench: Bench, home: Path, step: str, seconds: float) -> tuple[int, dict[str, float]]:
    """Run an audit and kill it so many seconds after `step` has begun ("" = never)."""
    reader, writer = os.pipe()
    process = running.begin(
        running.words(bench.exports, home / "store.duckdb", home / "out"),
        module="tests.torture.stepping",
        pass_fds=[writer],
        env=running.environment() | {"STEPS_TO": str(writer)},
    )
    os.close(writer)
    stamps: dict[str, float] = {}
    with os.fdopen(reader) as told:
        for line in told:
            stamps.setdefault(line.strip(), time.monotonic())
            if line.strip() == step:
                time.sleep(seconds)
                process.kill()
                break
    stamps["end"] = time.monotonic() if running.end(process).status >= 0 else 0.0
    return process.returncode, stamps


def _again(bench: Bench, home: Path) -> list[str]:
    """Run the killed audit again; what differs from an undisturbed one."""
    store, out = home / "store.duckdb", home / "out"
    before, is_done = _loaded(store)
    ended = running.run(running.words(bench.exports, store, out))
    if fault := ended.fault(0):
        return [fault]
    outputs, rows = bench.undisturbed(before)
    found = [f"left behind: {name}" for name in state.leftovers(home)]
    if is_done:
        # The kill came after the end of the work: the second of two whole runs, which says so.
        return found
    found += state.differences(outputs, state.outputs(out))
    mine = state.rows(store)
    return found + [f"rows of {name}" for name in rows if mine.get(name) != rows[name]]


def _loaded(store: Path) -> tuple[list[str], bool]:
    """Files that the killed run left in the store whole, in their order, and whether it had kept the run as well."""
    if not store.exists():
        return [], False
    with duckdb.connect(str(store)) as connection:
        if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'ledger'").fetchall():
            return [], False
        paths = connection.execute("SELECT path FROM ledger ORDER BY file_no").fetchall()
        runs = connection.execute("SELECT count(*) FROM runs").fetchall()[0][0]
    return [Path(path).name for (path,) in paths], bool(runs)


TRIAL = Trial("kill -9 at random moments, then again", short=6, long=300, run=run)
