"""Measure an audit of a large world against DuckDB's bare load of the same files.

    python -m tests.bench.run [--messages N] [--runs N] [--seed N] [--pointed N] [--folder FOLDER]

Every figure is the median over the runs; memory is the peak resident size of the largest process as the
kernel counts it.
Both sides are whole processes with a fresh database file on the same disk, taken in turns. Ends with 1 when a bound is
exceeded.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from tests.bench import world

TOP = Path(__file__).resolve().parents[2]
AS_OF = "2026-06-30"
MAX_RATIO, MAX_HELP_SECONDS, MAX_SAMPLE_SECONDS = 6.0, 0.2, 3.0
BARE_LOAD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
for path in sys.argv[2:]:
    table = path.rsplit("/", 1)[-1].removesuffix(".csv")
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}')")
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall seconds and peak resident bytes."""

    seconds: float
    peak_bytes: int


def measure(command: Sequence[str], cwd: Path, expected: Sequence[int] = (0,)) -> Run:
    """Run a process to its end; a status other than the expected ones stops the benchmark with what it said."""
    log = cwd / "last-run.log"
    with log.open("wb") as sink:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink)
        # wait4 gives the usage of this one child; the usual call would give the largest of all children so far.
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in expected:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}:\n{log.read_text(errors='replace')[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit)


def median(runs: Sequence[Run]) -> Run:
    """The median of the seconds and of the peaks, each by itself."""
    return Run(statistics.median(run.seconds for run in runs), int(statistics.median(run.peak_bytes for run in runs)))


def bare_load(folder: Path, files: Sequence[Path]) -> Run:
    """DuckDB reads the files into tables of a fresh database, types guessed, nothing checked."""
    _fresh(folder / "bare.duckdb")
    return measure([sys.executable, "-c", BARE_LOAD, str(folder / "bare.duckdb"), *map(str, files)], folder)


def audit(folder: Path, inputs: Path) -> Run:
    """A whole audit with a fresh store, outputs included; both stay in the folder, named after the inputs."""
    store, out = folder / f"{inputs.name}.duckdb", folder / f"{inputs.name}-out"
    for path in (store, out):
        _fresh(path)
    return measure(
        [_auditor(), "audit", str(inputs), "--db", store.name, "--out", out.name, "--as-of", AS_OF, "--no-progress"],
        folder,
    )


def steps(folder: Path, inputs: Path) -> str:
    """Where the last audit of `inputs` spent its time, as it wrote itself; the rest is start and outputs."""
    summary = json.loads((folder / f"{inputs.name}-out" / "summary.json").read_text(encoding="utf-8"))
    return ", ".join(f"{step} {seconds:.2f} s" for step, seconds in summary["timings"].items())


def _auditor() -> str:
    return str(Path(sys.executable).with_name("auditor"))


def _fresh(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for suffix in (".wal", ".lock"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--pointed", type=int, default=world.POINTED_PERMILLE, help="asks and details, per thousand messages"
    )
    parser.add_argument("--folder", type=Path, default=TOP / "reports" / "bench")
    chosen = parser.parse_args()
    folder = chosen.folder.resolve()
    inputs = folder / "world"
    # In a process of its own: what this one holds in memory counts for the peak of each process that it starts.
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        rows = other.submit(world.write, inputs, chosen.messages, chosen.seed, chosen.pointed).result()
    files = [inputs / f"{table}.csv" for table in world.TABLES]
    print(", ".join(f"{count:,} {table}" for table, count in rows.items()), end="; ")
    print(
        f"{sum(path.stat().st_size for path in files) / 1e6:.0f} MB; {chosen.pointed} asks and details per thousand messages; {chosen.runs} runs each"
    )
    pairs = [(bare_load(folder, files), audit(folder, inputs)) for _ in range(chosen.runs)]
    bare, full = median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])
    short = median([measure([_auditor(), "--help"], folder) for _ in range(max(5, chosen.runs))])
    sample = median([audit(folder, TOP / "sample_data") for _ in range(chosen.runs)])
    print(f"steps of the last audit: {steps(folder, inputs)}")
    return report(bare, full, short, sample)


def report(bare: Run, full: Run, short: Run, sample: Run) -> int:
    """Print the figures beside their bounds and a line for the table of the README; return 1 if a bound is exceeded."""
    ratio = full.seconds / bare.seconds
    lines = [
        ("bare load", f"{bare.seconds:.2f} s", "", f"{bare.peak_bytes / 1e6:.0f} MB", True),
        ("audit", f"{full.seconds:.2f} s", "", f"{full.peak_bytes / 1e6:.0f} MB", True),
        ("audit / bare load", f"{ratio:.2f}", f"<= {MAX_RATIO:g}", "", ratio <= MAX_RATIO),
        ("auditor --help", f"{short.seconds:.3f} s", f"<= {MAX_HELP_SECONDS:g} s", "", short.seconds <= MAX_HELP_SECONDS),
        ("audit of sample_data", f"{sample.seconds:.2f} s", f"<= {MAX_SAMPLE_SECONDS:g} s",
         f"{sample.peak_bytes / 1e6:.0f} MB", sample.seconds <= MAX_SAMPLE_SECONDS),
    ]  # fmt: skip
    for name, figure, bound, peak, holds in lines:
        print(f"{name:22} {figure:>10} {bound:>10} {peak:>9}{'' if holds else '   exceeded'}")
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    versions = ", ".join(f"{name} {version(name)}" for name in ("auditor", "duckdb", "polars"))
    print(
        f"| {time.strftime('%Y-%m-%d')} | {versions} | {machine} | {bare.seconds:.2f} | {full.seconds:.2f} | {ratio:.2f} "
        f"| {bare.peak_bytes / 1e6:.0f} / {full.peak_bytes / 1e6:.0f} | {short.seconds:.3f} | {sample.seconds:.2f} |"
    )
    return 0 if all(holds for *_, holds in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
