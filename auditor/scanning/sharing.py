"""Scans many messages in parts, whole threads each, shared out among the processes of a crew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import polars as pl

from auditor.crew import ALONE, Crew

PART_MESSAGES = 50_000
# Fewer messages are no reason to begin processes; those that there are have the lexicons ready, and are given any number.
WORTH_SHARING = 20_000
# Parts that wait at once for each process: results come back while the next are read.
PARTS_A_PROCESS = 4


def scan_parts(
    frame: pl.DataFrame, regions: tuple[str, ...], crew: Crew = ALONE, meanwhile: Callable[[], None] | None = None
) -> Iterator[tuple[int, pl.DataFrame]]:
    """Detections in a frame of messages (columns as scan_frame takes them), part by part: how many messages were read,
    and what was found in them. The result does not depend on the size of the parts, or on the crew. `meanwhile` is done here
    while others read, where all of it is handed over at once: else they would wait for more in the end."""
    work = partial(_scanned, regions=regions)
    if not crew.size:
        for part in parts(frame, PART_MESSAGES):
            yield len(part), work(part)
        return
    every = parts(frame, PART_MESSAGES)
    step = PARTS_A_PROCESS * crew.size
    for at in range(0, len(every), step):
        found = crew.handed(work, every[at : at + step])
        if meanwhile is not None and len(every) <= step:
            meanwhile()
        yield from zip(map(len, every[at : at + step]), found(), strict=True)


def _scanned(frame: pl.DataFrame, regions: tuple[str, ...]) -> pl.DataFrame:
    # Imported where it is done, which mostly is in another process.
    from auditor.scanning.frames import scan_frame

    return scan_frame(frame, regions)


def scan_all(frame: pl.DataFrame, regions: tuple[str, ...], crew: Crew = ALONE) -> pl.DataFrame:
    """All detections in a frame of messages, ordered as scan_frame orders them."""
    from auditor.scanning.frames import SCHEMA

    found = [one for _, one in scan_parts(frame, regions, crew)]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *found]).sort(
        "message_id", "start_offset", "end_offset", "category", maintain_order=True
    )


def parts(frame: pl.DataFrame, size: int) -> list[pl.DataFrame]:
    """The frame in parts of about `size` messages, no thread divided; messages without a thread stand anywhere."""
    if len(frame) <= size:
        return [frame] if len(frame) else []
    count = -(-len(frame) // size)
    alone = pl.int_range(pl.len()) * count // pl.len()
    numbered = frame.with_columns(
        pl.when(pl.col("thread").is_null()).then(alone).otherwise(pl.col("thread").hash(seed=7) % count).alias("part")
    )
    return [one.drop("part") for _, one in sorted(numbered.partition_by("part", as_dict=True).items())]
