"""Which lists of rows a JSON file holds, and the keys of their rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from auditor.errors import InputFileError
from auditor.ingesting.discovering import FoundFile
from auditor.ingesting.json_broken import is_json, keys_told, set_right
from auditor.ingesting.json_cells import JsonRow, flat, wrapper_of
from auditor.ingesting.json_encodings import json_encoding
from auditor.ingesting.json_rows import LIST_OF_ROWS, document_rows, line_rows
from auditor.ingesting.opening import head, opened

ROWS_LOOKED_AT = 50
LINES_LOOKED_AT = 20
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(slots=True)
class JsonList:
    """A list of rows: where it stands in the document, the keys of its first sound rows, nested ones as dotted names too.

    Of a list without a sound row, the keys are those that the texts of its broken ones tell.
    """

    part: str
    rows: int = 0
    sound: int = 0
    keys: tuple[str, ...] = ()
    flat_keys: tuple[str, ...] = ()
    fault: str = ""
    line: int = 0
    lone: bool = False
    is_json: bool = False
    _seen: dict[str, None] = field(default_factory=dict)
    _flat: dict[str, None] = field(default_factory=dict)

    def look(self, row: JsonRow) -> None:
        """Take the keys of a row, or the fault of what is none."""
        self.rows += 1
        if row.faults:
            self.fault, self.line = self.fault or row.faults[0][1], self.line or row.value.line
            if not self.sound and self.rows <= ROWS_LOOKED_AT:
                self._flat.update(dict.fromkeys(keys_told(row)))
                self.keys = self.flat_keys = tuple(self._flat)
            self.is_json = self.is_json or is_json(row)
            return
        if not self.sound:
            self._flat.clear()
        self.sound += 1
        if self.sound <= ROWS_LOOKED_AT:
            value = row.value.value
            wrapper = wrapper_of(value)
            self._seen.update(dict.fromkeys(value))
            self._flat.update(dict.fromkeys(flat(value, wrapper)))
            self.keys, self.flat_keys = tuple(self._seen), tuple(self._flat)


def is_lines(suffix: str, start: str) -> bool:
    """Whether a JSON file has a value on each line: by its suffix, or because several lines at its start are objects.

    One broken line, be it the first, does not make a document of lines; a document may be called .jsonl.
    """
    everything = [line for line in map(str.strip, LINE_END.split(start)) if line]
    lines = everything[:LINES_LOOKED_AT]
    if not any(map(_is_object, lines)):
        # All that stands at the start may be broken.
        lines = everything
    mostly_objects = 2 * sum(map(_is_object, lines)) >= len(lines) > 1
    opening = lines[0] if lines else ""
    if not opening.startswith(("[", "{")):
        return suffix != ".json" or len(lines) > 1
    if suffix == ".json":
        return mostly_objects and opening.startswith("{")
    if LIST_OF_ROWS.match(opening):
        # A list on each line, or a document that begins with its first row.
        return mostly_objects or (_is_list(opening) and any(line.startswith(("[", "{")) for line in lines[1:]))
    return mostly_objects or opening not in ("[", "{") or len(lines) == 1


def _is_object(line: str) -> bool:
    return line.startswith("{") and line.endswith("}") and isinstance(_value(line), dict)


def _is_list(line: str) -> bool:
    return isinstance(_value(line), list)


def _value(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def rows_of(stream: BinaryIO, lines: bool, name: str = "") -> Iterator[JsonRow | int]:
    """All rows of the JSON file of this name, and at last the number of its physical lines. Raises InputFileError."""
    return map(set_right, line_rows(stream, name) if lines else document_rows(stream))


def json_lists(found: FoundFile, declared: str | None) -> tuple[str, list[JsonList]]:
    """The encoding of the file and its lists, in the order of the text.

    A plain list is known by its first rows; a document of another shape is read on, to its end if need be. A list without a sound
    row stands behind the others, where it holds anything. Raises InputFileError when there is no row at all, or no JSON.
    """
    encoding = json_encoding(found.path, found.name, declared)
    start, _ = head(found.path, found.name, encoding)
    if not start.strip():
        raise InputFileError(found.name, "the file is empty", "export it again")
    lines = is_lines(found.suffix, start)
    lists: dict[str, JsonList] = {}
    rest = JsonList("")
    with opened(found.path, found.name, encoding) as stream:
        for row in rows_of(stream, lines, found.name):
            if isinstance(row, int):
                break
            one = rest if row.part is None else lists.setdefault(row.part, JsonList(row.part, lone=row.lone))
            one.look(row)
            one.lone &= row.lone
            if one.sound >= ROWS_LOOKED_AT and len(lists) == 1 and one.part == "":
                break
    told = [one for one in lists.values() if one.sound]
    broken = [one for one in lists.values() if not one.sound]
    if told:
        return encoding, [*told, *broken]
    broken += [rest] if rest.rows and not broken else []
    if not (lines or start.lstrip().startswith(("[", "{"))) or not any(one.is_json for one in (*broken, rest)):
        raise _nothing(found, start, lines, [*broken, rest])
    return encoding, broken


def _nothing(found: FoundFile, start: str, lines: bool, lists: list[JsonList]) -> InputFileError:
    above = start[: len(start) - len(start.lstrip())]
    if not lines and start.lstrip()[:1] not in ("[", "{"):
        column = len(LINE_END.split(above)[-1]) + 1
        problem = f"the document is neither a list nor an object (at character {column} of this line)"
        return InputFileError(found.name, problem, "export rows as a list of objects", len(LINE_END.findall(above)) + 1)
    for one in lists:
        if one.fault:
            problem = f"no row can be read: {one.fault}"
            return InputFileError(found.name, problem, "export rows as JSON objects", one.line)
    return InputFileError(found.name, "the file holds no rows", "export it again as a list of objects, or leave it out")
