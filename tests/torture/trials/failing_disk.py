"""EIO and ENOSPC out of write, fsync and rename, injected by strace at the n-th call: status 4, one line, store as before."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.torture import naming, running
from tests.torture.trial import Outcome, Trial
from tests.torture.trials.full_disk import Before, judge, prepare

ERRORS = ("EIO", "ENOSPC")
OUTPUTS = "write of outputs"
# The calls by which files are written, synced and given their names, and the highest number at which one fails; each thread
# counts its own.
CALLS = {"rename,renameat,renameat2": 11, "fsync,fdatasync": 24, "write": 12, "pwrite64": 4, OUTPUTS: 11}


def run(rounds: int, place: Path) -> list[Outcome]:
    """Each round makes one call fail once; every later call of the same kind fails too in every other round."""
    before, chance = prepare(place), random.Random(7)
    kinds = [(calls, error) for error in ERRORS for calls in CALLS]
    faults: dict[tuple[str, str], list[str]] = {kind: [] for kind in kinds}
    struck, tried = dict.fromkeys(kinds, 0), dict.fromkeys(kinds, 0)
    for number in range(rounds):
        kind = kinds[number % len(kinds)]
        when = f"{chance.randint(1, CALLS[kind[0]])}{'+' if number // len(kinds) % 2 else ''}"
        status, found = _failing(before, place / f"round-{number}", kind, when)
        tried[kind] += 1
        struck[kind] += status == 4
        faults[kind] += [f"call {when}: {one}" for one in found]
    return [
        Outcome(f"{error} on {calls}", tried[calls, error], struck[calls, error], tuple(faults[calls, error]))
        for calls, error in kinds
        if tried[calls, error]
    ]


def _failing(before: Before, home: Path, kind: tuple[str, str], when: str) -> tuple[int, list[str]]:
    shutil.copytree(before.home, home)
    what, error = kind
    calls = "write" if what == OUTPUTS else what
    strace = ["strace", "-f", "-qq", "-o", f"{home}.trace", "-e", f"trace={calls}"]
    named = [part for path in _paths(home, what) for part in ("-P", str(path))]
    inject = ["-e", f"inject={calls}:error={error}:when={when}"]
    words = running.words(before.later, home / "store.duckdb", home / "out")
    ended = running.run(words, [*strace, *named, *inject], module=naming.__name__)
    found = judge(before, home, ended)
    if not found:
        shutil.rmtree(home)
        Path(f"{home}.trace").unlink()
    return ended.status, found


def _paths(home: Path, what: str) -> list[Path]:
    """The files at which calls fail, none for all: what goes down a pipe is written too, and is no disk."""
    if what == OUTPUTS:
        return naming.temporaries(home / "out")
    return [home / "store.duckdb", home / "store.duckdb.wal"] if what == "write" else []


def _lacks() -> str:
    return "" if shutil.which("strace") else "strace is not installed"


TRIAL = Trial("a disk that fails", short=2, long=200, run=run, lacks=_lacks)
