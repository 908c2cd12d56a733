"""Ctrl-C and SIGTERM end a session in a terminal at once, wherever it asks, and what was decided before is kept."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.review_world import ask, audited_once, place

__all__ = ["audited_once", "place"]
LONGEST = 40
CHOICE, NOTE = b"[q]uit > ", b"(may be empty): "


def read_until(side: int, wanted: bytes | None) -> bytes:
    """What the terminal shows up to `wanted`, or to the end of the process."""
    shown, end = b"", time.monotonic() + LONGEST
    while wanted is None or wanted not in shown:
        assert time.monotonic() < end, shown
        if not select.select([side], [], [], 0.2)[0]:
            continue
        try:
            part = os.read(side, 65_536)
        except OSError:
            part = b""  # the other side is closed
        if not part:
            break
        shown += part
    return shown


def ended(process: int) -> int:
    """The exit status of the process; one that goes on waiting is killed."""
    end = time.monotonic() + LONGEST / 4
    while not (known := os.waitpid(process, os.WNOHANG))[0] and time.monotonic() < end:
        time.sleep(0.05)
    if not known[0]:
        os.kill(process, signal.SIGKILL)
        known = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(known[1])


def ctrl_c(side: int, process: int) -> None:
    os.write(side, b"\x03")


def terminate(side: int, process: int) -> None:
    os.kill(process, signal.SIGTERM)


@pytest.mark.parametrize("stop", [ctrl_c, terminate])
@pytest.mark.parametrize("decided", [0, 1])
@pytest.mark.parametrize("at", [CHOICE, NOTE], ids=["at the choice", "at the note"])
def test_an_interrupt_ends_the_session(place: Path, stop: Callable[[int, int], None], decided: int, at: bytes) -> None:
    process, side = pty.fork()
    if process == 0:
        os.execv(sys.executable, [sys.executable, "-m", "auditor", "review", "--db", str(place / "store.duckdb")])
    try:
        read_until(side, CHOICE)
        for _ in range(decided):
            os.write(side, b"d\n")
            read_until(side, NOTE)
            os.write(side, b"ours\n")
            read_until(side, CHOICE)
        if at == NOTE:
            os.write(side, b"c\n")
            read_until(side, NOTE)
        time.sleep(0.2)
        stop(side, process)
        said = read_until(side, None).decode()
    finally:
        status = ended(process)
        os.close(side)
    assert status == 130, said
    count = "1 decision" if decided else "0 decisions"
    assert f"auditor: interrupted -> {count} made before, kept in the store" in said and "Traceback" not in said
    kept = [line for line in ask(place, "review", "--export", "-").out.splitlines() if line]
    assert len(kept) == decided
