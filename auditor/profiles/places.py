"""On which line of a profile file a key stands, so that a person finds what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

SECTION = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_\-.]+))\s*=""")


def lines_of_keys(text: str) -> Mapping[str, int]:
    """The 1-based line of each key, written 'columns.amount' or 'apart 2.test'; sections stand under their own name."""
    found: dict[str, int] = {}
    section, counted = "", Counter[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if opened := SECTION.match(line):
            section = opened[2].replace('"', "")
            if opened[1] == "[[":
                counted[section] += 1
                section = f"{section} {counted[section]}"
            found.setdefault(section, number)
        elif key := KEY.match(line):
            name = key[1].strip("\"'")
            found.setdefault(f"{section}.{name}" if section else name, number)
    return found


def line_of(key: str, lines: Mapping[str, int]) -> int:
    """The line of a key, or of the nearest thing around it; 0 when there is none."""
    while key:
        if key in lines:
            return lines[key]
        key = key.rpartition(".")[0]
    return 0
