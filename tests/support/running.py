"""Run the command line inside the test process: the same way in as a user's, without the start of a new Python."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Audited:
    """One audit: how it ended, its findings, its eligibility rows, its summary (empty when nothing was written)."""

    ended: Ended
    findings: tuple[dict[str, Any], ...]
    eligibility: tuple[dict[str, Any], ...]
    summary: dict[str, Any]


def auditor(*arguments: str | Path) -> Ended:
    """Run `auditor` with these arguments and return how it ended.

    No process is begun beside this one: each would load the program and make the lexicons ready anew. Tests that start the
    command as a user does have them.
    """
    from auditor.cli import main

    out, err = io.StringIO(), io.StringIO()
    words = mock.patch.object(sys, "argv", ["auditor", *map(str, arguments)])
    alone = mock.patch("auditor.cli.cores", return_value=1)
    with _unchanged(), words, alone, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as ending:
            return Ended(int(ending.code or 0), out.getvalue(), err.getvalue())
    return Ended(0, out.getvalue(), err.getvalue())


def audit(inputs: Path, work: Path, as_of: str, *options: str) -> Audited:
    """Audit `inputs` with a store and outputs under `work` and read the outputs back."""
    out = work / "out"
    ended = auditor(
        "audit", inputs, "--out", out, "--db", work / "store.duckdb", "--as-of", as_of, "--no-progress", *options
    )
    if not (out / "summary.json").exists():
        return Audited(ended, (), (), {})
    # Not splitlines: it also cuts at marks that may stand inside a JSON text.
    lines = [line for line in (out / "findings.jsonl").read_text(encoding="utf-8").split("\n") if line]
    eligibility = json.loads((out / "eligibility.json").read_text(encoding="utf-8"))
    rows = eligibility if isinstance(eligibility, list) else eligibility["rows"]
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return Audited(ended, tuple(json.loads(line) for line in lines), tuple(rows), summary)


@contextlib.contextmanager
def _unchanged() -> Iterator[None]:
    # The command sets the umask, the handler of SIGTERM and a pipe for signals for its whole process; a test leaves all as
    # they were. A pipe for each of some thousand runs would be more files than a process may open.
    mask = os.umask(0o077)
    handler = signal.getsignal(signal.SIGTERM)
    pipe = signal.set_wakeup_fd(-1)
    try:
        yield
    finally:
        own = signal.set_wakeup_fd(pipe)
        if own != -1:
            os.close(own)
        signal.signal(signal.SIGTERM, handler)
        os.umask(mask)
