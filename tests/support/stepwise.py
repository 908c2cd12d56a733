"""Exports that come in steps: invented worlds, cut into files of their own or into ever longer ones, and what an audit leaves.

A world is what `auditor simulate` writes, with the blemishes of real exports: rows that an earlier export told otherwise, rows
that cannot be read, payments that name their payer by a name only.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tests.support.running import Audited, audit, auditor

AS_OF, LATER = "2026-03-31", "2027-02-15"
DATED = {"contracts": "started_at", "payments": "paid_at", "messages": "sent_at"}
Row = dict[str, str]
Files = Mapping[str, Sequence[Row]]
# What belongs to one run or to the file that a row stands in, and not to what is known.
OF_A_RUN = ("first_seen_run", "status")
OF_A_FILE = ("file_no", "source_file", "source_line", "file", "line")
KEPT = ("contracts", "payments", "messages", "relationships", "detections", "twins", "netted", "ties", "quarantine")
LOOSE = ("outside, by wire", "please write to desk@orchard-maps.com", "Pay me by PayPal, so we save the fees.")


@dataclass(frozen=True, slots=True)
class World:
    """Rows by table as they are in the end, and how an earlier export told some of them, by table and place."""

    rows: dict[str, list[Row]]
    before: dict[str, dict[int, Row]]


def world(seed: int, place: Path, messages: int = 160) -> World:
    """A world of its own for each seed."""
    made = auditor("simulate", "--messages", str(messages), "--seed", str(seed), "--prevalence", "0.7", "--out", place)
    assert made.status == 0, made.err
    chance, rows = random.Random(seed), {}
    for table in ("contracts", "payments", "messages", "relationships"):
        with (place / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows[table] = list(csv.DictReader(file))
        if table in DATED:
            rows[table].sort(key=lambda row: row[DATED[table]])
    names = {row["client_id"]: row["client_name"] for row in rows["relationships"]}
    for row in rows["payments"]:
        if chance.random() < 0.3 and names.get(row["client_id"]):
            row |= {"counterparty": names[row["client_id"]], "client_id": "", "contract_id": ""}
    before = {
        table: {at: _otherwise(table, row, chance) for at, row in enumerate(rows[table]) if chance.random() < 0.15}
        for table in DATED
    }
    for table, column in (("payments", "amount"), ("messages", "sent_at")):
        at = chance.randrange(len(rows[table]) - 1)
        rows[table][at][column] = "soon"
        before[table].pop(at, None)
    return World(rows, before)


def _otherwise(table: str, row: Row, chance: random.Random) -> Row:
    """How an earlier export told a row."""
    told = {
        "contracts": [{"status": "active", "ended_at": ""}, {"kind": "bogus"}],
        "payments": [{"amount": "1.25"}, {"amount": "a lot"}, {"contract_id": ""}, {"channel": "paypal"}],
        "messages": [{"body": text} for text in LOOSE]
        + [{"thread_id": "t-else"}, {"thread_id": ""}, {"sender": "system"}, {"sender": "client"}, {"sent_at": "x"}],
    }
    return row | chance.choice(told[table])


def apart(world: World, chance: random.Random) -> dict[str, list[Row]]:
    """The world in files of their own, each row once, but for those that were told otherwise in a file of earlier rows."""
    files: dict[str, list[Row]] = {}
    for table, rows in _filled(world):
        names = chance.sample([f"{letter}_{table}.csv" for letter in "abcdefgh"], chance.randint(2, 4))
        dated, told = DATED.get(table, ""), world.before.get(table, {})
        latest = rows[-1].get(dated)
        told = {at: row for at, row in told.items() if at < len(rows) * 2 // 3 and rows[at][dated] != latest}
        for at, row in enumerate(rows):
            # Which of two versions holds is told by the latest row of its file.
            is_last = at in told or row.get(dated) == latest
            files.setdefault(names[0] if is_last else chance.choice(names[1:]), []).append(row)
        if told:
            files.setdefault(names[1], []).extend(told.values())
    for rows in files.values():
        chance.shuffle(rows)
    return files


def growing(world: World, steps: int) -> list[dict[str, list[Row]]]:
    """One export a table that grows: each one holds all rows of those before it, some of them told otherwise before."""
    grown = []
    for step in range(1, steps + 1):
        files = {}
        for table, rows in _filled(world):
            some = [world.before.get(table, {}).get(at, row) if step < steps else row for at, row in enumerate(rows)]
            files[f"{table}.csv"] = some[: -(-len(rows) * step // steps)]
        grown.append(files)
    return grown


def _filled(world: World) -> list[tuple[str, list[Row]]]:
    return [(table, rows) for table, rows in world.rows.items() if rows]


def written(files: Files, place: Path) -> Path:
    """The files with a header each, in a folder that may hold others."""
    place.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (place / name).write_text(text.getvalue(), encoding="utf-8")
    return place


def audited(exports: Path, home: Path, as_of: str = AS_OF) -> Audited:
    """Audit the exports into the store of this home."""
    done = audit(exports, home, as_of, "--max-quarantine", "1")
    assert done.ended.status == 0, done.ended.err
    return done


def known(done: Audited, home: Path) -> dict[str, Any]:
    """What an audit says and keeps, without what belongs to its run and its files."""
    found: dict[str, Any] = {name: _rows(home / "store.duckdb", name) for name in KEPT}
    for name in ("actors.csv", "income.csv"):
        found[name] = (home / "out" / name).read_text(encoding="utf-8").splitlines()
    found["findings"] = [{key: value for key, value in one.items() if key not in OF_A_RUN} for one in done.findings]
    found["eligibility"] = list(done.eligibility)
    return found


def _rows(store: Path, table: str) -> list[str]:
    with duckdb.connect(str(store), read_only=True) as connection:
        columns = [name for (name, *_) in connection.execute(f"DESCRIBE {table}").fetchall() if name not in OF_A_FILE]
        return sorted(map(repr, connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()))


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """What is not the same, each with the first row of either side that the other lacks."""
    said = []
    for name, left in one.items():
        right = other[name]
        if left != right:
            mine = next((row for row in left if row not in right), "")
            theirs = next((row for row in right if row not in left), "")
            said.append(f"{name}: {len(left)} and {len(right)} rows, {mine} / {theirs}")
    return said
