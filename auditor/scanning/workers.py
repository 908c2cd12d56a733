"""Reads texts that passed the gate, in this process or, when there are many, in one process per core."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait

from auditor.model.detections import Scope
from auditor.scanning.finding import Found, find_in

# A process needs about a second to begin, in which one core reads some three thousand texts.
WORTH_A_POOL = 8_000
TEXTS_A_TASK = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """One text and what the gate lets read it: detectors by name (None: all), phrases, the other readings."""

    text: str
    names: frozenset[str] | None = None
    phrases: bool = True
    other_readings: bool = True


Finder = Callable[[Sequence[Asked], Scope], list[list[Found]]]


def find_here(asked: Sequence[Asked], scope: Scope) -> list[list[Found]]:
    """What stands in each text, in the order asked."""
    return [find_in(one.text, scope, one.names, one.phrases, one.other_readings) for one in asked]


@contextmanager
def finder(worth: int = WORTH_A_POOL, processes: int | None = None) -> Iterator[Finder]:
    """A finder that begins a pool of processes once it is asked for `worth` texts at a time; the result is the same."""
    pools: list[ProcessPoolExecutor] = []
    cores = processes or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    def find(asked: Sequence[Asked], scope: Scope) -> list[list[Found]]:
        if cores < 2 or len(asked) < worth:
            return find_here(asked, scope)
        if not pools:
            context = multiprocessing.get_context("spawn")
            pools.append(ProcessPoolExecutor(cores, context, initializer=_begin))
        parts = [asked[at : at + TEXTS_A_TASK] for at in range(0, len(asked), TEXTS_A_TASK)]
        return [found for part in pools[0].map(partial(find_here, scope=scope), parts) for found in part]

    try:
        yield find
    finally:
        for pool in pools:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    # Ctrl-C reaches every process of a terminal; the first process decides, and the others end with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
