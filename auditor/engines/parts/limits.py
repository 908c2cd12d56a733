"""A query that may not take as long as it likes, nor return as much as it likes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from threading import Event, Timer
from typing import Any

import duckdb
import polars as pl

from auditor.engines.duckdb import Engine

MOST_ROWS = 2_000_000
INTERVAL = re.compile(r'(?<!")\bINTERVAL\b(?!")')


class LimitError(Exception):
    """The query ran over a limit; the message says which."""


def frame_within(
    engine: Engine, sql: str, params: Mapping[str, Any], seconds: float, *, foreign: bool = False
) -> pl.DataFrame:
    """The result of one query, ended after so many seconds; of a `foreign` one the kinds of its columns are looked at first.

    Raises LimitError when it takes longer or returns more than MOST_ROWS rows, duckdb.Error as the engine does.
    """
    too_long = Event()

    def stop() -> None:
        too_long.set()
        engine.connection.interrupt()

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        # A limit around the whole: what would not fit into memory is never gathered.
        whole = f"SELECT * FROM (\n{sql}\n) LIMIT {MOST_ROWS + 1}"
        if foreign:
            _refuse_others(engine, whole)
            _refuse_intervals(engine, whole, params)
        frame = engine.frame(whole, params)
    except duckdb.InterruptException as error:
        if not too_long.is_set():
            raise
        raise LimitError(f"not done after {seconds:g} s") from error
    finally:
        timer.cancel()
        timer.join()
    if frame.height > MOST_ROWS:
        raise LimitError(f"returns more than {MOST_ROWS:,} rows")
    return frame


def _refuse_others(engine: Engine, sql: str) -> None:
    """One question, and nothing else: told by the engine's own parser, whatever another one made of the text."""
    statements = engine.connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise LimitError("is not one single SELECT")


def _refuse_intervals(engine: Engine, sql: str, params: Mapping[str, Any]) -> None:
    """A stretch of time has no place in a frame, and reading one would end the process."""
    kinds = engine.frame(f"DESCRIBE {sql}", params).select("column_name", "column_type").rows()
    for name, kind in kinds:
        if INTERVAL.search(kind):
            raise LimitError(f"column {name} holds an interval -> take the days between two dates by date_diff")
