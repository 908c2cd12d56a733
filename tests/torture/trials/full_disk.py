"""A disk that is full at one of many sizes, and a largest file size as by `ulimit -f`.

Each run goes over a store that holds an earlier run: it ends with 0, or with 4, one clear line, and the store and outputs as before.
"""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.torture import places, running, state, world
from tests.torture.trial import Outcome, Trial

SMALLEST = 64 << 10
LATER = "message_id,client_id,freelancer_id,thread_id,sender,sent_at,body\n" + "".join(
    f"n{number},anna,me,t1,client,2024-03-05T09:00:00Z,Note {number} on the proofs.\n" for number in range(3000)
)


@dataclass(frozen=True, slots=True)
class Before:
    """A home with the store and the outputs of an earlier run, and files that came later."""

    home: Path
    later: Path
    full_bytes: int


def prepare(place: Path) -> Before:
    """Run an audit that nothing disturbs, and say how much room the next one takes at most."""
    home, later = place / "before", place / "later"
    exports = world.write(place / "exports")
    home.mkdir()
    fault = running.run(running.words(exports, home / "store.duckdb", home / "out")).fault(0)
    assert not fault, fault
    later.mkdir()
    (later / "later.csv").write_text(LATER, encoding="utf-8")
    # Where the log and a second version of every table and output find room, so does the whole run.
    return Before(home, later, 2 * sum(path.stat().st_size for path in home.rglob("*") if path.is_file()))


def judge(before: Before, home: Path, ended: running.Ended) -> list[str]:
    """What is wrong after a run that had no room, or whose disk failed, in a copy of the home before."""
    found = [fault] if (fault := ended.fault(0, 4)) else []
    if ended.status != 4:
        return found
    if state.rows(home / "store.duckdb") != state.rows(before.home / "store.duckdb"):
        # Whole files more are allowed: what they hold is there, and nothing that was there is gone.
        found += _beyond_whole_files(before, home)
    found += state.differences(state.outputs(before.home / "out"), state.outputs(home / "out"))
    return found + [f"left behind: {name}" for name in state.leftovers(home)]


def _beyond_whole_files(before: Before, home: Path) -> list[str]:
    old, new = state.rows(before.home / "store.duckdb"), state.rows(home / "store.duckdb")
    grown = {name for name in old if new.get(name) != old[name]}
    gone = [f"rows of {name} are gone" for name in grown & {"contracts", "payments", "findings", "reviews"}]
    return gone + (
        [] if len(new["messages"]) in (len(old["messages"]), len(old["messages"]) + 3000) else ["half a file"]
    )


def _limited(size_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, size_bytes))


def _on_small_disk(before: Before, place: Path, size_bytes: int) -> tuple[int, list[str]]:
    held = sum(-(-path.stat().st_size // 4096) * 4096 for path in before.home.rglob("*") if path.is_file())
    with places.small_disk(place, held + size_bytes) as disk:
        home = shutil.copytree(before.home, disk / "home")
        ended = running.run(running.words(before.later, home / "store.duckdb", home / "out"))
        return ended.status, judge(before, home, ended)


def _below_limit(before: Before, place: Path, size_bytes: int) -> tuple[int, list[str]]:
    home = shutil.copytree(before.home, place)
    words = running.words(before.later, home / "store.duckdb", home / "out")
    ended = running.run(words, preexec=partial(_limited, size_bytes))
    found = judge(before, home, ended)
    shutil.rmtree(home)
    return ended.status, found


def run(rounds: int, place: Path) -> list[Outcome]:
    """Half of the rounds each way, at sizes spread evenly from next to nothing to what a whole run takes."""
    before = prepare(place)
    ways = {"a file no larger than (ulimit -f)": _below_limit}
    if places.may_mount():
        ways["a disk with no more left than"] = _on_small_disk
    return [_tried(before, place, what, way, rounds // len(ways)) for what, way in ways.items()]


def _tried(
    before: Before, place: Path, what: str, way: Callable[[Before, Path, int], tuple[int, list[str]]], rounds: int
) -> Outcome:
    sizes = [SMALLEST + before.full_bytes * number // max(1, rounds - 1) for number in range(rounds)]
    faults, struck = [], 0
    for number, size in enumerate(sizes):
        status, found = way(before, place / f"{way.__name__}-{number}", size)
        struck += status == 4
        faults += [f"{size} bytes: {one}" for one in found]
    return Outcome(f"{what} … ({rounds} sizes)", rounds, struck, tuple(faults))


TRIAL = Trial("no room", short=2, long=128, run=run)
