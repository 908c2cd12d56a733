"""Flipped bits and cut ends of the store and of its log: told in one line, or without effect; never a wrong answer.

An answer counts as right when it is the one of the whole store. Bytes that no table uses may change unnoticed.
"""

from __future__ import annotations

import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from tests.support.running import Ended, auditor
from tests.torture import running, state, world
from tests.torture.trial import Outcome, Trial

HEADER_BYTES = 3 * 4096


def run(rounds: int, place: Path) -> list[Outcome]:
    """Three of four rounds flip a bit, one in four of them in the headers; every fourth cuts the file short."""
    exports, whole = world.write(place / "exports"), place / "whole.duckdb"
    fault = running.run(running.words(exports, whole, place / "out")).fault(0)
    assert not fault, fault
    calm = _answers(shutil.copy(whole, place / "calm.duckdb"), place / "calm")
    chance = random.Random(8)
    faults: dict[str, list[str]] = {"a flipped bit of the store": [], "a store cut short": []}
    tried, struck = dict.fromkeys(faults, 0), dict.fromkeys(faults, 0)
    pool = _pool()
    for number in range(rounds):
        content, what = _damage(whole.read_bytes(), number, chance)
        answers = _answered(pool, content, place / f"round-{number}")
        pool = pool if answers else _pool()
        tried[what] += 1
        struck[what] += any(one.status == 4 for one in answers)
        faults[what] += [f"round {number}: {one}" for one in _faults(answers, calm)]
    pool.shutdown()
    return [Outcome(what, tried[what], struck[what], tuple(faults[what])) for what in faults if tried[what]]


def _damage(content: bytes, number: int, chance: random.Random) -> tuple[bytes, str]:
    if number % 4 == 3:
        return content[: chance.randrange(len(content))], "a store cut short"
    damaged = bytearray(content)
    place = chance.randrange(HEADER_BYTES if number % 4 == 2 else len(damaged))
    damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged), "a flipped bit of the store"


def _pool() -> ProcessPoolExecutor:
    # A process of its own: damage must not end the interpreter either.
    return ProcessPoolExecutor(1, get_context("spawn"))


def _answered(pool: ProcessPoolExecutor, content: bytes, home: Path) -> list[Ended]:
    """What is answered over a store of these bytes; nothing when the process died of it."""
    home.mkdir()
    store = home / "store.duckdb"
    store.write_bytes(content)
    try:
        return pool.submit(_answers, store, home).result(timeout=running.PATIENCE_SECONDS)
    except BrokenProcessPool:
        return []
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _faults(answers: list[Ended], calm: list[Ended]) -> list[str]:
    found = [] if answers else ["the process died"]
    for answer, right in zip(answers, calm, strict=False):
        if answer.status == right.status:
            found += [f"another answer: {answer.out[:200]!r}"] if answer.out != right.out else []
        elif fault := running.Ended(answer.status, answer.out, answer.err).fault(4):
            found.append(fault)
    return found


def _answers(store: Path | str, home: Path) -> list[Ended]:
    """What is asked of a store: the dates, the findings, and an audit of all that it holds."""
    asked = [
        ["eligibility", "--db", str(store), "--as-of", world.AS_OF, "--format", "json"],
        ["findings", "--db", str(store), "--format", "jsonl"],
        running.words(None, Path(store), home / "out"),
    ]
    answers = [_asked(words) for words in asked]
    # What the audit says goes into its files.
    written = state.outputs(home / "out")
    audited = answers[-1]
    answers[-1] = Ended(audited.status, "" if audited.status == 4 else repr(written), audited.err)
    return answers


def _asked(words: list[str]) -> Ended:
    try:
        return auditor(*words)
    except BaseException as error:  # noqa: BLE001 -- whatever comes out of the command is what is looked for here
        return Ended(
            -1,
            "",
            f"Traceback\n{type(error).__name__}: {error}".splitlines()[0]
            + f": {type(error).__name__}: {str(error)[:300]!r}",
        )


TRIAL = Trial("damage to the store", short=4, long=1000, run=run)
