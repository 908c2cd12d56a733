"""Measure dates, fees and what every other version says for a million relationships at once.

    python -m tests.bench.eligibility [--relationships N] [--runs N] [--folder FOLDER]

One process writes the store, another one is measured: the shapes that dates rest on, sql/eligibility/, and every row read
out. The seconds are those of the wall and, beside them, of the processors: on a busy machine only the latter say
something. Ends with 1 when a bound is exceeded.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from auditor import policies
from auditor.auditing import eligibility, shapes
from auditor.deciding import Book, decide
from auditor.engines.duckdb import Engine
from tests.bench.run import TOP

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 6, 30)
MAX_SECONDS, MAX_BYTES = 20.0, 3_000_000_000
BATCH, JUDGED = 100_000, 20_000


def write(store: Path, relationships: int) -> None:
    """A fresh store of that many relationships."""
    store.unlink(missing_ok=True)
    script = (HERE / "eligibility.sql").read_text(encoding="utf-8").replace("$relationships", str(relationships))
    with Engine.open(store) as engine:
        for statement in script.split(";"):
            if statement.strip():
                engine.execute(statement)


def measured(store: Path) -> dict[str, float]:
    """Wall and processor seconds, peak memory and rows of one run in this process; then verdicts of JUDGED of them."""
    policy = policies.find("upwork-guide", AS_OF)
    begun, used = time.perf_counter(), _processors()
    with Engine.open(store, read_only=True) as engine:
        shapes.make_shapes(engine, AS_OF, policy, only=eligibility.shapes_read())
        eligibility.make_standing(engine, AS_OF, policy)
        rows = others = 0
        for batch in engine.batches("SELECT * FROM standing", BATCH):
            rows += batch.height
            others += int(batch["others"].list.len().sum())
        figures = {
            "seconds": time.perf_counter() - begun,
            "processors": _processors() - used,
            "rows": rows,
            "others": others,
        }
        figures["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        sample = engine.frame(f"SELECT * FROM standing LIMIT {JUDGED}")
    used = _processors()
    judged = decide(sample, [], {}, Book(policies.readings(policy, AS_OF)), AS_OF)
    return {**figures, "judged": len(judged), "judging": _processors() - used}


def _processors() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--relationships", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=TOP / "reports" / "bench")
    parser.add_argument("--measured", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measured:
        print(json.dumps(measured(chosen.measured)))
        return 0
    chosen.folder.mkdir(parents=True, exist_ok=True)
    store = chosen.folder.resolve() / "relationships.duckdb"
    write(store, chosen.relationships)
    command = [sys.executable, "-m", "tests.bench.eligibility", "--measured", str(store)]
    runs = [
        json.loads(subprocess.run(command, cwd=TOP, check=True, capture_output=True).stdout) for _ in range(chosen.runs)
    ]
    return report(runs)


def report(runs: list[dict[str, float]]) -> int:
    """Print medians beside their bounds; return 1 if one is exceeded."""
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    load = os.getloadavg()[0]
    print(
        f"eligibility of {middle['rows']:,.0f} relationships with {middle['others']:,.0f} alternatives: {middle['seconds']:.1f} s "
        f"(bound {MAX_SECONDS:g} s; {middle['processors']:.1f} s of processors, load {load:.1f} on {os.cpu_count()} cores), "
        f"{middle['peak'] / 1e6:,.0f} MB (bound {MAX_BYTES / 1e6:,.0f} MB)"
    )
    print(f"verdicts and sentences of {middle['judged']:,.0f} of them: {middle['judging']:.2f} s of processors")
    held = middle["seconds"] <= MAX_SECONDS and middle["peak"] <= MAX_BYTES
    print("" if held else "a bound is exceeded")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
