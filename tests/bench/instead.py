"""What a person would do instead of an audit, on the same simulated world: `make bench-instead`.

    python -m tests.bench.instead [--messages N] [--runs N] [--peers PYTHON] [--folder FOLDER]

Beside a whole `auditor audit` stand two scripts that somebody could write in an afternoon, each a process of its own:

- **SQL**: DuckDB reads the CSV files, regular expressions of its own look for mail addresses, telephone numbers, links, names of
  messengers and of payment apps, IBANs, cards, wallets and a few asks, and the last payment of each client is counted 24 months on;
- **pandas**: the same reading and dates with pandas, and presidio-analyzer's pattern recognizers on every message.

PYTHON is an interpreter that has pandas and presidio-analyzer; without it that line is left out. Recall is counted against
truth.jsonl: of the relationships of people on a road (some show in money alone), in how many anything was found.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from pathlib import Path

from tests.bench.run import TOP, Run, measure

SQL = r"""
import sys, duckdb
folder, out = sys.argv[1:3]
c = duckdb.connect()
for table in ("messages", "contracts", "payments"):
    c.execute(f"CREATE VIEW {table} AS SELECT * FROM read_csv('{folder}/{table}.csv')")
c.execute(r'''CREATE TABLE hits AS SELECT message_id, client_id, freelancer_id FROM messages WHERE regexp_matches(lower(body),
    '[\w.+-]+@[\w-]+\.[a-z]{2,}|\+?\d[\d .()-]{7,}\d|https?://|www\.|\b(?:whats ?app|telegram|viber|skype|wechat|signal|discord|zalo)\b'
    || '|\b(?:paypal|venmo|zelle|cash ?app|wise|revolut|payoneer|upi|pix|gcash|bkash)\b|\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}\b'
    || '|\b0x[0-9a-f]{40}\b|\b(?:bc1|[13])[a-z0-9]{25,}\b|outside (?:of )?(?:the )?(?:platform|upwork)|off[- ]platform|pay (?:you |me )?direct')''')
c.execute('''CREATE TABLE due AS SELECT client_id, freelancer_id, max(CAST(paid_at AS DATE)) + INTERVAL 24 MONTH AS eligible_on
    FROM payments GROUP BY ALL''')
c.execute(f"COPY hits TO '{out}' (HEADER)")
c.execute(f"COPY due TO '{out}.due.csv' (HEADER)")
"""

PANDAS = r"""
import sys
import pandas as pd
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer, CryptoRecognizer, EmailRecognizer, IbanRecognizer, PhoneRecognizer, UrlRecognizer)
folder, out = sys.argv[1:3]
messages, payments = pd.read_csv(f"{folder}/messages.csv"), pd.read_csv(f"{folder}/payments.csv")
every = [one() for one in (CreditCardRecognizer, CryptoRecognizer, EmailRecognizer, IbanRecognizer, PhoneRecognizer, UrlRecognizer)]
def found(body):
    return isinstance(body, str) and any(one.analyze(body, one.supported_entities, None) for one in every)
hits = messages[[found(body) for body in messages["body"]]]
hits[["message_id", "client_id", "freelancer_id"]].to_csv(out, index=False)
last = pd.to_datetime(payments["paid_at"], utc=True, format="mixed").groupby([payments["client_id"], payments["freelancer_id"]]).max()
(last + pd.DateOffset(months=24)).to_csv(out + ".due.csv")
"""


def recall(folder: Path, pairs: set[tuple[str, str]]) -> str:
    """How many of the relationships of people on a road are among the pairs, and how many others are."""
    lines = map(json.loads, (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines())
    planted = {(one["client_id"], one["freelancer_id"]) for one in lines if not one["road"].startswith("innocent:")}
    return f"{len(planted & pairs):,} of {len(planted):,} on a road, {len(pairs - planted):,} others"


def pairs_of(path: Path) -> set[tuple[str, str]]:
    """The relationships that a CSV file of hits names; of findings, those above info."""
    import polars as pl

    frame = pl.read_csv(path, infer_schema=False)
    if "severity" in frame.columns:
        frame = frame.filter(pl.col("severity") != "info")
    return set(frame.select("client_id", "freelancer_id").unique().iter_rows())


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--folder", type=Path, default=TOP / "reports" / "bench")
    chosen = parser.parse_args()
    folder = chosen.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    world, auditor = folder / "instead", str(Path(sys.executable).with_name("auditor"))
    measure([auditor, "simulate", "--messages", str(chosen.messages), "--out", str(world), "--quiet"], folder)
    ways: dict[str, list[str]] = {"SQL": [sys.executable, "-c", SQL, str(world), "sql.csv"]}
    if chosen.peers is not None:
        ways["pandas, presidio"] = [str(chosen.peers.absolute()), "-c", PANDAS, str(world), "pandas.csv"]
    told: dict[str, list[Run]] = {name: [] for name in ("auditor", *ways)}
    for number in range(chosen.runs):
        told["auditor"].append(
            measure([auditor, "audit", str(world), "--db", f"i{number}.duckdb", "--out", f"i{number}", "--quiet", "--as-of", "2026-06-30"], folder)
        )  # fmt: skip
        for name, command in ways.items():
            told[name].append(measure(command, folder))
    hits = {
        "auditor": folder / "i0" / "findings.csv",
        "SQL": folder / "sql.csv",
        "pandas, presidio": folder / "pandas.csv",
    }
    print(
        "| way | seconds (least-most) | messages/s | memory, MB | relationships with a hit |\n| --- | ---: | ---: | ---: | --- |"
    )
    for name, runs in told.items():
        seconds = [run.seconds for run in runs]
        middle = statistics.median(seconds)
        peak = max(run.peak_bytes for run in runs) / 1e6
        print(
            f"| {name} | {middle:.1f} ({min(seconds):.1f}-{max(seconds):.1f}) | {chosen.messages / middle:,.0f} | {peak:,.0f} | "
            f"{recall(world, pairs_of(hits[name]))} |"
        )


if __name__ == "__main__":
    main()
