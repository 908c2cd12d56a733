"""Rows of JSON files: the elements of every list of objects in a document, or the lines of JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from auditor.ingesting.json_text import JsonText
from auditor.ingesting.json_values import JsonValue, NumberText, read_line, read_value

BLOCK_BYTES = 1 << 22
DEEPEST_ENVELOPE = 20
ID_KEY = re.compile(r"\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")
LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One element of the list at `part` ("data.contracts.edges"; "" for the document itself), or what is no row there.

    `key` is the name of a row whose list is an object keyed by id. Text that belongs to no list has the part None.
    """

    part: str | None
    value: JsonValue
    key: str = ""

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """All that speaks against the row; none when it is one."""
        if self.value.faults:
            return self.value.faults
        if not isinstance(self.value.value, dict):
            return (("E131", "this is no JSON object"),)
        return () if self.value.value else (("E131", "the object is empty"),)


def line_rows(stream: BinaryIO) -> Iterator[JsonRow | int]:
    """Rows of JSON Lines, blank lines left out; at last the number of physical lines."""
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
    if held:
        number += 1
        yield from _line(number, held)
    yield number


def _line(number: int, data: bytes) -> Iterator[JsonRow]:
    raw = data.decode("utf-8", "surrogateescape")
    raw = raw.removeprefix("\ufeff") if number == 1 else raw
    if raw.strip(" \t"):
        yield JsonRow("", read_line(number, raw))


def document_rows(stream: BinaryIO) -> Iterator[JsonRow | int]:
    """Rows of all lists of one document, in the order of the text; at last the number of physical lines."""
    text = JsonText(stream)
    if text.peek() in ("[", "{"):
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
        yield from _list(text, ".".join(path))
    elif mark == "{" and depth < DEEPEST_ENVELOPE:
        yield from _object(text, path, depth)
    elif mark:
        value = read_value(text)
        if value.faults:
            yield JsonRow(None, value)


def _list(text: JsonText, part: str) -> Iterator[JsonRow]:
    text.pass_to(text.at + 1)
    first, comma, holds_rows = True, False, part == ""
    while True:
        mark = text.peek()
        if mark == "" or mark == "]":
            if comma:
                yield _stray(text, "a comma stands before the end of the list", part)
            if mark:
                text.pass_to(text.at + 1)
            else:
                yield from _missing(text, part, "list")
            return
        if mark in ",}":
            yield _stray(text, "a value was expected here", part, 1)
            continue
        value = read_value(text)
        if not (first or comma) and not value.faults:
            value = JsonValue(value.line, value.raw, value.value, (("E130", "a comma is missing before this value"),))
        holds_rows = holds_rows or isinstance(value.value, dict)
        if holds_rows or value.faults:
            yield JsonRow(part, value)
        first, comma = False, text.peek() == ","
        if comma:
            text.pass_to(text.at + 1)


def _object(text: JsonText, path: tuple[str, ...], depth: int) -> Iterator[JsonRow]:
    text.pass_to(text.at + 1)
    keys: set[str] = set()
    while True:
        mark = text.peek()
        if mark == "}":
            text.pass_to(text.at + 1)
            return
        if mark == "":
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
        if ID_KEY.fullmatch(name.value) and text.peek() == "{":
            yield JsonRow(".".join(path), read_value(text), name.value)
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


def cell(value: object) -> str | None:
    """A JSON value as the text of a cell: null and "" are empty, numbers stay as written, the rest is JSON."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return str(value)
    return written(value)


def written(value: object) -> str:
    """A decoded value as JSON again, numbers as they were."""
    if isinstance(value, NumberText):
        return str(value)
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {written(item)}" for key, item in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def flat(row: dict[str, Any], wrapper: str = "") -> dict[str, Any]:
    """A row with nested objects as dotted names, lists as they are; `wrapper` is the key of the object that is the row."""
    inner = row.get(wrapper)
    flattened: dict[str, Any] = {}
    for key, value in (inner if isinstance(inner, dict) else row).items():
        if isinstance(value, dict) and value:
            flattened.update({f"{key}.{name}": item for name, item in flat(value).items()})
        else:
            flattened[key] = value
    return flattened
