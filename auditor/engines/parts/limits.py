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
COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)


class LimitError(Exception):
    """The query ran over a limit; the message says which."""


def frame_within(engine: Engine, sql: str, params: Mapping[str, Any], seconds: float) -> pl.DataFrame:
    """The result of one query, ended after so many seconds.

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
        # What a comment names is no parameter.
        body = COMMENT.sub("", sql)
        # A limit around the whole: what would not fit into memory is never gathered.
        frame = engine.frame(f"SELECT * FROM (\n{body}\n) LIMIT {MOST_ROWS + 1}", params)
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
