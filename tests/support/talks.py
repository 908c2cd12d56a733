"""Talks in one thread, and what the scanner finds there."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl

from auditor.model.words import Category
from auditor.scanning import scan_frame

MORNING = datetime(2026, 5, 4, 9)
Talk = list[tuple[str, int, str]]


def thread(talk: Talk) -> pl.DataFrame:
    """Messages of one thread: sender, minutes after nine, body."""
    rows = [
        (f"m{number}", "t", who, MORNING + timedelta(minutes=at), body) for number, (who, at, body) in enumerate(talk)
    ]
    schema = {
        "id": pl.String,
        "thread": pl.String,
        "sender": pl.String,
        "sent_at": pl.Datetime("us"),
        "body": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def found(talk: Talk, category: Category) -> list[dict[str, object]]:
    """Detections of one category in a thread, gate and no gate agreeing."""
    frame = thread(talk)
    gated = scan_frame(frame, ("US",))
    assert gated.equals(scan_frame(frame, ("US",), everything=True))
    return [row for row in gated.iter_rows(named=True) if row["category"] == category.value]
