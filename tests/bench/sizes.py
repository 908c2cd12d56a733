"""An audit at several sizes beside DuckDB's bare load of the same files, and what news costs: one table, one run.

    python -m tests.bench.sizes --messages 1000000 10000000 30000000 --runs 5 3 1

Worlds are those of `auditor simulate`. Every figure is the median of its runs, with the least and the most of them; all
are whole processes, in turns. Memory is the peak resident size of the largest process.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import polars as pl

from auditor.simulating import World, simulate
from tests.bench.run import BARE_LOAD, Run, measure, steps

# 1 for findings, as the contract has it.
AUDITED = (0, 1)
SMALL = 5_000
NEW_SHARE = 0.01
GOALS = {"whole audit": "4.0 × (goal 2.0)", "nothing new": "1.5 s at 10 M", "1 % new": "10 %", "longer export": "40 %"}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--messages", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--runs", type=int, nargs="+", default=[3], help="for each size; the last for all that follow")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where worlds and stores are made (default: a temporary folder)")
    asked = parser.parse_args()
    print(
        f"duckdb {version('duckdb')}, polars {version('polars')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(
        "| messages | what | median | least to most | share | peak, MB | runs | bound |\n| " + "--- | " * 8, flush=True
    )
    with tempfile.TemporaryDirectory(prefix="auditor-", dir=asked.folder) as scratch:
        one_size(Path(scratch) / "small", SMALL, 5, asked.seed, is_small=True)
        for at, messages in enumerate(asked.messages):
            one_size(Path(scratch) / str(messages), messages, asked.runs[min(at, len(asked.runs) - 1)], asked.seed)


def one_size(folder: Path, messages: int, runs: int, seed: int, is_small: bool = False) -> None:
    """Measure one size, print its lines, take its files away."""
    inputs = folder / "world"
    # In a process of its own: what this one holds in memory counts for the peak of each process that it starts.
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        other.submit(simulate, World(messages, seed), inputs).result()
        files = sorted(inputs.glob("*.csv"))
        if not is_small:
            other.submit(halved, inputs, folder / "most", folder / "news").result()
    taken: dict[str, list[Run]] = defaultdict(list)
    said = ""
    for _ in range(runs):
        taken["bare load"].append(bare_load(folder, files))
        taken["whole audit"].append(audited(folder, inputs, fresh=True))
        said = steps(folder, inputs)
        # The first of two says of each finding that it was new, the second that it is open: both write all outputs anew.
        taken["nothing new, second audit"].append(audited(folder, inputs))
        taken["nothing new"].append(audited(folder, inputs))
        if is_small:
            taken["--help"].append(measure([_auditor(), "--help"], folder))
    print(f"steps of the last whole audit of {messages:,}: {said}", file=sys.stderr, flush=True)
    if not is_small:
        for _ in range(runs):
            with_news(folder, inputs, taken)
    told(messages, taken)
    shutil.rmtree(folder)


def with_news(folder: Path, inputs: Path, taken: dict[str, list[Run]]) -> None:
    """The last hundredth of all messages in a file of its own, then the same told by one longer export, each for a store
    that has the rest."""
    most = folder / "most"
    audited(folder, most, fresh=True)
    store = folder / "most.duckdb"
    shutil.copy(store, folder / "kept.duckdb")
    added = most / "messages-new.csv"
    shutil.copy(folder / "news" / "messages.csv", added)
    taken["1 % new"].append(audited(folder, most))
    added.unlink()
    shutil.copy(folder / "kept.duckdb", store)
    shutil.move(most / "messages.csv", folder / "shorter.csv")
    os.link(inputs / "messages.csv", most / "messages.csv")
    taken["longer export"].append(audited(folder, most))
    (most / "messages.csv").unlink()
    shutil.move(folder / "shorter.csv", most / "messages.csv")


def halved(inputs: Path, most: Path, news: Path) -> None:
    """Two folders: all files with all but the newest hundredth of the messages, and those messages."""
    for place in (most, news):
        place.mkdir(parents=True)
    for path in inputs.glob("*.csv"):
        if path.name != "messages.csv":
            shutil.copy(path, most / path.name)
    rows = pl.scan_csv(inputs / "messages.csv", infer_schema=False)
    newest = rows.select(pl.col("sent_at").sort().reverse()).collect()["sent_at"]
    bound = newest[int(len(newest) * NEW_SHARE)]
    rows.filter(pl.col("sent_at") <= bound).sink_csv(most / "messages.csv")
    rows.filter(pl.col("sent_at") > bound).sink_csv(news / "messages.csv")


def bare_load(folder: Path, files: Sequence[Path]) -> Run:
    """DuckDB reads the files into tables of a fresh database, types guessed, nothing checked."""
    place = folder / "bare.duckdb"
    place.unlink(missing_ok=True)
    return measure([sys.executable, "-c", BARE_LOAD, str(place), *map(str, files)], folder)


def audited(folder: Path, inputs: Path, fresh: bool = False) -> Run:
    """A whole audit into the store and the outputs that are named after the inputs."""
    store, out = folder / f"{inputs.name}.duckdb", folder / f"{inputs.name}-out"
    if fresh:
        shutil.rmtree(out, ignore_errors=True)
        for one in folder.glob(f"{store.name}*"):
            one.unlink()
    return measure(
        [_auditor(), "audit", str(inputs), "--db", store.name, "--out", out.name, "--no-progress"], folder, AUDITED
    )


def told(messages: int, taken: dict[str, list[Run]]) -> None:
    """One line for each thing measured: of an audit beside the bare load, of news beside the whole audit."""
    bare, whole = (median(run.seconds for run in taken[name]) for name in ("bare load", "whole audit"))
    for name, runs in taken.items():
        seconds = sorted(run.seconds for run in runs)
        middle = median(seconds)
        share = f"{middle / bare:.2f} ×" if name == "whole audit" else f"{middle / whole:.1%}"
        peak = median(run.peak_bytes for run in runs) / 1e6
        each = f", {middle / messages * 1e6:.1f} µs a message" if name == "whole audit" else ""
        bound = GOALS.get(name, "") if messages != SMALL else {"whole audit": "2 s", "--help": "0.15 s"}.get(name, "")
        print(
            f"| {messages:,} | {name} | {middle:.2f} s{each} | {seconds[0]:.2f} to {seconds[-1]:.2f} | {share} | {peak:,.0f} | {len(runs)} | {bound} |",
            flush=True,
        )


def _auditor() -> str:
    return str(Path(sys.executable).with_name("auditor"))


if __name__ == "__main__":
    main()
