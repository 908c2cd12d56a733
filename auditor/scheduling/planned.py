"""What a scheduled audit is: the command with every path in full, where it runs, and when."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from auditor.errors import UsageError

KEPT_RUNS = 30
# Said on the command line or in the environment: cron and systemd know neither folder nor environment of today.
SAID = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT)


@dataclass(frozen=True, slots=True)
class Plan:
    """A command (program and arguments), its folder and environment, the time of day, on Mondays only or daily, the file
    that takes its one line, whether it sends messages, and whether the address of those is in the environment, where it stays."""

    command: tuple[str, ...]
    folder: Path
    environment: tuple[tuple[str, str], ...]
    hour: int
    minute: int
    weekly: bool
    log: Path
    sends: bool
    sends_secretly: bool = False


def plan(audit: click.Command, arguments: Sequence[str], at: str, weekly: bool) -> Plan:
    """Check the arguments as `auditor audit` would, and complete them. Raises UsageError for what cannot be scheduled."""
    try:
        context = audit.make_context("audit", list(arguments))
    except click.UsageError as error:
        # Said of the command that was called, not of the one that it writes down.
        error.ctx = click.get_current_context(silent=True)
        raise
    values = context.params
    if context.get_parameter_source("as_of") in SAID:
        raise UsageError("--as-of would audit the same day every time -> leave it out; each run takes its own day")
    for path in values["paths"]:
        if not path.exists():
            raise UsageError(f"{path}: there is nothing here to audit -> name the folder of your exports")
    hour, minute = _time(at)
    words = [*program(), "audit", *_words(audit, context)]
    python_path = os.environ.get("PYTHONPATH")
    environment = (("PYTHONPATH", python_path),) if python_path else ()
    log = values["db"].absolute().with_name("auditor.log")
    sends, secretly = bool(values["notify"]), context.get_parameter_source("notify") is ParameterSource.ENVIRONMENT
    made = Plan(tuple(words), Path.cwd(), environment, hour, minute, weekly, log, sends, secretly and sends)
    _check(made)
    return made


def program() -> tuple[str, ...]:
    """How this installation is called, by full paths; links stay, because a virtual environment is known by its own."""
    python = Path(sys.executable).absolute()
    script = python.with_name("auditor")
    return (str(script),) if script.is_file() and os.access(script, os.X_OK) else (str(python), "-m", "auditor")


def _words(audit: click.Command, context: click.Context) -> Iterator[str]:
    added = {"brief": True, "progress": False, "keep": KEPT_RUNS, "db": context.params["db"]}
    arguments: list[str] = []
    for param in audit.params:
        name = param.name or ""
        value = context.params.get(name)
        if context.get_parameter_source(name) not in SAID:
            if name not in added:
                continue
            value = added[name]
        if isinstance(param, click.Argument):
            arguments = [_full(one) for one in value or ()]
        elif isinstance(param, click.Option):
            # An address in the environment is there because it holds a password: no line shows it.
            if name == "notify" and context.get_parameter_source(name) is ParameterSource.ENVIRONMENT:
                continue
            yield from _option(param, value)
    # A file may be called like an option.
    yield from ("--", *arguments)


def _option(param: click.Option, value: Any) -> Iterator[str]:
    if param.is_flag:
        yield from (param.opts[0],) if value else param.secondary_opts[:1]
        return
    for one in value if param.multiple else [value]:
        yield from (param.opts[0], _full(one))


def _full(value: Any) -> str:
    return str(value.absolute()) if isinstance(value, Path) else str(value)


def _time(text: str) -> tuple[int, int]:
    hour, _, minute = text.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60 and len(minute) == 2):
        raise UsageError(f"--at {text}: this is no time of day -> write it as HH:MM, for example 07:00")
    return int(hour), int(minute)


def _check(made: Plan) -> None:
    for word in (*made.command, str(made.folder), str(made.log), *(value for _, value in made.environment)):
        if any(mark in word for mark in "\n\r\0"):
            raise UsageError(f"{word!r} holds a line end, which no unit can -> rename it")
