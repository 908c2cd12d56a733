"""Runs the trials in their long form and prints a table: python -m tests.torture [--short] [--rounds N] [NAME …].

Ends with 1 when anything went wrong; each fault is printed below the table.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from auditor import rooms
from tests.torture.trial import Trial


def main() -> int:
    """Run what is asked for."""
    asked = argparse.ArgumentParser(prog="python -m tests.torture")
    asked.add_argument("names", nargs="*", help="trials; all of them where none is named")
    asked.add_argument("--short", action="store_true", help="the short form, as in CI")
    asked.add_argument("--rounds", type=int, help="so many rounds of each")
    options = asked.parse_args()
    trials: dict[str, Trial] = rooms.discover("tests.torture.trials", "TRIAL")
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, DuckDB {duckdb.__version__}, {_machine()}\n"
    )
    print("| trial | tried | struck | faults | seconds |\n| --- | ---: | ---: | ---: | ---: |", flush=True)
    faults: list[str] = []
    for name in options.names or trials:
        trial = trials[name]
        if missing := trial.lacks():
            print(f"| {trial.title} | 0 | 0 | not tried: {missing} | |", flush=True)
            continue
        faults += _run(trial, options.rounds or (trial.short if options.short else trial.long))
    print("\n" + "\n".join(faults or ["nothing went wrong"]))
    return 1 if faults else 0


def _run(trial: Trial, rounds: int) -> list[str]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as place:
        outcomes = trial.run(rounds, Path(place))
    for one in outcomes:
        print(
            f"| {one.what} | {one.tried} | {one.struck} | {len(one.faults)} | {time.monotonic() - began:.0f} |",
            flush=True,
        )
    return [f"FAULT {one.what}: {fault}" for one in outcomes for fault in one.faults]


def _machine() -> str:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 30
    return f"{len(os.sched_getaffinity(0))} cores, {memory} GB"


if __name__ == "__main__":
    sys.exit(main())
