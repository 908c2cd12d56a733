"""Breaks files by the thousand: python -m tests.fuzzing [--csv N] [--json N] [--archives N] [--first SEED].

Prints a line for each kind, each fault below it, and ends with 1 when there was one.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzzing.trying import KINDS, faults

MANY = {"csv": 2_000, "json": 1_000, "archives": 300}


def main() -> int:
    """Try what is asked for."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzzing")
    asked.add_argument("--first", type=int, default=0, help="the first seed")
    for kind in KINDS:
        asked.add_argument(f"--{kind}", type=int, default=MANY[kind], help="so many files")
    options = asked.parse_args()
    total = 0
    for kind in KINDS:
        began, count = time.process_time(), getattr(options, kind)
        found = faults(kind, options.first, count)
        print(
            f"{kind}: {count} files, {len(found)} faults, {time.process_time() - began:.0f} s of the processor",
            flush=True,
        )
        print("".join(f"  {fault}\n" for fault in found), end="", flush=True)
        total += len(found)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
