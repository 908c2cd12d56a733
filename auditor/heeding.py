"""Interrupts where the program waits for an answer, and where they come too late.

Libraries that bring threads ask the system to go on reading after one.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


def heed_interrupts() -> None:
    """Let Ctrl-C and SIGTERM end a read that waits for a person. To be called before each, by the main thread or by none.

    Polars takes SIGINT with its first query and restarts what the signal broke off: the read would wait for Enter.
    """
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.siginterrupt(one, True)


@contextmanager
def interrupts_dropped() -> Iterator[None]:
    """No Ctrl-C and no SIGTERM in here: the renames take milliseconds, and half of them would mix two runs.

    Blocking the signals in this thread would not do: the threads of the engine would take them and pass them on.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, _drop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)


def _drop(signum: int, frame: FrameType | None) -> None:
    """The signal came when the audit was done already."""
