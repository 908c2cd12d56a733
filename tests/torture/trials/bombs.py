"""Files that grow or never end: refused or set aside in words, in bounded memory, and the files beside them are still read."""

from __future__ import annotations

import gzip
import io
import resource
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.torture import running, world
from tests.torture.trial import Outcome, Trial

HEAD = world.FILES["messages.csv"].split("\n", 1)[0]
BLOCK = 1 << 20
# Of addresses, not of memory: libraries and the stacks of threads take most of it.
MOST_BYTES = 8 << 30


def _gzip(place: Path, megabytes: int) -> None:
    with gzip.open(place / "bomb.csv.gz", "wb", compresslevel=9) as target:
        target.write(f"{HEAD}\n".encode())
        for _ in range(megabytes):
            target.write(b"0" * BLOCK)


def _zip(place: Path, megabytes: int) -> None:
    with (
        zipfile.ZipFile(place / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bomb.csv", "w") as target,
    ):
        target.write(f"{HEAD}\n".encode())
        for _ in range(megabytes):
            target.write(b"0" * BLOCK)


def _zip_of_zips(place: Path, megabytes: int) -> None:
    content = b"0" * BLOCK
    for depth in range(12):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(3):
                archive.writestr(f"{depth}-{number}.{'zip' if depth else 'csv'}", content)
        content = packed.getvalue()
    (place / "bomb.zip").write_bytes(content)


def _nested(place: Path, megabytes: int) -> None:
    (place / "bomb.json").write_text("[" * 100_000 + "]" * 100_000)
    (place / "bomb.jsonl").write_text('{"message_id":' * 100_000 + "1" + "}" * 100_000 + "\n")


def _line(place: Path, megabytes: int) -> None:
    with (place / "bomb.csv").open("wb") as target:
        target.write(f"{HEAD}\nm1,anna,me,t1,client,2024-01-02T09:00:00Z,".encode())
        for _ in range(megabytes):
            target.write(b"x" * BLOCK)
        target.write(b"\n")


def _json_line(place: Path, megabytes: int) -> None:
    with (place / "bomb.jsonl").open("wb") as target:
        target.write(
            b'{"message_id": "m1", "client_id": "anna", "sender": "client", "sent_at": "2024-01-02", "body": "'
        )
        for _ in range(megabytes):
            target.write(b"x" * BLOCK)
        target.write(b'"}\n')


def _json_list(place: Path, megabytes: int) -> None:
    with gzip.open(place / "bomb.json.gz", "wb", compresslevel=9) as target:
        target.write(b"[")
        for _ in range(megabytes):
            target.write(b"0," * (BLOCK // 2))
        target.write(b"0]")


BOMBS: dict[str, Callable[[Path, int], None]] = {
    "nested JSON, 100,000 levels": _nested,
    "zip of zips": _zip_of_zips,
    "gzip": _gzip,
    "zip": _zip,
    "one line": _line,
    "one line of JSON": _json_line,
    "gzip of JSON": _json_list,
}


def run(rounds: int, place: Path) -> list[Outcome]:
    """Every bomb once; those that have a size unpack to `rounds` megabytes."""
    return [_lit(name, make, place / name.split(",")[0].replace(" ", "-"), rounds) for name, make in BOMBS.items()]


def _lit(name: str, make: Callable[[Path, int], None], home: Path, megabytes: int) -> Outcome:
    exports = world.write(home / "exports")
    make(exports, megabytes)
    words = ["ingest", str(exports), "--db", str(home / "store.duckdb"), "--no-progress"]
    ended = running.run(words, preexec=_bounded)
    faults = [fault] if (fault := ended.fault(0, 3)) else []
    if ended.status == 3 and "bomb" not in ended.out + ended.err:
        faults.append("the file is not named")
    if "contracts.csv" not in ended.out:
        faults.append("the files beside it were not read")
    shutil.rmtree(home)
    sized = "" if make in (_zip_of_zips, _nested) else f", {megabytes} MB"
    return Outcome(f"bomb: {name}{sized}", 1, int(ended.status == 3), tuple(faults))


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


TRIAL = Trial("bombs", short=40, long=1024, run=run)
