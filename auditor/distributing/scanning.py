"""Messages to detections on many machines: whole threads in order, batch by batch through the scanner of one machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from auditor.model.attachments import text_of
from auditor.scanning import scan_frame

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# So many messages are scanned at once: fewer do not pay the gate, which works on whole columns.
PART_MESSAGES = 20_000
# A thread is one thread_id of one relationship, or the relationship itself where there is none; as the store has it.
MESSAGES = """
    SELECT message_id AS id,
           concat_ws(chr(31), coalesce(client_id, ''), coalesce(freelancer_id, ''), coalesce(thread_id, '')) AS thread,
           sender, sent_at, body,
           CASE WHEN lower(extra) LIKE '%attach%' OR lower(extra) LIKE '%file%' THEN extra END AS extra
    FROM messages WHERE coalesce(sender, '') <> 'system' AND message_id IS NOT NULL
"""
DETECTIONS = """message_id STRING, category STRING, kind STRING, value STRING, normalized STRING, start_offset INT,
    end_offset INT, confidence DOUBLE, obfuscated BOOLEAN, stance STRING, message_ids ARRAY<STRING>"""

# Spark takes no Arrow types with offsets of eight bytes, which are what polars gives.
ARROW = pa.schema(
    [
        *((name, pa.string()) for name in ("message_id", "category", "kind", "value", "normalized")),
        ("start_offset", pa.int32()),
        ("end_offset", pa.int32()),
        ("confidence", pa.float64()),
        ("obfuscated", pa.bool_()),
        ("stance", pa.string()),
        ("message_ids", pa.list_(pa.string())),
    ]
)


def scanned(messages: DataFrame, regions: tuple[str, ...]) -> DataFrame:
    """The detections of all messages (the table of the store), in its columns.

    One shuffle by thread, so that a thread is whole in one partition, and a sort by time within it. A client with many
    freelancers has many threads, and no partition of its own.
    """
    messages.createOrReplaceTempView("messages")
    told = messages.sparkSession.sql(MESSAGES)
    threads = told.repartition("thread").sortWithinPartitions("thread", "sent_at", "id")
    return threads.mapInArrow(partial(scan_batches, regions=regions), DETECTIONS)


def scan_batches(
    batches: Iterable[pa.RecordBatch], regions: tuple[str, ...], size: int = PART_MESSAGES
) -> Iterator[pa.RecordBatch]:
    """Detections in batches of messages that come thread by thread (columns id, thread, sender, sent_at, body, extra).

    A batch may end anywhere: the messages of a thread that may go on are carried into the next one, and never scanned
    before it is whole. What is held is one part and one thread.
    """
    held: list[pl.DataFrame] = []
    for batch in batches:
        frame = pl.from_arrow(batch)
        assert isinstance(frame, pl.DataFrame)
        if frame.is_empty():
            continue
        held.append(frame)
        if sum(map(len, held)) < size or frame["thread"][-1] == held[0]["thread"][0]:
            continue
        both = pl.concat(held)
        goes_on = both["thread"] == both["thread"][-1]
        whole = both.filter(~goes_on)
        held = [both.filter(goes_on)]
        if not whole.is_empty():
            yield from _found(whole, regions)
    if held:
        yield from _found(pl.concat(held), regions)


def _found(frame: pl.DataFrame, regions: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    pairs = zip(frame["body"], frame["extra"], strict=True)
    bodies = [body if extra is None else text_of(body or "", extra) for body, extra in pairs]
    told = frame.drop("extra").with_columns(pl.Series("body", bodies, dtype=pl.String))
    yield from scan_frame(told, regions).to_arrow().cast(ARROW).to_batches()
