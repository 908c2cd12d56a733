"""Rows of JSON files: the elements of every list of objects in a document, or the lines of JSON Lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from auditor.ingesting import splitting
from auditor.ingesting.json_cells import JsonRow
from auditor.ingesting.json_lone import Siblings, lone_value, page_row, short_value
from auditor.ingesting.json_resyncing import is_list_end
from auditor.ingesting.json_text import JsonText
from auditor.ingesting.json_values import ID_KEY, JsonValue, NumberText, read_line, read_value
from auditor.ingesting.spools import Spool

BLOCK_BYTES = 1 << 22
DEEPEST_ENVELOPE = 20
LOOK_AHEAD = 300
LIST_OF_ROWS = re.compile(r"\[[\s\[]{0,40}\{")
# An answer of an interface, of which a file can hold one for each page.
PAGE = re.compile(r'\s*\{\s*(?:"status"\s*:\s*"[^"]{0,40}"\s*,\s*)?"(?:data|result)"\s*:\s*\{')
SEPARATOR = "\x1e"
LINE_END = re.compile(rb"\r\n|\n|\r")


def line_rows(stream: BinaryIO, name: str = "") -> Iterator[JsonRow | int]:
    """Rows of JSON Lines, blank lines left out; at last the number of physical lines.

    Raises InputFileError, which calls the file by this name, for a line too long to be one.
    """
    number, held = 0, b""
    while True:
        block = stream.read(max(BLOCK_BYTES, len(held)))
        data = held + block
        # A CR at the border may be half of CR LF.
        place = 0
        for end in LINE_END.finditer(data):
            if block and end.end() == len(data) and end.group() == b"\r":
                break
            number += 1
            yield from _line(number, data[place : end.start()])
            place = end.end()
        held = data[place:]
        if not block:
            break
        if len(held) >= splitting.LONGEST_LINE_BYTES:
            raise splitting.too_long(name, number + 1)
    if held:
        number += 1
        yield from _line(number, held)
    yield number


def _line(number: int, data: bytes) -> Iterator[JsonRow]:
    raw = data.decode("utf-8", "surrogateescape")
    raw = raw.removeprefix("\ufeff") if number == 1 else raw
    # JSON text sequences (RFC 7464) begin each record with this character.
    raw = raw.removeprefix(SEPARATOR)
    if not raw.strip(" \t"):
        return
    value = read_line(number, raw)
    if not (PAGE.match(raw) or LIST_OF_ROWS.match(raw.lstrip())):
        yield JsonRow("", value)
    elif value.faults and not LIST_OF_ROWS.match(raw.lstrip()):
        yield JsonRow(None, value)
    elif page := page_row(value):
        yield page
    else:
        for row in document_rows(BytesIO(raw.encode("utf-8", "surrogateescape"))):
            if not isinstance(row, int):
                yield replace(row, value=replace(row.value, line=number))


def document_rows(stream: BinaryIO) -> Iterator[JsonRow | int]:
    """Rows of all lists of one document, in the order of the text; at last the number of physical lines."""
    text = JsonText(stream)
    alone = lone_value(text) if text.peek() == "{" and not PAGE.match(text.ahead(LOOK_AHEAD)) else None
    if alone:
        yield JsonRow("", alone, lone=True)
    elif text.peek() in ("[", "{"):
        yield from _value(text, (), 0)
    yield from _behind(text)
    yield text.line - text.ends_with_a_line


def _behind(text: JsonText) -> Iterator[JsonRow]:
    while text.peek():
        line = text.line
        fault = (("E135", "this stands behind the end of the document"),)
        yield JsonRow(None, JsonValue(line, text.rest_of_line(), None, fault))


def _value(text: JsonText, path: tuple[str, ...], depth: int) -> Iterator[JsonRow]:
    mark = text.peek()
    if mark == "[":
        yield from _list(text, ".".join(path), depth)
    elif mark == "{" and depth < DEEPEST_ENVELOPE:
        yield from _object(text, path, depth)
    elif mark:
        value = read_value(text)
        if value.faults:
            yield JsonRow(None, value)


def _list(text: JsonText, part: str, depth: int) -> Iterator[JsonRow]:
    text.pass_to(text.at + 1)
    text.open_ones.append("[")
    first, comma, holds_rows = True, False, part == ""
    # What stands before the first object of a list is a fault only when there is one.
    before = _Before()
    while True:
        mark = text.peek()
        if mark == "" or (mark == "]" and is_list_end(text)):
            text.open_ones.pop()
            if comma:
                yield _stray(text, "a comma stands before the end of the list", part)
            if mark:
                text.pass_to(text.at + 1)
            else:
                yield from _missing(text, part, "list")
            return
        if mark in ",}]":
            yield _stray(text, "a value was expected here", part, 1)
            comma = comma or mark == "," or _passes_comma(text)
            continue
        for row in _elements(text, part, depth, first or comma):
            holds_rows = holds_rows or isinstance(row.value.value, dict)
            if holds_rows or row.value.faults:
                yield from before.taken() if holds_rows else ()
                yield row
            else:
                before.add(row)
        first, comma = False, _passes_comma(text)


class _Before(Spool):
    """Elements of a list above its first row: no rows when it has none, and each one a fault when it has."""

    def add(self, row: JsonRow) -> None:
        value = row.value
        self._put((row.part, value.line, value.raw, value.value, value.faults))

    def taken(self) -> Iterator[JsonRow]:
        """All of them, once."""
        if self._count:
            for part, *value in self._all():
                yield JsonRow(part, JsonValue(*value))
            self._count = 0


def _passes_comma(text: JsonText) -> bool:
    is_comma = text.peek() == ","
    if is_comma:
        text.pass_to(text.at + 1)
    return is_comma


def _elements(text: JsonText, part: str, depth: int, may_stand: bool) -> Iterator[JsonRow]:
    """The rows of one element: itself, those of a list that it is, or of a page of an answer."""
    start = text.ahead(LOOK_AHEAD)
    if depth < DEEPEST_ENVELOPE and may_stand and LIST_OF_ROWS.match(start):
        yield from _list(text, part, depth + 1)
    elif depth < DEEPEST_ENVELOPE and may_stand and part == "" and PAGE.match(start):
        page = page_row(short_value(text))
        if page:
            text.pass_to(text.at + len(page.value.raw))
            yield page
        else:
            yield from _object(text, (), depth + 1)
    else:
        value = read_value(text)
        if not may_stand and not value.faults:
            value = JsonValue(value.line, value.raw, value.value, (("E130", "a comma is missing before this value"),))
        yield JsonRow(part, value)


def _object(text: JsonText, path: tuple[str, ...], depth: int) -> Iterator[JsonRow]:
    text.pass_to(text.at + 1)
    text.open_ones.append("{")
    keys: set[str] = set()
    siblings = Siblings(path)
    while True:
        mark = text.peek()
        if mark == "}" or mark == "":
            text.open_ones.pop()
            yield from siblings.rest()
            if mark:
                text.pass_to(text.at + 1)
            else:
                yield from _missing(text, None, "object")
            return
        if mark == ",":
            text.pass_to(text.at + 1)
            continue
        name = read_value(text)
        if not isinstance(name.value, str) or isinstance(name.value, NumberText) or text.peek() != ":" or name.faults:
            yield JsonRow(None, JsonValue(name.line, name.raw, None, name.faults or (("E130", "a key was expected"),)))
            continue
        text.pass_to(text.at + 1)
        if name.value in keys:
            fault = (("E132", f"the key {name.value[:60]!a} stands twice in one object"),)
            yield JsonRow(None, JsonValue(name.line, name.raw, None, fault))
        keys.add(name.value)
        is_object = text.peek() == "{"
        if ID_KEY.fullmatch(name.value) and is_object:
            yield siblings.row(read_value(text), name.value)
            continue
        alone = lone_value(text) if is_object else None
        if alone:
            yield from siblings.lone(alone, name.value)
        else:
            yield from _value(text, (*path, name.value), depth + 1)


def _stray(text: JsonText, problem: str, part: str, length: int = 0) -> JsonRow:
    line = text.line
    raw = text.pass_to(text.at + length)
    return JsonRow(part, JsonValue(line, raw, None, (("E130", problem),)))


def _missing(text: JsonText, part: str | None, what: str) -> Iterator[JsonRow]:
    if not text.end_is_told:
        text.end_is_told = True
        fault = (("E135", f"the document ends before its {what} is closed"),)
        yield JsonRow(part, JsonValue(text.line, "", None, fault))
