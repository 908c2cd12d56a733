"""Generated JSON files in every form, and the auditor's reading of them, for tests."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from auditor.engines.duckdb import Engine
from auditor.ingesting import json_loading
from auditor.ingesting.planning import PlannedFile, tables
from auditor.ingesting.raw_rows import RawRows
from auditor.profiles.reading import canonical

KEYS = ("text", "reason", "x y", "é", "", "n")
VALUES = (
    None,
    "",
    "a",
    "00123",
    "é\u2028",
    '"',
    "\\",
    "{",
    "[",
    "]}",
    ",",
    "a\nb",
    1,
    12.5,
    0,
    True,
    [1, "b"],
    {"c": {"d": "e"}},
)
FORMS = ("list", "indented", "lines", "lines with CR LF", "envelope", "edges", "keyed")
Rows = list[dict[str, Any]]


def rows(seed: int) -> Rows:
    """One to six objects with at least one key."""
    dice = random.Random(seed)
    count = dice.randint(1, 6)
    return [{key: dice.choice(VALUES) for key in dice.sample(KEYS, dice.randint(1, 5))} for _ in range(count)]


def written(found: Rows, form: str) -> tuple[str, str]:
    """The name and the text of a file with these rows."""
    match form:
        case "list":
            return "a.json", json.dumps(found)
        case "indented":
            return "a.json", json.dumps(found, indent=2, ensure_ascii=False) + "\n"
        case "lines":
            return "a.jsonl", "\n".join(map(json.dumps, found))
        case "lines with CR LF":
            return "a.ndjson", "".join(json.dumps(row) + "\r\n" for row in found)
        case "envelope":
            return "a.json", json.dumps(
                {"status": "ok", "result": {"count": len(found), "rows": found}, "more": [1, 2]}
            )
        case "edges":
            return "a.json", json.dumps({"data": {"list": {"edges": [{"node": row, "cursor": "x"} for row in found]}}})
        case _:
            return "a.json", json.dumps({"result": {str(number): row for number, row in enumerate(found)}})


def read(engine: Engine, path: Path) -> tuple[list[dict[str, str]], RawRows]:
    """The rows as the loader reads them, without empty cells, as texts by key."""
    table = tables()["reports"]
    raw = json_loading.load(engine, PlannedFile(path, path.name, canonical(table), (), ""), table, "")
    cells = engine.rows(f"SELECT {', '.join(f'c{place}' for place in range(max(len(raw.header), 1)))} FROM raw")
    named = [dict(zip(raw.header, row, strict=False)) for row in cells]
    return [{key: text for key, text in row.items() if text is not None} for row in named], raw


def expected(found: Rows) -> list[dict[str, str]]:
    """The same, worked out from the rows."""
    return [{key: _text(value) for key, value in row.items() if value not in (None, "")} for row in found]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def mutated(seed: int) -> tuple[str, bytes]:
    """A list or lines of rows in which a few bytes were put in, taken out or replaced."""
    dice = random.Random(-seed - 1)
    name, text = written(rows(seed), dice.choice(("list", "indented", "lines")))
    data = text.encode()
    for _ in range(dice.randint(1, 3)):
        place = dice.randint(0, len(data))
        more = dice.choice(
            (b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\n", b"\0", b"\xff", b"NaN", b" ", b"1", b"\\ud800")
        )
        data = data[:place] + (more if dice.random() < 0.7 else b"") + data[place + dice.randint(0, 2) :]
    return name, data[: dice.randint(0, len(data))] if dice.random() < 0.1 else data


def strictly(text: str) -> Any:
    """The content of a document by another strict reading; ValueError when it is none."""
    value = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    if any("\ud800" <= mark <= "\udfff" for mark in json.dumps(value, ensure_ascii=False)):
        raise ValueError("half a character")
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("twice")
    return dict(pairs)


def _constant(text: str) -> Any:
    raise ValueError(text)
