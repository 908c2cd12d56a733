"""One process beside this one: it takes work by a pipe, does it, and answers by another.

The machinery of multiprocessing does as much, and takes two tenths of a small audit to load on both sides.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

_BEGIN = "import sys; sys.path[:] = {path!r}; from auditor.hand import serve; serve()"
_SIZE_BYTES = 8
# What a process is begun with, beside the switches of this one that change how Python reads a program.
_SWITCHES = {"dont_write_bytecode": "-B", "ignore_environment": "-E", "no_user_site": "-s", "isolated": "-I"}


class GoneError(Exception):
    """The process has ended before it answered."""


class Hand:
    """A process that does what it is told, one thing after the other. Raises OSError where none may be begun."""

    def __init__(self) -> None:
        switches = [switch for name, switch in _SWITCHES.items() if getattr(sys.flags, name)]
        with _interrupts_held():
            self._process = subprocess.Popen(
                [sys.executable, *switches, "-c", _BEGIN.format(path=sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # It has one core for itself: frames of several threads would wait for each other.
                env={**os.environ, "POLARS_MAX_THREADS": "1"},
            )

    def do(self, work: Callable[..., Any], *given: object) -> tuple[bool, Any]:
        """Whether the work was done, and what it gave, or else raised. Raises GoneError when the process is gone."""
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            asked = pickle.dumps((work, given), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            return False, error
        try:
            _send(self._process.stdin, asked)
            answer = _received(self._process.stdout)
        except (EOFError, OSError) as error:
            raise GoneError(f"process {self.number} is gone") from error
        told: tuple[bool, Any] = pickle.loads(answer)
        return told

    def end(self) -> None:
        """End the process, whatever it does: it holds nothing that is still wanted."""
        self._process.kill()
        self._process.wait()

    @property
    def number(self) -> int:
        """Its number among the processes of the system."""
        return self._process.pid


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


def serve() -> None:
    """What such a process does: it ends with the one that began it."""
    # Ctrl-C reaches every process of a terminal; the first process decides, and the others end with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the first process: what is loaded here stays, and looking through it for cycles finds none.
    gc.set_threshold(200_000, 50, 100)
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What is printed by mistake must not pass for an answer.
    os.dup2(2, 1)
    work: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(asked, work), daemon=True).start()
    while True:
        _send(answers, _answer(work.get()))


def _listen(asked: BinaryIO, work: SimpleQueue[bytes]) -> None:
    try:
        while True:
            work.put(_received(asked))
    except (EOFError, OSError):
        # Whoever asked is gone, and nobody takes what is still being done.
        os._exit(1)


def _answer(asked: bytes) -> bytes:
    try:
        work, given = pickle.loads(asked)
        return pickle.dumps((True, work(*given)), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # noqa: BLE001 -- the first process decides what becomes of it
        return pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)


def _send(target: Any, content: bytes) -> None:
    target.write(len(content).to_bytes(_SIZE_BYTES, "little"))
    target.write(content)
    target.flush()


def _received(source: Any) -> bytes:
    size = int.from_bytes(_exactly(source, _SIZE_BYTES), "little")
    return _exactly(source, size)


def _exactly(source: Any, size: int) -> bytes:
    content: bytes = source.read(size)
    if len(content) < size:
        raise EOFError
    return content
