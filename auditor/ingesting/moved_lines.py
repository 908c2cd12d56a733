"""A quarantine.csv whose column line was shifted, as by a header line counted twice: its texts would replace other rows.

Each row says its fault too. Where those of all rows of a file fit the lines beside and not their own, the lines are moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from auditor.engines.duckdb import Engine
from auditor.ingesting.quarantine_files import Saved, Texts

Codes = Mapping[int, Set[str]]


def in_place(engine: Engine, saved: Saved, warnings: list[str]) -> Texts:
    """The texts of files whose lines are not shifted; of the others it is said."""
    shifted = {name for name in {name for name, _ in saved} if _is_shifted(_saved(saved, name), _stored(engine, name))}
    warnings += [
        f"{name}: the faults in quarantine.csv stand at other lines than in this store, one line off; nothing of this file was read"
        " again -> leave the column line as it was, or write the rows out anew with auditor report"
        for name in sorted(shifted)
    ]
    return {place: [text for text, _ in rows] for place, rows in saved.items() if place[0] not in shifted}


def _saved(saved: Saved, name: str) -> Codes:
    return {line: {code for _, code in rows} for (file, line), rows in saved.items() if file == name}


def _stored(engine: Engine, name: str) -> Codes:
    found: dict[int, set[str]] = {}
    for line, code in engine.rows("SELECT DISTINCT line, code FROM quarantine WHERE file = $name", {"name": name}):
        found.setdefault(line, set()).add(code)
    return found


def _is_shifted(saved: Codes, stored: Codes) -> bool:
    if len(saved) < 2 or all(stored.get(line, codes) == codes for line, codes in saved.items()):
        return False
    return any(all(stored.get(line - step) == codes for line, codes in saved.items()) for step in (-1, 1))
