"""Measure all heuristics, shapes included, on stores of one and of ten million messages.

    python -m tests.bench.heuristics [--messages N,N] [--folder FOLDER] [--each]

A store is filled by SQL alone; each measurement is a process of its own. Ends with 1 when a bound is exceeded.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from auditor import policies, rooms, rules
from auditor.auditing.heuristics import parameters, run_heuristics, run_rule
from auditor.auditing.ruling import make
from auditor.auditing.shapes import in_order, make_shapes, read_shapes, shape_parameters
from auditor.engines.duckdb import Engine

TOP = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 6, 30)
PER_RELATIONSHIP = 50
MAX_SECONDS, MAX_BYTES, MAX_GROWTH = 12.0, 3_000_000_000, 1.15
LARGE = 10_000_000


def fill(path: Path, messages: int) -> None:
    """Make the store at `path` unless it is there; the same number gives the same rows."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    script = (TOP / "tests" / "bench" / "rules_world.sql").read_text(encoding="utf-8")
    draws = (rooms.sql_folder() / "simulate" / "01_draws.sql").read_text(encoding="utf-8")
    with Engine.open(path) as engine:
        engine.connection.execute("SET VARIABLE seed = 7")
        engine.connection.execute(draws.replace("OR REPLACE MACRO", "OR REPLACE TEMP MACRO"))
        engine.connection.execute(script.replace("$relationships", str(messages // PER_RELATIONSHIP)))


def measure(path: Path) -> dict[str, float]:
    """Seconds of shapes and of rules, findings made, and the peak memory of this process."""
    # As the command line does.
    gc.set_threshold(200_000, 50, 100)
    policy, began, worked = policies.find("upwork-guide"), time.perf_counter(), time.process_time()
    with Engine.open(path, read_only=True) as engine:
        make_shapes(engine, AS_OF, policy)
        shaped = time.perf_counter()
        run = run_heuristics(engine, rules.shipped(), {}, {}, policy.clauses, AS_OF, "bench")
        ended = time.perf_counter()
    assert run.failed == (), run.failed
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "processor": time.process_time() - worked, "seconds": ended - began, "shapes": shaped - began, "rules": ended - shaped, "findings": len(run.findings), "bytes": peak,
    }  # fmt: skip


def each(path: Path) -> None:
    """Print the processor seconds of every shape and every rule, the dearest first."""
    policy, taken = policies.find("upwork-guide"), []
    with Engine.open(path, read_only=True) as engine:
        make_shapes(engine, AS_OF, policy)
        for shape in in_order(read_shapes(rooms.sql_folder() / "views")):
            began = time.process_time()
            make(engine, shape.name, shape.sql, shape_parameters(AS_OF, policy), shape.kept)
            taken.append((time.process_time() - began, f"shape {shape.name}"))
        for rule in rules.shipped().values():
            began = time.process_time()
            rows = run_rule(engine, rule, parameters(rule, {}, AS_OF), 600).height
            taken.append((time.process_time() - began, f"rule {rule.rule_id} ({rows} rows)"))
    for seconds, name in sorted(taken, reverse=True):
        print(f"{seconds:8.2f} s  {name}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", default=f"1000000,{LARGE}")
    parser.add_argument("--folder", type=Path, default=TOP / "reports" / "bench" / "heuristics")
    parser.add_argument("--each", action="store_true", help="what every shape and rule takes")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.measure:
        print(json.dumps(measure(chosen.measure)))
        return 0
    sizes = [int(size) for size in chosen.messages.split(",")]
    found = {}
    for size in sizes:
        path = chosen.folder / f"{size}.duckdb"
        fill(path, size)
        if chosen.each:
            each(path)
            continue
        command = [sys.executable, "-m", "tests.bench.heuristics", "--measure", str(path)]
        found[size] = json.loads(subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout)
    return 0 if chosen.each else report(found)


def report(found: dict[int, dict[str, float]]) -> int:
    """Print the figures beside their bounds; return 1 when one is exceeded."""
    good = True
    for size, one in found.items():
        holds = size < LARGE or (one["seconds"] <= MAX_SECONDS and one["bytes"] <= MAX_BYTES)
        good = good and holds
        print(
            f"{size:>12,} messages: {one['seconds']:6.2f} s (shapes {one['shapes']:.2f}, rules {one['rules']:.2f}), "
            f"{one['processor']:.1f} processor seconds, {one['findings']:,.0f} findings, {one['bytes'] / 1e6:,.0f} MB{'' if holds else '   exceeded'}"
        )
    sizes = sorted(found)
    if len(sizes) > 1:
        growth = (found[sizes[-1]]["seconds"] / sizes[-1]) / (found[sizes[0]]["seconds"] / sizes[0])
        good = good and growth <= MAX_GROWTH
        print(f"time per message, {sizes[-1]:,} to {sizes[0]:,}: {growth:.2f} x (bound {MAX_GROWTH:g})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
