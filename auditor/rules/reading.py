"""Reads heuristics: TOML front matter behind `--`, then plain SQL that anyone can run by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from math import isfinite
from pathlib import Path
from string import Formatter
from typing import Any

from auditor import rooms
from auditor.errors import RoomError
from auditor.model.rules import Heuristic, Param
from auditor.model.words import Severity

FIELDS = ("title", "severity", "confidence", "reads", "anchor", "why", "silent", "clause", "explanation", "action")
SHARES = (0, 1)
# Of these there is no half; a median of messages a week, a sum of money and a share may have one.
COUNTED = {"days", "weeks", "months", "messages", "accounts", "clients", "contracts", "payments", "reports", "1 or 0"}
KNOWN = {*FIELDS, "reply", "own_action", "own_reply", "mild_action", "params"}


def shipped() -> dict[str, Heuristic]:
    """All shipped heuristics by rule id, in the order of ids; the dictionary is the caller's own."""
    return dict(_shipped())


@cache
def _shipped() -> Mapping[str, Heuristic]:
    # Parsing some thirty front matters takes longer than a rule does on a small account, and several steps ask.
    return read_folder(rooms.sql_folder() / "heuristics")


def read_folder(folder: Path) -> dict[str, Heuristic]:
    """All heuristics of a folder by rule id. Raises RoomError that names the file and the remedy."""
    return {rule_id: read(path) for rule_id, path in rooms.files(folder, ".sql").items()}


def read(path: Path) -> Heuristic:
    """Read one heuristic; its rule id is the file's stem. Raises RoomError."""
    try:
        text = path.read_text(encoding="utf-8")
        return of_text(path, text)
    except UnicodeDecodeError as error:
        raise RoomError(f"{path}: not UTF-8 at byte {error.start} -> save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RoomError(
            f"{path}: the front matter is no valid TOML ({error}) -> correct the lines behind '--'"
        ) from error
    except KeyError as error:
        raise RoomError(
            f"{path}: the front matter lacks {error} -> add it; 'auditor rules show' prints the form"
        ) from error
    except (TypeError, ValueError, AttributeError) as error:
        raise RoomError(f"{path}: the front matter has a value of the wrong form ({error}) -> correct it") from error


def of_text(path: Path, text: str) -> Heuristic:
    """The heuristic that the text of a file makes."""
    return _heuristic(path, tomllib.loads(front_matter(text)), text)


def front_matter(text: str) -> str:
    """The TOML on top of a file: its leading comment lines without the dashes."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line[2:].removeprefix(" "))
    return "\n".join(lines)


def _heuristic(path: Path, front: Mapping[str, Any], text: str) -> Heuristic:
    unknown = sorted(set(front) - KNOWN)
    if unknown:
        raise ValueError(f"unknown keys {', '.join(unknown)}")
    _refuse_kinds(front)
    confidence = float(front["confidence"])
    if not 0 <= confidence <= 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    for _, name, form, turn in Formatter().parse(front["explanation"]):
        # Attributes, places and forms of a value would reach into the program.
        if name is not None and not (name.isidentifier() and not form and not turn):
            raise ValueError(f"the explanation may quote facts by their names only, not {name!r}")
    return Heuristic(
        rule_id=path.name.removesuffix(".sql"),
        title=front["title"],
        severity=Severity(front["severity"]),
        confidence=confidence,
        reads=tuple(front["reads"]),
        anchor=front["anchor"],
        why=front["why"],
        silent=front["silent"],
        clause=front["clause"],
        explanation=front["explanation"],
        action=front["action"],
        reply=front.get("reply") or None,
        own_action=front.get("own_action") or None,
        own_reply=front.get("own_reply") or None,
        mild_action=front.get("mild_action") or None,
        params={name: _param(name, values) for name, values in front.get("params", {}).items()},
        sql=text,
        path=path,
    )


def _refuse_kinds(front: Mapping[str, Any]) -> None:
    for name in sorted(set(front) - {"confidence", "reads", "params"}):
        if not isinstance(front[name], str):
            raise TypeError(f"{name} is no text")
    if not isinstance(front["confidence"], int | float) or isinstance(front["confidence"], bool):
        raise TypeError("confidence is no number")
    if not isinstance(front["reads"], list) or not all(isinstance(one, str) for one in front["reads"]):
        raise TypeError("reads is no list of names")


def _param(name: str, values: Mapping[str, Any]) -> Param:
    if not isinstance(values["default"], int | float | str):
        raise TypeError(f"parameter {name} is neither a number nor a text")
    if not isinstance(values["default"], str) and not isfinite(values["default"]):
        raise ValueError(f"parameter {name} is no number that anything can be compared with")
    return Param(name, values["default"], values["unit"], values["about"], _range(name, values), _whole(name, values))


def _whole(name: str, values: Mapping[str, Any]) -> bool:
    """Whether the parameter counts things, by what the rule says of it or else by its unit."""
    counts = isinstance(values["default"], int) and values["unit"] in COUNTED
    whole = values.get("whole", counts)
    if not isinstance(whole, bool) or (whole and not isinstance(values["default"], int)):
        raise ValueError(f"whole of parameter {name} must be true or false, and true only where the default is whole")
    return whole


def _range(name: str, values: Mapping[str, Any]) -> tuple[float | int, float | int] | None:
    """The range that the rule states; a share has one by its kind."""
    given = values.get("range", SHARES if values["unit"] == "share" else None)
    if given is None:
        return None
    numbers = isinstance(given, list | tuple) and all(isinstance(one, int | float) for one in given)
    if not numbers or len(given) != 2 or not given[0] <= given[1]:
        raise ValueError(f"the range of parameter {name} must be the least and the greatest value, such as [0, 1]")
    if not isinstance(values["default"], int | float) or not given[0] <= values["default"] <= given[1]:
        raise ValueError(f"the default of parameter {name} lies outside its range, {given[0]} to {given[1]}")
    return given[0], given[1]
