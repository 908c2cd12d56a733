"""What broken rows of a JSON file tell all the same: that it is JSON, and by which keys its rows were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from auditor.ingesting.json_cells import JsonRow, flat, wrapper_of

CHARACTERS_LOOKED_AT = 10_000
# Programs that write no JSON put single quotes around their keys.
KEY = re.compile(r"""(?:"([^"\\\r\n]{1,60})"|'([^'\\\r\n]{1,60})')\s{0,9}:""")
NO_JSON = "E130"
# Half characters, as broken bytes are read, and NUL.
NO_TEXT = re.compile("[\0\ud800-\udfff]")


def keys_told(row: JsonRow) -> Iterator[str]:
    """The keys that a broken row seems to have, but for those that cannot be written: of one that could be read, its own;
    else all that its text shows."""
    return (key for key in _keys(row) if not NO_TEXT.search(key))


def _keys(row: JsonRow) -> Iterator[str]:
    value = row.value.value
    if isinstance(value, dict):
        yield from value
        yield from flat(value, wrapper_of(value))
        return
    for double, single in KEY.findall(row.value.raw[:CHARACTERS_LOOKED_AT]):
        yield double or single


def is_json(row: JsonRow) -> bool:
    """Whether a broken row is JSON that went wrong, and not text of another kind."""
    start = row.value.raw.lstrip()[:1]
    return row.faults[0][0] != NO_JSON or start in ("{", "[") or next(keys_told(row), None) is not None


def set_right(row: JsonRow | int) -> JsonRow | int:
    """A broken object by itself is no longer one that says something of the document: it belongs to no list."""
    return replace(row, part=None, lone=False) if not isinstance(row, int) and row.lone and row.faults else row
