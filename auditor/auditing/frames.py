"""Runs sql/report/ over the shapes: one frame per file, for charts, sections and exports."""

from __future__ import annotations

from datetime import date

import polars as pl

from auditor import rooms
from auditor.engines.duckdb import Engine


def report_frames(engine: Engine, as_of: date) -> dict[str, pl.DataFrame]:
    """The result of every query of sql/report/ by file stem; the shapes must have been made for the same as-of."""
    scripts = rooms.files(rooms.sql_folder() / "report", ".sql")
    return {name: engine.frame(path.read_text(encoding="utf-8"), {"as_of": as_of}) for name, path in scripts.items()}


def report_frame(engine: Engine, name: str, as_of: date) -> pl.DataFrame:
    """The result of one query of sql/report/."""
    path = rooms.sql_folder() / "report" / f"{name}.sql"
    return engine.frame(path.read_text(encoding="utf-8"), {"as_of": as_of})
