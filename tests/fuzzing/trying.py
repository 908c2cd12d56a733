"""Takes broken files through planning, loading, typing and the store, a batch in one store, and tells all faults."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor import ingesting
from auditor.engines.duckdb import Engine
from auditor.errors import AuditorError
from auditor.settings import IngestOptions, no_progress
from tests.fuzzing import files, judging
from tests.fuzzing.files import Fuzzed
from tests.fuzzing.judging import Outcome

AT_ONCE = 50
Kind = tuple[Callable[[int], Fuzzed], Callable[[Fuzzed, Outcome], Iterator[str]]]
KINDS: dict[str, Kind] = {
    "csv": (files.csv_file, judging.of_csv),
    "json": (files.json_file, judging.of_json),
    "archives": (files.archive, judging.of_archive),
}
SOUND = Fuzzed("sound.csv", b"message_id,client_id,freelancer_id,sender,sent_at,body\nm0,c1,me,client,2025-01-01,x\n")


def faults(kind: str, first: int, count: int) -> list[str]:
    """What is wrong with so many files of a kind, from a seed on; each fault names its seed."""
    make, judge = KINDS[kind]
    found: list[str] = []
    for start in range(first, first + count, AT_ONCE):
        seeds = range(start, min(start + AT_ONCE, first + count))
        batch = [make(seed) for seed in seeds]
        told = _tried(batch)
        if isinstance(told, str):
            alone = [_tried([file]) for file in batch]
            found += [
                f"{kind} {file.name}: {one}" for file, one in zip(batch, alone, strict=True) if isinstance(one, str)
            ] or [told]
            continue
        for file in batch:
            found += [f"{kind} {file.name}: {fault}" for fault in judge(file, told[file.name])]
    return found


def _tried(batch: Sequence[Fuzzed]) -> dict[str, Outcome] | str:
    with TemporaryDirectory(prefix="fuzzed-") as folder, Engine.in_memory() as engine:
        for file in (*batch, SOUND):
            (Path(folder) / file.name).write_bytes(file.data)
        # A future holds whatever is raised, and a fault of the program is what is looked for.
        with ThreadPoolExecutor(1) as alone:
            tried = alone.submit(
                lambda: ingesting.ingest(engine, ingesting.plan([Path(folder)], IngestOptions()), no_progress)
            )
        if (error := tried.exception()) is not None:
            if isinstance(error, AuditorError):
                return f"the whole run ended: {error}"
            return "".join(traceback.format_exception(error))
        report = tried.result()
        return {file.name: _outcome(engine, report, file.name) for file in batch}


def _outcome(engine: Engine, report: ingesting.IngestReport, name: str) -> Outcome:
    mine = [one for one in report.files if one.path == name or one.path.startswith((f"{name}#", f"{name}/"))]
    like = {"name": name, "part": f"{name}#%", "member": f"{name}/%"}
    rows = engine.rows(
        """SELECT source_line, message_id, client_id, coalesce(body, '') FROM messages
           WHERE source_file = $name OR source_file LIKE $part OR source_file LIKE $member""",
        like,
    )
    aside = engine.rows(
        "SELECT DISTINCT line, raw FROM quarantine WHERE file = $name OR file LIKE $part OR file LIKE $member", like
    )
    refused = " | ".join(one.message for one in mine if one.status == "refused")
    names = ("rows_read", "rows_loaded", "rows_updated", "rows_quarantined", "rows_known")
    counts = [sum(getattr(one, count) for one in mine) for count in names]
    # An archive without a file that could be data is no input, and only named.
    named = next((one for one in report.warnings if one.startswith(f"{name}: ")), "the file is not in the report")
    return Outcome(refused if mine else named, rows, aside, counts, next((one.encoding for one in mine), ""))
