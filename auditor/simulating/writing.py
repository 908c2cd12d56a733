"""Writes a simulated world as files, a stretch of relationships at a time, so that memory does not grow with its size."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb

from auditor import rooms
from auditor.errors import UsageError
from auditor.settings import Progress, no_progress
from auditor.simulating.bank import load

STRETCH = 8_000
MESSAGES_EACH = 40
MEMORY_LIMIT = "1500MB"
OUTPUTS = {
    "contracts.csv": "SELECT * FROM contract WHERE cast(regexp_extract(contract_id, '\\d+') AS BIGINT) <= (SELECT last_r FROM spoken) "
    "ORDER BY contract_id",
    "payments.csv": "SELECT * FROM payment WHERE cast(regexp_extract(payment_id, '\\d+') AS BIGINT) <= (SELECT last_r FROM spoken) "
    "ORDER BY payment_id",
    "messages.csv": "SELECT * EXCLUDE (said_on, no, r) FROM message ORDER BY r, said_on, no",
    "relationships.csv": "SELECT * FROM stated ORDER BY client_id, freelancer_id",
    "reports.csv": "SELECT * FROM report ORDER BY report_id",
    "truth.jsonl": "SELECT * FROM truth ORDER BY client_id, freelancer_id",
}


@dataclass(frozen=True, slots=True)
class World:
    """What is to be simulated: so many messages, the share of relationships on a road, and that of innocent look-alikes
    among the others. `mix` changes the weight of roads and look-alikes by their names; the same values give the same files."""

    messages: int
    seed: int = 7
    prevalence: float = 0.05
    lookalikes: float = 0.3
    mix: Mapping[str, float] = field(default_factory=dict)
    end: date = date(2026, 6, 30)


@dataclass(frozen=True, slots=True)
class Simulated:
    """Rows written, by file."""

    rows: Mapping[str, int]


def simulate(world: World, out: Path, progress: Progress = no_progress) -> Simulated:
    """Write the canonical tables and truth.jsonl of a world into the folder `out`.

    Raises UsageError when `out` holds such files already or cannot be written, and when a share or weight is none.
    """
    for name, share in (("prevalence", world.prevalence), ("lookalikes", world.lookalikes)):
        if not 0 <= share <= 1:
            raise UsageError(f"--{name} {share}: no share -> name one from 0 to 1")
    taken = [name for name in OUTPUTS if (out / name).exists()]
    if taken:
        raise UsageError(f"--out {out}: {taken[0]} is there already -> name an empty or new folder")
    try:
        return _written(world, out, progress)
    except (OSError, duckdb.IOException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise UsageError(
            f"--out {out}: {reason} -> name a folder that can be written, with room for the world"
        ) from error


def _written(world: World, out: Path, progress: Progress) -> Simulated:
    out.mkdir(parents=True, exist_ok=True)
    rows = dict.fromkeys(OUTPUTS, 0)
    with (
        TemporaryDirectory(dir=out, prefix=".auditor-tmp-") as folder,
        duckdb.connect() as connection,
        ExitStack() as files,
    ):
        _prepare(connection, world, Path(folder))
        streams = {name: files.enter_context((out / name).open("wb")) for name in OUTPUTS}
        first = 0
        while rows["messages.csv"] < world.messages:
            _make(connection, first, world.messages - rows["messages.csv"])
            for name, sql in OUTPUTS.items():
                rows[name] += _append(connection, sql, Path(folder) / name, streams[name])
            first += STRETCH
            progress("simulate", min(1.0, rows["messages.csv"] / world.messages))
    return Simulated(rows)


def _prepare(connection: duckdb.DuckDBPyConnection, world: World, folder: Path) -> None:
    connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
    connection.execute("SET temp_directory = ?", [str(folder)])
    connection.execute("SET preserve_insertion_order = true")
    weights = load(connection, world.mix)
    expected = max(1, world.messages // MESSAGES_EACH)
    # A ring or a fraud has some six victims, however rare it is.
    ring = max(12, round(6 / max(1e-6, world.prevalence * weights["shared_identity"])))
    values = {
        "seed": world.seed, "prevalence": world.prevalence, "lookalikes": world.lookalikes, "ring": ring,
        "freelancers": max(1, expected // 15),
    }  # fmt: skip
    for name, value in values.items():
        connection.execute(f"SET VARIABLE {name} = {value}")
    connection.execute(f"SET VARIABLE world_end = DATE '{world.end.isoformat()}'")
    connection.execute(_script("01_draws"))


def _make(connection: duckdb.DuckDBPyConnection, first: int, messages_left: int) -> None:
    connection.execute(f"SET VARIABLE first_no = {first}")
    connection.execute(f"SET VARIABLE last_no = {first + STRETCH}")
    connection.execute(f"SET VARIABLE messages_left = {messages_left}")
    for name in ("02_people", "03_work", "04_words", "05_truth"):
        connection.execute(_script(name))


def _script(name: str) -> str:
    return (rooms.sql_folder() / "simulate" / f"{name}.sql").read_text(encoding="utf-8")


def _append(connection: duckdb.DuckDBPyConnection, sql: str, part: Path, whole: BinaryIO) -> int:
    form = "FORMAT json" if part.suffix == ".jsonl" else f"HEADER {str(whole.tell() == 0).lower()}, DELIMITER ','"
    counted = connection.execute(f"COPY ({sql}) TO '{str(part).replace(chr(39), chr(39) * 2)}' ({form})").fetchone()
    with part.open("rb") as stream:
        shutil.copyfileobj(stream, whole, 1 << 20)
    return int(counted[0]) if counted else 0
