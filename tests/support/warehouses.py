"""Warehouses that tests run compiled rules in: each is started empty, takes statements and gives rows back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
# `make warehouses` puts engines that have a Python of their own there.
PYTHON = TOP / ".tools" / "warehouses" / "bin" / "python"
# Sorts otherwise than by code points, as warehouses of people do.
LANGUAGE = ("--locale-provider=icu", "--icu-locale=en-US", "--encoding=UTF8")


@dataclass(frozen=True)
class Warehouse:
    """`room` begins a new, empty place for tables; `array` writes a list of texts already quoted."""

    dialect: str
    execute: Callable[[str], None]
    rows: Callable[[str], list[dict[str, Any]]]
    room: Callable[[str], list[str]]
    array: Callable[[list[str]], str]

    def literal(self, value: Any) -> str:
        """A value of a row as SQL."""
        if value is None:
            return "NULL"
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, list):
            return self.array([self.literal(one) for one in value])
        if isinstance(value, int | float):
            return repr(value)
        text = str(value).replace("'", "''")
        if self.dialect != "postgres":
            text = str(value).replace("\\", "\\\\").replace("'", "\\'")
        return f"'{text}'"


def missing(dialect: str) -> str:
    """Why this warehouse cannot be started here; "" when it can."""
    if dialect == "postgres":
        return "" if _postgres_folder() else "no postgres here -> apt-get install postgresql"
    module = {"clickhouse": "chdb", "spark": "pyspark"}[dialect]
    if not PYTHON.exists() or subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True).returncode:
        return f"no {module} here -> make warehouses"
    return (
        "no java here -> apt-get install openjdk-17-jre-headless"
        if dialect == "spark" and not shutil.which("java")
        else ""
    )


@contextmanager
def started(dialect: str) -> Iterator[Warehouse]:
    """The warehouse, in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="auditor-"))
    try:
        with (_postgres if dialect == "postgres" else _served)(dialect, folder) as warehouse:
            yield warehouse
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_folder() -> Path | None:
    found = [Path(where).resolve().parent for where in [shutil.which("initdb")] if where]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in found if (folder / "initdb").exists()), None)


@contextmanager
def _postgres(dialect: str, folder: Path) -> Iterator[Warehouse]:
    programs, data = _postgres_folder(), folder / "data"
    assert programs is not None
    # The server refuses to run as root.
    user: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody", "nogroup")

    def call(*command: str | Path, stdin: str = "") -> str:
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=folder, **user)
        assert done.returncode == 0, f"{command[0]}: {done.stderr[:2000]}"
        return done.stdout

    def psql(sql: str) -> str:
        options = ("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1")
        return call(programs / "psql", *options, "-h", folder, "-U", "auditor", "-d", "postgres", "-f", "-", stdin=sql)

    call(programs / "initdb", "-D", data, "-U", "auditor", "-A", "trust", "--no-sync", *LANGUAGE)
    settings = f"-k '{folder}' -c listen_addresses='' -c fsync=off -c jit=off"
    call(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
    place = [""]

    def rows(sql: str) -> list[dict[str, Any]]:
        wrapped = f"{place[0]} SELECT row_to_json(t) FROM (\n{sql}\n) AS t"
        return [json.loads(line) for line in psql(wrapped).splitlines()]

    def room(name: str) -> list[str]:
        place[0] = f"SET client_min_messages = warning; SET search_path = {name};"
        return [f"CREATE SCHEMA {name}"]

    try:
        yield Warehouse(
            dialect,
            lambda sql: psql(f"{place[0]} {sql}") and None,
            rows,
            room,
            lambda texts: f"CAST(ARRAY[{', '.join(texts)}] AS TEXT[])",
        )
    finally:
        call(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@contextmanager
def _served(dialect: str, folder: Path) -> Iterator[Warehouse]:
    command = [PYTHON, Path(__file__).with_name("warehouse_server.py"), dialect, str(folder)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=folder
        )

    def ask(**request: str) -> list[dict[str, Any]]:
        assert process.stdin is not None and process.stdout is not None
        print(json.dumps(request), file=process.stdin, flush=True)
        answer = json.loads(process.stdout.readline() or '{"error": "it ended"}')
        assert "error" not in answer, f"{answer['error']}\n{next(iter(request.values()))[:3000]}"
        rows: list[dict[str, Any]] = answer["rows"]
        return rows

    try:
        yield Warehouse(
            dialect,
            lambda sql: ask(sql=sql) and None,
            lambda sql: ask(query=sql),
            lambda name: [f"CREATE DATABASE {name}", f"USE {name}"],
            lambda texts: f"[{', '.join(texts)}]" if dialect == "clickhouse" else f"array({', '.join(texts)})",
        )
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=60)
