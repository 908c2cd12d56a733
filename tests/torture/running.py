"""Runs the real command in a process of its own, and may be told how far it got."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.world import AS_OF

TOP = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit status (negative: the signal that killed it), standard output and standard error."""

    status: int
    out: str
    err: str

    def fault(self, *allowed: int) -> str:
        """What is wrong with this ending, "" for nothing: only these statuses, never a traceback, errors in one line."""
        if "Traceback" in self.err:
            return f"a traceback: {self.err.strip().splitlines()[-1]}"
        if self.status not in allowed:
            return f"status {self.status}, wanted {allowed}: {self.err.strip()[-200:]}"
        lines = [line for line in self.err.splitlines() if line.startswith("auditor: ")]
        if self.status == 4 and (len(lines) != 1 or " -> " not in lines[0]):
            return f"not one clear line: {self.err.strip()[-300:]}"
        return ""


def words(exports: Path | None, store: Path, out: Path) -> list[str]:
    """The words of an audit of these exports (None: of the store as it stands)."""
    named = [str(exports)] if exports else []
    asked = ["--as-of", AS_OF, "--no-progress", "--quiet", "--max-quarantine", "1"]
    return ["audit", *named, "--db", str(store), "--out", str(out), *asked]


def begin(
    arguments: Sequence[str], before: Sequence[str] = (), module: str = "auditor", **options: Any
) -> subprocess.Popen[str]:
    """Start the command; `before` stands in front of it (strace and its options)."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **{"env": environment(), **options},
    )


def environment() -> dict[str, str]:
    """This checkout first, whatever is installed; no settings of the user."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDITOR")}
    return kept | {"PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1"}


def end(process: subprocess.Popen[str]) -> Ended:
    """Wait for its end."""
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    return Ended(process.returncode, out, err)


def run(
    arguments: Sequence[str], before: Sequence[str] = (), preexec: Callable[[], None] | None = None, **options: Any
) -> Ended:
    """Start the command and wait for its end; `preexec` runs in the new process first (limits)."""
    return end(begin(arguments, before, preexec_fn=preexec, **options))
