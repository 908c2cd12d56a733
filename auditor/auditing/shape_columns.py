"""The columns of a shape for whoever writes a rule: name, kind and meaning; kinds are asked of the engine, never listed twice."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from auditor.auditing.shapes import make_shapes
from auditor.engines.duckdb import Engine
from auditor.errors import RoomError
from auditor.model.policies import Policy

MEANINGS = Path(__file__).resolve().parent / "shape_columns.toml"
# What a column holds, by the beginning of its SQL type; a list ends with brackets.
KINDS = (
    ("VARCHAR", "text"), ("BOOLEAN", "true or false"), ("DATE", "day"), ("TIMESTAMP", "time (UTC)"), ("DECIMAL", "exact number"),
    ("DOUBLE", "number"), ("INTEGER", "whole number"), ("BIGINT", "whole number"),
)  # fmt: skip
# Shapes are made of empty tables here: the day is of no account.
ANY_DAY = date(2026, 1, 1)


def columns(shape: str, policy: Policy) -> list[tuple[str, str, str]]:
    """Name, kind and meaning of each column of a shape that there is. Raises RoomError where a meaning is missing."""
    with Engine.in_memory() as engine:
        make_shapes(engine, ANY_DAY, policy, only=frozenset({shape}))
        held = engine.rows(f"DESCRIBE {shape}")
    return [(str(name), kind(str(sql_type)), meaning(shape, str(name))) for name, sql_type, *_ in held]


def kind(sql_type: str) -> str:
    """The kind of a column in words: VARCHAR[] is a list of texts."""
    word = next(word for start, word in KINDS if sql_type.startswith(start))
    return f"list of {word}s" if sql_type.endswith("[]") else word


def meaning(shape: str, column: str) -> str:
    """What a column means in a shape. Raises RoomError where nothing is written of it."""
    told = _meanings()
    found = told.get(shape, {}).get(column) or told["every"].get(column)
    if found is None:
        raise RoomError(f"{MEANINGS}: says nothing of {column} of {shape} -> add what it means")
    return found


@cache
def _meanings() -> dict[str, dict[str, str]]:
    return tomllib.loads(MEANINGS.read_text(encoding="utf-8"))
