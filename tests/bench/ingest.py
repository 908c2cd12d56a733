"""Measure the ingest of clean and of broken CSV, and of a large JSON document, beside DuckDB's bare load of the same file.

    python -m tests.bench.ingest [--messages N] [--runs N] [--json-megabytes N] [--folder FOLDER]

Every figure is the median over the runs, whole processes in turns. Ends with 1 when a bound is exceeded.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tests.bench import world
from tests.bench.run import TOP, Run, _auditor, _fresh, bare_load, measure, median

MAX_RATIO, MIN_SLOW_MB_PER_SECOND, MAX_CSV_PEAK_MB, MAX_JSON_PEAK_MB = 2.0, 40.0, 1500, 500
# The cutting of a broken file by itself, without what both paths have in common.
CUT = """
import sys
from pathlib import Path
from auditor.ingesting.planning import plan
from auditor.ingesting.resyncing import resync
from auditor.ingesting.pieces import Layout
from auditor.settings import IngestOptions
file = plan([Path(sys.argv[1])], IngestOptions()).files[0]
resync(file, Layout(file.delimiter, file.header, 0), Path(sys.argv[2]), "")
"""


def ingest(folder: Path, path: Path) -> Run:
    """A whole process with a fresh store."""
    store = folder / "ingest.duckdb"
    _fresh(store)
    return measure([_auditor(), "ingest", str(path), "--db", str(store), "--no-progress"], folder)


def broken_copy(path: Path, target: Path) -> None:
    """The same file with a quote that is never closed, a short row and bytes that are no text, one in 10,000 lines each."""
    lines = path.read_bytes().split(b"\n")
    for place in range(5000, len(lines) - 1, 10_000):
        lines[place] = (b'm,"open', b"m,c", b"m\xff\x00")[place // 10_000 % 3]
    target.write_bytes(b"\n".join(lines))


def document(path: Path, megabytes: int) -> None:
    """One JSON document with a list of payments, a row on each line."""
    row = {"client_id": "c1", "paid_at": "2025-01-01", "amount": 12.5, "currency": "USD", "description": "x" * 150}
    with path.open("w", encoding="utf-8") as sink:
        sink.write('{"payments": [\n')
        for number in range(megabytes * 1_000_000 // 270):
            sink.write(json.dumps({"payment_id": f"p{number}", **row}) + ",\n")
        sink.write(json.dumps({"payment_id": "last", **row}) + "]}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json-megabytes", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=TOP / "reports" / "bench")
    chosen = parser.parse_args()
    folder = chosen.folder.resolve()
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        other.submit(world.write, folder / "world", chosen.messages, 7, world.POINTED_PERMILLE).result()
    clean, broken, large = (
        folder / "world" / "messages.csv",
        folder / "broken" / "messages.csv",
        folder / "payments.json",
    )
    broken.parent.mkdir(exist_ok=True)
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        other.submit(broken_copy, clean, broken).result()
        other.submit(document, large, chosen.json_megabytes).result()
    rounds = [
        (
            bare_load(folder, [clean]),
            ingest(folder, clean),
            measure([sys.executable, "-c", CUT, str(broken), str(folder / "spool.csv")], folder),
            ingest(folder, broken),
        )
        for _ in range(chosen.runs)
    ]
    bare, plain, cut, slow = (median([one[place] for one in rounds]) for place in range(4))
    json_run = ingest(folder, large)
    large_mb, clean_mb = large.stat().st_size / 1e6, clean.stat().st_size / 1e6
    for path in (large, folder / "spool.csv"):
        path.unlink()
    ratio, speed = plain.seconds / bare.seconds, clean_mb / cut.seconds
    lines = [
        ("bare load", f"{bare.seconds:.2f} s", "", bare.peak_bytes, True),
        ("ingest, clean", f"{plain.seconds:.2f} s", "", plain.peak_bytes, plain.peak_bytes < MAX_CSV_PEAK_MB * 1e6),
        ("ingest / bare load", f"{ratio:.2f}", f"<= {MAX_RATIO:g}", 0, ratio <= MAX_RATIO),
        ("cutting broken CSV", f"{speed:.0f} MB/s", f">= {MIN_SLOW_MB_PER_SECOND:g}", cut.peak_bytes, speed >= MIN_SLOW_MB_PER_SECOND),
        ("ingest, broken", f"{slow.seconds:.2f} s", f"{clean_mb / slow.seconds:.0f} MB/s", slow.peak_bytes, True),
        (f"ingest, JSON {large_mb:.0f} MB", f"{json_run.seconds:.1f} s", f"{large_mb / json_run.seconds:.0f} MB/s", json_run.peak_bytes,
         json_run.peak_bytes < MAX_JSON_PEAK_MB * 1e6),
    ]  # fmt: skip
    print(f"{time.strftime('%Y-%m-%d')}: {chosen.messages:,} messages, {clean_mb:.0f} MB, {chosen.runs} runs each")
    for name, figure, bound, peak, holds in lines:
        shown = f"{peak / 1e6:.0f} MB" if peak else ""
        print(f"{name:22} {figure:>10} {bound:>10} {shown:>9}{'' if holds else '   exceeded'}")
    return 0 if all(holds for *_, holds in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
