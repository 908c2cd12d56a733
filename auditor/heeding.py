"""Interrupts where the program waits for an answer: libraries that bring threads ask the system to go on reading after one."""

from __future__ import annotations

import signal
import threading


def heed_interrupts() -> None:
    """Let Ctrl-C and SIGTERM end a read that waits for a person. To be called before each, by the main thread or by none.

    Polars takes SIGINT with its first query and restarts what the signal broke off: the read would wait for Enter.
    """
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.siginterrupt(one, True)
