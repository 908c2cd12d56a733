"""What is fed with broken inputs: each target takes one text and may only answer, or refuse it in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import polars as pl

from auditor import rooms
from auditor.engines.duckdb import Engine
from auditor.errors import AuditorError
from auditor.ingesting.json_values import read_line
from auditor.model.tables import Table
from auditor.policies.extending import FOLDER
from auditor.policies.reading import read as read_policy
from auditor.profiles.checking import check as check_profile
from auditor.profiles.reading import HOME, profile_of
from auditor.rules.checking import check_rule
from auditor.rules.reading import read as read_rule
from auditor.scanning import scan_frame
from tests.ingest_world import balances, load
from tests.torture.world import FILES

HISTORY = FILES["messages.csv"].splitlines()[1:]
JSON = [
    '{"message_id": "m1", "client_id": "00123", "body": "caf\\u00e9 \\ud83d\\ude00", "n": [1, 2.50, null, true, {"a": {"b": []}}]}',
    '[{"payment_id": "p1", "amount": -12.10, "paid_at": "2024-02-05T10:00:00+05:30"}]',
]


@dataclass(frozen=True, slots=True)
class Target:
    """`feed` takes a batch of texts; `share` is how many of a thousand inputs it gets; `sound` is what they are made of."""

    feed: Callable[[Sequence[str], Path], None]
    sound: Sequence[str]
    share: int


def _json(texts: Sequence[str], place: Path) -> None:
    for text in texts:
        read_line(1, text)


def _messages(texts: Sequence[str], place: Path) -> None:
    # A store's text is always whole characters: what is none is set aside before.
    bodies = [text.encode("utf-8", "replace").decode() for text in texts]
    rows = range(len(bodies))
    frame = pl.DataFrame({
        "id": [f"m{row}" for row in rows],
        "thread": [f"t{row // 5}" for row in rows],
        "sender": [("client", "freelancer")[row % 2] for row in rows],
        "sent_at": [datetime(2024, 1, 1 + row % 28) for row in rows],
        "body": bodies,
    })  # fmt: skip
    whole = dict(zip(frame["id"], bodies, strict=True))
    for one in scan_frame(frame, ("US", "GB")).iter_rows(named=True):
        assert 0 <= one["start_offset"] < one["end_offset"] <= len(whole[one["message_id"]]), one


def _csv(texts: Sequence[str], place: Path) -> None:
    for text in texts:
        path = place / "exports" / "broken.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        engine = Engine.in_memory()
        try:
            assert all(balances(file) for file in load(engine, path).files), "rows are lost"
        except AuditorError:
            pass
        finally:
            engine.close()


def _profiles(texts: Sequence[str], place: Path) -> None:
    for text in texts:
        checked = check_profile("broken", text, _tables())
        if not checked.problems:
            profile_of("broken", dict(checked.data))


def _policies(texts: Sequence[str], place: Path) -> None:
    for text in texts:
        _read(read_policy, place / "broken.toml", text)


def _rules(texts: Sequence[str], place: Path) -> None:
    for text in texts:
        _read(lambda path: check_rule(read_rule(path)), place / "own.broken.sql", text)


def _read(reader: Callable[[Path], object], path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        reader(path)
    except AuditorError as error:
        assert " -> " in str(error), error


@cache
def _tables() -> dict[str, Table]:
    return rooms.discover("auditor.tables", "TABLE")


def _texts(folder: Path, suffix: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"*{suffix}"))]


TARGETS = {
    "JSON values": Target(_json, JSON, 600),
    "messages": Target(_messages, [line.split(",", 6)[-1] for line in HISTORY], 300),
    "CSV files": Target(_csv, list(FILES.values()), 2),
    "profiles": Target(_profiles, _texts(HOME, ".toml"), 44),
    "policies": Target(_policies, _texts(FOLDER, ".toml"), 44),
    "rules": Target(_rules, _texts(rooms.sql_folder() / "heuristics", ".sql"), 10),
}
