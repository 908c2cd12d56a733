"""Scans the messages of a store that were not scanned yet, thread by thread, into the table `detections`."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from auditor import rooms
from auditor.crew import ALONE, Crew
from auditor.lexicons.reading import sources
from auditor.model.attachments import text_of
from auditor.scanning.sharing import scan_parts
from auditor.scanning.wording import WEIGHTS
from auditor.settings import Progress

if TYPE_CHECKING:
    # Processes that scan have no store.
    from auditor.engines.duckdb import Engine

FINGERPRINT, SCANNED_TO = "scan_fingerprint", "scan_file_no"
STEP = "scan"
# So many messages are held at once, in whole threads: ten million of them would fill what a small machine has.
SLICE_MESSAGES = 2_000_000

# A thread is one thread_id of one relationship, or the relationship itself where there is none.
_THREADS = """
    SELECT message_id AS id, sender, sent_at, body, file_no,
           CASE WHEN lower(extra) LIKE '%attach%' OR lower(extra) LIKE '%file%' THEN extra END AS extra,
           coalesce(client_id, '') || chr(31) || coalesce(freelancer_id, '') || chr(31) || coalesce(thread_id, '') AS thread
    FROM messages WHERE coalesce(sender, '') <> 'system' AND message_id IS NOT NULL
"""


def scan_store(
    engine: Engine,
    regions: tuple[str, ...],
    progress: Progress,
    crew: Crew = ALONE,
    meanwhile: Callable[[], None] | None = None,
) -> int:
    """Scan every thread that has new or changed messages; return how many messages were read.

    All in one transaction. A thread with news is read whole and its earlier detections are replaced; after a change of
    detectors, lexicons or regions everything is read again. `meanwhile` may be done while others read; it may not ask
    what they find.
    """
    progress(STEP, 0.0)
    mark, known = fingerprint(regions), dict(engine.rows("SELECT key, value FROM meta"))
    since = int(known.get(SCANNED_TO, "-1")) if known.get(FINGERPRINT) == mark else -1
    newest = engine.rows("SELECT coalesce(max(file_no), -1) FROM messages")[0][0]
    if -1 < newest <= since:
        # Every thread was read when its last file was (what is told without a file has none): no table of messages need be looked through to say so.
        progress(STEP, 1.0)
        return 0
    with engine.transaction():
        total = _scan_since(engine, since, regions, progress, crew, meanwhile)
        for key, value in ((FINGERPRINT, mark), (SCANNED_TO, str(max(newest, since)))):
            engine.execute("DELETE FROM meta WHERE key = $key", {"key": key})
            engine.execute("INSERT INTO meta VALUES ($key, $value)", {"key": key, "value": value})
    progress(STEP, 1.0)
    return total


def _scan_since(
    engine: Engine,
    since: int,
    regions: tuple[str, ...],
    progress: Progress,
    crew: Crew,
    meanwhile: Callable[[], None] | None,
) -> int:
    which = "true" if since < 0 else "thread IN (SELECT thread FROM threads WHERE file_no > $since)"
    asked = f"WITH threads AS ({_THREADS}) SELECT {{}} FROM threads WHERE {which}"
    ((total,),) = engine.rows(asked.format("count(*)"), {"since": since})
    gone = "true" if since < 0 else f"message_id IN ({asked.format('id')})"
    engine.execute(f"DELETE FROM detections WHERE {gone}", {"since": since})
    done, slices = 0, -(-total // SLICE_MESSAGES)
    for number in range(slices):
        one = f"{asked.format('* EXCLUDE (file_no)')} AND hash(thread) % $slices = $slice"
        frame = _with_files(engine.frame(one, {"since": since, "slices": slices, "slice": number})).drop("extra")
        for size, found in scan_parts(frame, regions, crew, meanwhile if slices == 1 else None):
            engine.append("detections", found)
            done += size
            progress(STEP, done / total)
    return int(total)


def _with_files(frame: pl.DataFrame) -> pl.DataFrame:
    """The messages with the names of their files below their text, where they have any."""
    rows = frame.select(pl.col("extra").is_not_null().arg_true()).to_series()
    if not len(rows):
        return frame
    both = zip(frame["body"].gather(rows), frame["extra"].gather(rows), strict=True)
    texts = pl.Series([text_of(body or "", extra) for body, extra in both], dtype=pl.String)
    return frame.with_columns(frame["body"].scatter(rows, texts).alias("body"))


def fingerprint(regions: tuple[str, ...]) -> str:
    """A hash of all that decides what is found: detectors, filters, lexicons, weights, the scanner itself, the regions."""
    return hashlib.sha256(_sources() + "|".join(regions).encode()).hexdigest()


@cache
def _sources() -> bytes:
    digest = hashlib.sha256(sources())
    package = Path(inspect.getfile(rooms)).parent
    for folder in ("detectors", "detectors/parts", "filters", "lexicons", "scanning"):
        for path in sorted((*(package / folder).glob("*.py"), *(package / folder).glob("*.toml"))):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update((package / "patterns.py").read_bytes() + WEIGHTS.read_bytes())
    return digest.digest()
