"""Repaired rows as a file of their kind, and back to the lines that they stood on."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np

from auditor.ingesting.json_rows import line_rows
from auditor.ingesting.places import RowLines
from auditor.ingesting.raw_rows import RawRows
from auditor.ingesting.windows import Cut, Window

LINE_END = re.compile(r"\r\n|\r|\n")


class Repair(NamedTuple):
    """A row of the quarantine that a person has changed: its line, the text that it had, and the new one."""

    line: int
    raw: str
    text: str


def readable_together(delimiter: str, rows: list[Repair]) -> Iterator[list[Repair]]:
    """Sound records in one part; each other text by itself, so that a quote in it cannot take in what stands below."""
    flags = [not delimiter or _is_one_record(row.text, delimiter) for row in rows]
    if any(flags):
        yield [row for row, is_sound in zip(rows, flags, strict=True) if is_sound]
    yield from ([row] for row, is_sound in zip(rows, flags, strict=True) if not is_sound)


def holds_a_row(text: str) -> bool:
    """Whether a repaired text of JSON gives a row again, sound or not."""
    rows = line_rows(BytesIO(LINE_END.sub(" ", text).encode("utf-8", "surrogatepass")))
    return any(not isinstance(row, int) and not row.lone for row in rows)


def _is_one_record(text: str, delimiter: str) -> bool:
    cut, size = _cut(text, delimiter)
    return cut.tail == size and np.count_nonzero(cut.ends > cut.starts) == 1 and not np.any(cut.misquoted)


def _cut(text: str, delimiter: str) -> tuple[Cut, int]:
    window = Window(text.encode("utf-8", "surrogatepass") + b"\n", ord(delimiter), final=True)
    return window.cut(0), len(window.data)


def _without_surplus(text: str, delimiter: str, columns: int) -> str:
    """The record without empty fields behind those of the header, which stand behind every row of some files."""
    surplus = int(_cut(text, delimiter)[0].widths[:1].sum()) - columns
    return text[:-surplus] if surplus > 0 and text.endswith(delimiter * surplus) else text


def write(path: Path, delimiter: str, columns: int, rows: list[Repair]) -> dict[int, int]:
    """Write repaired rows as a file of their kind; returns the old line by the physical line on which each begins."""
    begins: dict[int, int] = {}
    with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as sink:
        at = 1
        if delimiter:
            # No repaired row can be taken for a repeated header.
            sink.write(delimiter.join(secrets.token_hex(8) for _ in range(columns)) + "\n")
            at = 2
        for line, _, text in rows:
            one = _without_surplus(text, delimiter, columns) if delimiter else LINE_END.sub(" ", text)
            sink.write(one + "\n")
            for inner in range(len(one.replace("\r\n", "\n").replace("\r", "\n").split("\n"))):
                begins[at + inner] = line
            at = max(begins) + 1
    return begins


def at_old_lines(raw: RawRows, begins: dict[int, int]) -> RawRows:
    """The rows with the lines that they had before they were repaired."""
    lines = np.array([begins[line] for line in raw.lines.all().tolist()], np.int64)
    bad = tuple(replace(row, line=begins[row.line]) for row in raw.bad)
    return replace(raw, lines=RowLines.of(lines), bad=bad)
