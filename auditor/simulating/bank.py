"""Puts the words and roads of a simulated world into the tables that its SQL reads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any

import duckdb

from auditor.errors import UsageError

HERE = Path(__file__).resolve().parent
LISTS = {"thing": "things", "pay": "pays", "digit": "spelled"}
NAMES = {"road": "roads", "look": "look-alikes"}
SYLLABLES = (
    "bar",
    "den",
    "fol",
    "gra",
    "hel",
    "jor",
    "kam",
    "lin",
    "mor",
    "nev",
    "ost",
    "pel",
    "quil",
    "ros",
    "sel",
    "tam",
    "vel",
    "wil",
)


def load(connection: duckdb.DuckDBPyConnection, mix: Mapping[str, float]) -> dict[str, float]:
    """Make the tables phrase, role and script and the lists things, pays, digits and words; return the share of each road among roads.

    Raises UsageError when `mix` names what there is not, or leaves no road or no look-alike.
    """
    bank: dict[str, dict[str, list[str]]] = tomllib.loads((HERE / "bank.toml").read_text(encoding="utf-8"))
    roads: dict[str, dict[str, dict[str, Any]]] = tomllib.loads((HERE / "roads.toml").read_text(encoding="utf-8"))
    connection.execute("CREATE TABLE phrase (family VARCHAR, lang VARCHAR, lines VARCHAR[])")
    for family, by_language in bank.items():
        for language, lines in by_language.items():
            connection.execute("INSERT INTO phrase VALUES (?, ?, ?)", [family, language, lines])
    for table, family in LISTS.items():
        (lines,) = bank[family].values()
        _list(connection, table, lines)
    _list(
        connection, "word", [(first + second).title() for first in SYLLABLES for second in SYLLABLES if first != second]
    )
    return _roles(connection, roads, mix)


def _list(connection: duckdb.DuckDBPyConnection, table: str, lines: list[str]) -> None:
    connection.execute(f"SET VARIABLE {table}s = ?", [lines])


def _roles(
    connection: duckdb.DuckDBPyConnection,
    roads: Mapping[str, Mapping[str, Mapping[str, Any]]],
    mix: Mapping[str, float],
) -> dict[str, float]:
    unknown = sorted(set(mix) - {name for kind in roads.values() for name in kind})
    if unknown:
        known = ", ".join(name for kind in roads.values() for name in kind)
        raise UsageError(f"--mix {unknown[0]}: there is no such road or look-alike -> use one of {known}")
    connection.execute(
        "CREATE TABLE role (kind VARCHAR, name VARCHAR, low DOUBLE, high DOUBLE, hours VARCHAR, outside DOUBLE, small BOOLEAN, rules VARCHAR[], "
        "ends BOOLEAN, claims BOOLEAN, reported DOUBLE)"
    )
    connection.execute(
        "CREATE TABLE script (kind VARCHAR, role VARCHAR, step INTEGER, anchor VARCHAR, from_day INTEGER, to_day INTEGER, "
        "sender VARCHAR, family VARCHAR, chance DOUBLE, rules VARCHAR[])"
    )
    shares = {}
    for kind, by_name in roads.items():
        weights = {name: float(mix.get(name, road["weight"])) for name, road in by_name.items()}
        if odd := [name for name, weight in weights.items() if not isfinite(weight)]:
            raise UsageError(f"--mix {odd[0]}: its weight is no number -> write it as {odd[0]}=2")
        if below := [name for name, weight in weights.items() if weight < 0]:
            raise UsageError(f"--mix {below[0]}={weights[below[0]]:g}: no weight is below 0 -> 0 leaves {below[0]} out")
        if sum(weights.values()) <= 0:
            raise UsageError(f"--mix: the weights of all {NAMES[kind]} are 0 -> leave one above 0")
        low = 0.0
        for name, road in by_name.items():
            shares[name] = weights[name] / sum(weights.values())
            values = [
                kind,
                name,
                low,
                low + shares[name],
                road["hours"],
                road.get("outside", 0.0),
                road.get("small", False),
            ]
            connection.execute("INSERT INTO role VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*values, *_more(road)])
            low += shares[name]
            for step, line in enumerate(road["script"]):
                told = line if len(line) > 6 else [*line, []]
                connection.execute(
                    "INSERT INTO script VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [kind, name, step, *told]
                )
    return shares


def _more(road: Mapping[str, Any]) -> list[Any]:
    return [road.get("rules", []), road.get("ends", False), road.get("origin", False), road.get("reported", 0.0)]
