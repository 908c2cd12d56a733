"""Names of payers and of clients compared on many machines: only names that share their first or last letters meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from auditor.auditing import matching
from auditor.auditing.matching.comparing import BLOCK_LETTERS
from auditor.auditing.matching.names import forms
from auditor.auditing.shapes import ALIKE_FROM, limit
from auditor.model.policies import Policy

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PAYERS = """SELECT DISTINCT coalesce(counterparty, client_id) AS text, 'payer' AS side FROM payments
    WHERE lower(coalesce(channel, '')) NOT IN ('', 'platform') AND (counterparty IS NOT NULL OR client_id NOT IN (
        SELECT client_id FROM contracts WHERE client_id IS NOT NULL))"""
NAMES = """SELECT DISTINCT name AS text, 'name' AS side FROM (
        SELECT client_name AS name FROM relationships
        UNION ALL SELECT get_json_object(extra, '$.client_name') FROM contracts WHERE extra IS NOT NULL
        UNION ALL SELECT get_json_object(extra, '$["clientOrganization.name"]') FROM contracts WHERE extra IS NOT NULL
        UNION ALL SELECT get_json_object(extra, '$["clientTeam.name"]') FROM contracts WHERE extra IS NOT NULL
        UNION ALL SELECT counterparty FROM payments WHERE lower(coalesce(channel, '')) IN ('', 'platform'))
    WHERE trim(coalesce(name, '')) <> ''"""
ALIKE, VALUES = "counterparty STRING, name STRING, score DOUBLE", "counterparty STRING, value STRING"


def alike(spark: SparkSession, policy: Policy) -> DataFrame:
    """The table name_alike: pairs of a payer's and a client's name, and how alike they are."""
    told = spark.sql(f"{PAYERS} UNION ALL {NAMES}").mapInArrow(_keyed, "key STRING, text STRING, side STRING")
    scored = (
        told.repartition("key")
        .sortWithinPartitions("key")
        .mapInArrow(partial(blocks, least=limit(policy, *ALIKE_FROM)), ALIKE)
    )
    return scored.groupBy("counterparty", "name").agg({"score": "max"}).withColumnRenamed("max(score)", "score")


def payer_values(spark: SparkSession) -> DataFrame:
    """The table payer_value: addresses and numbers that stand in payers' names."""
    return spark.sql(PAYERS).mapInArrow(_values, VALUES)


def _keyed(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        told = _frame(batch)
        known = forms(told["text"].unique()).rename({"name": "text"})
        ends = [
            pl.lit("<") + pl.col("form").str.head(BLOCK_LETTERS),
            pl.lit(">") + pl.col("form").str.tail(BLOCK_LETTERS),
        ]
        keyed = pl.concat([known.select(end.alias("key"), "text") for end in ends]).unique()
        yield from _arrow(keyed.join(told, on="text").select("key", "text", "side"), 3)


def blocks(batches: Iterable[pa.RecordBatch], least: float) -> Iterator[pa.RecordBatch]:
    """Pairs at least so alike. Rows come block by block; the block that a batch ends in is carried into the next."""
    held = pl.DataFrame(schema={"key": pl.String, "text": pl.String, "side": pl.String})
    for batch in batches:
        held = pl.concat([held, _frame(batch)])
        if held.is_empty():
            continue
        goes_on = held["key"] == held["key"][-1]
        yield from _compared(held.filter(~goes_on), least)
        held = held.filter(goes_on)
    yield from _compared(held, least)


def _compared(told: pl.DataFrame, least: float) -> Iterator[pa.RecordBatch]:
    payers, names = (told.filter(pl.col("side") == side)["text"].unique() for side in ("payer", "name"))
    if len(payers) and len(names):
        found = matching.alike(payers, names, least)
        yield from (
            found.to_arrow()
            .cast(pa.schema({"counterparty": pa.string(), "name": pa.string(), "score": pa.float64()}))
            .to_batches()
        )


def _values(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from _arrow(matching.payer_values(_frame(batch)["text"]), 2)


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _arrow(frame: pl.DataFrame, texts: int) -> list[pa.RecordBatch]:
    assert frame.width == texts
    found: list[pa.RecordBatch] = (
        frame.to_arrow().cast(pa.schema([(name, pa.string()) for name in frame.columns])).to_batches()
    )
    return found
