"""Processes beside this one, for work on plain values: begun once, kept warm, ended with this one.

Everything that is given to a crew is done here when there is no crew, with the same result.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

Part = TypeVar("Part")
Done = TypeVar("Done")


def cores() -> int:
    """How many processes may run at once: what the machine has, less what this process was denied."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Up to `most` processes, `size` of which there are; with 0 there are none, and work is done here."""

    def __init__(self, most: int = 0) -> None:
        self.most = most
        self.size = 0
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self, processes: int, warm: Iterable[Callable[[], None]]) -> None:
        """Start so many processes (never more than `most`), each of which runs `warm` first; returns at once."""
        processes = min(processes, self.most)
        if processes < 1 or self._pool is not None:
            return
        # Imported here: starting the command line must not wait for it.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        self.size = processes
        self._others = set(multiprocessing.active_children())
        self._pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), initializer=_begin)
        first = list(warm)
        for _ in range(processes):
            self._submit(_run_all, first)

    def map(self, work: Callable[[Part], Done], parts: Sequence[Part]) -> list[Done]:
        """The work on every part, in the order of the parts."""
        promised = [self._submit(work, part) for part in parts]
        return [_taken(one, work, part) for one, part in zip(promised, parts, strict=True)]

    def later(self, work: Callable[[], Done]) -> Callable[[], Done]:
        """Begin the work beside this process; what is returned waits for the result, however often it is called.

        Without a crew the work is done when the result is asked for the first time.
        """
        promised = self._submit(work)
        return cache(lambda: _taken(promised, work))

    def ready(self, warm: Callable[[], None]) -> None:
        """Let one process load what it will need, when it has done what it was given; without a crew nothing is loaded."""
        self._submit(warm)

    def close(self) -> None:
        """End all processes; work that nobody has taken yet is dropped."""
        pool, self._pool, self.size = self._pool, None, 0
        if pool is None:
            return
        import multiprocessing

        # They hold nothing that is still wanted, and their own way out takes them longer than a small audit's work.
        for process in set(multiprocessing.active_children()) - self._others:
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, work: Callable[..., Done], *given: object) -> Future[Done] | None:
        if self._pool is None:
            return None
        # A system may forbid more processes, and one that ran out of memory is gone: the work is done here then.
        with suppress(OSError, RuntimeError), _interrupts_held():
            return self._pool.submit(work, *given)
        return None


def _taken(promised: Future[Done] | None, work: Callable[..., Done], *given: object) -> Done:
    from concurrent.futures import BrokenExecutor, CancelledError

    if promised is not None:
        with suppress(BrokenExecutor, CancelledError):
            return promised.result()
    return work(*given)


def _run_all(steps: Sequence[Callable[[], None]]) -> None:
    for step in steps:
        step()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process that begins in here is deaf to Ctrl-C from its first moment, when it could only print a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    # Each process has one core for itself: frames of several threads would wait for each other.
    os.environ["POLARS_MAX_THREADS"] = "1"
    # Ctrl-C reaches every process of a terminal; the first process decides, and the others end with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


ALONE = Crew()
