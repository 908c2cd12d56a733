"""Generated CSV files, sound and broken, the same for the same seed; and both paths of the auditor over them."""

from __future__ import annotations

import random
from pathlib import Path

from auditor.engines.duckdb import Engine
from auditor.ingesting import csv_loading
from auditor.ingesting.planning import PlannedFile, tables
from auditor.ingesting.raw_rows import RawRows
from auditor.profiles.reading import canonical

DELIMITERS = ",;\t|"
WORDS = (
    "",
    "a",
    "0012",
    "x y",
    " lead",
    "é",
    "日本",
    "#no",
    "=1+1",
    "NULL",
    "1.234,5",
    "\u2028",
    "𝒳",
    "sep=",
    "inf",
    "'",
)
BREAKS = ("\n", "\r\n", "\n\n", "\n,\n", ",\n", "\r\n\r\n")
Row = tuple[str, ...]


def sound(seed: int) -> tuple[bytes, str, tuple[str, ...]]:
    """A well-formed file: its bytes, its delimiter and its header. One way of ending lines, every quote in order."""
    dice = random.Random(seed)
    delimiter, end = dice.choice(DELIMITERS), dice.choice(("\n", "\n", "\r\n"))
    header = tuple(f"h{number}" for number in range(dice.randint(1, 6)))
    lines = [delimiter.join(header)]
    for _ in range(dice.randint(0, 9)):
        if dice.random() < 0.08:
            lines.append("")
        cells = [_cell(dice, delimiter) for _ in header]
        lines.append(delimiter.join(cells) if any(cells) or len(cells) > 1 else '""')
    text = end.join(lines) + (end if dice.random() < 0.8 else "")
    mark = b"\xef\xbb\xbf" if dice.random() < 0.1 else b""
    return mark + text.encode(), delimiter, header


def _cell(dice: random.Random, delimiter: str) -> str:
    text = dice.choice(WORDS) + (dice.choice(WORDS) if dice.random() < 0.3 else "")
    if dice.random() < 0.25:
        inner = [dice.choice((delimiter, '"', *BREAKS, *WORDS)) for _ in range(dice.randint(1, 5))]
        text += "".join(inner)
    if dice.random() < 0.2 or any(mark in text for mark in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def broken(seed: int) -> tuple[bytes, str, tuple[str, ...]]:
    """A sound file in whose rows a few bytes were put in, taken out or replaced."""
    data, delimiter, header = sound(seed)
    dice = random.Random(-seed - 1)
    data += b"" if b"\n" in data else b"\n"
    top = data.index(b"\n") + 1
    if dice.random() < 0.2:
        data += data[:top].removeprefix(b"\xef\xbb\xbf")
    for _ in range(dice.randint(1, 4)):
        place = dice.randint(top, len(data))
        more = dice.choice((b'"', b'"', b'""', delimiter.encode(), b"\n", b"\r", b"\0", b"\xff", b"x", b"\r\n", b" "))
        taken = dice.randint(0, 2) if dice.random() < 0.5 else 0
        data = data[:place] + (more if dice.random() < 0.8 else b"") + data[place + taken :]
    return data, delimiter, header


def planned(path: Path, delimiter: str, header: tuple[str, ...]) -> PlannedFile:
    """The file as planning would describe it, said to be UTF-8."""
    return PlannedFile(path, path.name, canonical(tables()["reports"]), header, delimiter, encoding_declared=True)


def rows_of(engine: Engine, raw: RawRows) -> list[tuple[int, Row]]:
    """The rows that `typed` now holds, with their physical lines."""
    columns = ", ".join(f"coalesce(c{number}, '')" for number in range(len(raw.header)))
    rows = engine.rows(f"SELECT {columns} FROM typed")
    return list(zip(raw.lines.all().tolist(), rows, strict=True))


def use(engine: Engine) -> csv_loading.Use:
    """Stands for the typing of rows."""

    def make(raw: RawRows) -> None:
        engine.execute(f"CREATE OR REPLACE TEMP TABLE typed AS SELECT * FROM {raw.relation}", raw.params)

    return make


def broken_of(raw: RawRows) -> list[tuple[int, bytes]]:
    """The lines that were set aside, with their bytes."""
    return [(row.line, row.original if row.original is not None else row.raw.encode()) for row in raw.bad]
