"""Write a world of contracts, payments and messages for the benchmark, in DuckDB alone and in a few seconds.

    python -m tests.bench.world --messages 1000000 --seed 7 --out FOLDER

The same arguments give the same rows. It knows nothing of the auditor.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

import duckdb

HERE = Path(__file__).resolve().parent
PER_RELATIONSHIP = 50
# Of a thousand messages: asks and details, and harmless talk that looks like them. In real chat 5 to 8 in a hundred
# messages make a scanner look twice, and far fewer hold anything.
POINTED_PERMILLE, LOOKALIKE_PERMILLE = 5, 50
TABLES = ("contracts", "payments", "messages")


def write(
    out: Path,
    messages: int,
    seed: int,
    pointed_permille: int = POINTED_PERMILLE,
    per_relationship: int = PER_RELATIONSHIP,
) -> dict[str, int]:
    """Write contracts.csv, payments.csv and messages.csv into `out`; return the rows of each."""
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        _load_words(connection)
        sizes = {
            "seed": seed,
            "relationships": max(1, messages // per_relationship),
            "per_relationship": per_relationship,
            "pointed_permille": pointed_permille,
            "lookalike_permille": LOOKALIKE_PERMILLE,
        }
        for name, value in sizes.items():
            connection.execute(f"SET VARIABLE {name} = {int(value)}")
        script = (HERE / "world.sql").read_text(encoding="utf-8")
        for name in sizes:
            script = script.replace(f"${name}", f"getvariable('{name}')")
        connection.execute(script)
        return {table: _copy(connection, table, out / f"{table}.csv") for table in TABLES}


def _load_words(connection: duckdb.DuckDBPyConnection) -> None:
    words = tomllib.loads((HERE / "world.toml").read_text(encoding="utf-8"))
    for name, lines in words.items():
        connection.execute(f"CREATE TABLE {name} (line_no INTEGER, line VARCHAR)")
        connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", list(enumerate(lines)))


def _copy(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> int:
    connection.execute(f"COPY {table} TO '{path}' (HEADER, DELIMITER ',')")
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert row is not None
    return int(row[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pointed", type=int, default=POINTED_PERMILLE, help="asks and details, per thousand messages")
    parser.add_argument("--per-relationship", type=int, default=PER_RELATIONSHIP, help="messages of each relationship")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    written = write(chosen.out, chosen.messages, chosen.seed, chosen.pointed, chosen.per_relationship)
    for table, rows in written.items():
        print(f"{table}.csv: {rows:,} rows")


if __name__ == "__main__":
    main()
