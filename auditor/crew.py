"""Processes beside this one, for work on plain values: begun once, kept warm, ended with this one.

Everything that is given to a crew is done here when there is no crew, with the same result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future
    from queue import SimpleQueue
    from threading import Thread

    from auditor.hand import Hand

    Task = tuple[Future[Any], Callable[..., Any], tuple[object, ...]]

Part = TypeVar("Part")
Done = TypeVar("Done")


def run_named(module: str, name: str) -> None:
    """Run a function by its name, so that whoever asks for it need not import it."""
    getattr(import_module(module), name)()


def cores() -> int:
    """How many processes may run at once: what the machine has, less what this process was denied."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Up to `most` processes, `size` of which there are; with 0 there are none, and work is done here."""

    def __init__(self, most: int = 0) -> None:
        self.most = most
        self._hands: dict[Hand, Thread] = {}
        self._tasks: SimpleQueue[Task | None] | None = None

    @property
    def size(self) -> int:
        return len(self._hands)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self, processes: int, warm: Iterable[Callable[[], None]]) -> None:
        """Have so many processes (never more than `most`), each of which runs `warm` first; returns at once.

        Those that there are already stay as they are.
        """
        missing = min(processes, self.most) - self.size
        if missing < 1:
            return
        # Imported here: starting the command line must not wait for it.
        from queue import SimpleQueue
        from threading import Thread

        from auditor.hand import Hand

        self._tasks = tasks = self._tasks or SimpleQueue()
        first = list(warm)
        # A system may forbid more processes: the work is done here then.
        with suppress(OSError):
            for _ in range(missing):
                hand = Hand()
                self._hands[hand] = thread = Thread(target=self._lead, args=(hand, tasks, first), daemon=True)
                thread.start()

    def map(self, work: Callable[[Part], Done], parts: Sequence[Part]) -> list[Done]:
        """The work on every part, in the order of the parts."""
        return self.handed(work, parts)()

    def handed(self, work: Callable[[Part], Done], parts: Sequence[Part]) -> Callable[[], list[Done]]:
        """The same, begun; what is returned waits for it."""
        promised = [self._submit(work, part) for part in parts]
        return lambda: [_taken(one, work, part) for one, part in zip(promised, parts, strict=True)]

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
        if self._tasks is None:
            return
        _drop(self._tasks)
        hands = dict(self._hands)
        for hand in hands:
            self._tasks.put(None)
            hand.end()
        for thread in hands.values():
            thread.join()
        self._hands, self._tasks = {}, None

    def _submit(self, work: Callable[..., Done], *given: object) -> Future[Done] | None:
        if not self._hands or self._tasks is None:
            return None
        from concurrent.futures import Future

        promised: Future[Done] = Future()
        self._tasks.put((promised, work, given))
        if not self._hands:
            # The last of them went while it was given.
            _drop(self._tasks)
        return promised

    def _lead(self, hand: Hand, tasks: SimpleQueue[Task | None], first: Sequence[Callable[[], None]]) -> None:
        """Give one process its work, one thing after the other, until there is no more or it is gone."""
        from concurrent.futures import BrokenExecutor

        from auditor.hand import GoneError

        task: Task | None = None
        try:
            for step in first:
                hand.do(step)
            while (task := tasks.get()) is not None:
                promised, work, given = task
                is_done, answer = hand.do(work, *given)
                promised.set_result(answer) if is_done else promised.set_exception(answer)
        except GoneError as error:
            self._hands.pop(hand, None)
            if task is not None:
                task[0].set_exception(BrokenExecutor(str(error)))
            if not self._hands:
                _drop(tasks)


def _taken(promised: Future[Done] | None, work: Callable[..., Done], *given: object) -> Done:
    from concurrent.futures import BrokenExecutor, CancelledError

    if promised is not None:
        # A process that ran out of memory is gone: the work is done here then.
        with suppress(BrokenExecutor, CancelledError):
            return promised.result()
    return work(*given)


def _drop(tasks: SimpleQueue[Task | None]) -> None:
    while not tasks.empty():
        if (task := tasks.get()) is not None:
            task[0].cancel()


ALONE = Crew()
