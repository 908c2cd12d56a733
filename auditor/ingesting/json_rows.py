"""Rows of JSON files, with the text of every number kept, the physical line and the raw text of every row."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from auditor.errors import InputFileError

BLANK = re.compile(r"[ \t\r\n]*")


class NumberText(str):
    """A JSON number as it was written: 12.10 stays 12.10."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One row. `fault` says why it is no row ("" = it is one); `values` then is empty."""

    line: int
    raw: str
    values: dict[str, Any]
    fault: str = ""


def _refuse_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON value")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    row = dict(pairs)
    if len(row) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return row


DECODER = json.JSONDecoder(
    parse_float=NumberText, parse_int=NumberText, parse_constant=_refuse_constant, object_pairs_hook=_unique
)


def lines_of(text: str) -> Iterator[JsonRow]:
    """Rows of JSON Lines; a line that is no JSON object is a row with a fault."""
    for number, line in enumerate(text.split("\n"), 1):
        raw = line.removesuffix("\r")
        if not raw.strip(" \t"):
            continue
        yield _line(number, raw)


def _line(number: int, raw: str) -> JsonRow:
    try:
        value = DECODER.decode(raw)
    except json.JSONDecodeError as error:
        return JsonRow(number, raw, {}, f"this is no JSON ({error.msg} at column {error.colno})")
    except (ValueError, RecursionError) as error:
        return JsonRow(number, raw, {}, f"this is no JSON ({error})")
    return _row(number, raw, value)


def _row(line: int, raw: str, value: object) -> JsonRow:
    if not isinstance(value, dict):
        return JsonRow(line, raw, {}, "this is no JSON object")
    if not value:
        return JsonRow(line, raw, {}, "the object is empty")
    if "\\u" in raw and _is_half(value):
        return JsonRow(line, raw, {}, "the text holds half a character or a NUL")
    return JsonRow(line, raw, value)


def _is_half(value: object) -> bool:
    text = json.dumps(value, ensure_ascii=False)
    return any("\ud800" <= character <= "\udfff" for character in text) or "\\u0000" in text


def document_rows(text: str, name: str) -> Iterator[JsonRow]:
    """Rows of one JSON document: a list of objects, or an object with one such list.

    Raises InputFileError, with line and column, when the document is broken or has another shape.
    """
    try:
        yield from _walk(text, name)
    except json.JSONDecodeError as error:
        problem = f"the JSON is broken at column {error.colno}: {error.msg}"
        raise InputFileError(name, problem, "export it again, or repair that place", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise InputFileError(name, f"the JSON cannot be read ({error})", "export it again") from error


def _walk(text: str, name: str) -> Generator[JsonRow, None, None]:
    start = _skip(text, 0)
    if text[start : start + 1] == "[":
        end = yield from _list(text, start)
    elif text[start : start + 1] == "{":
        end = yield from _object(text, start, name)
    else:
        raise InputFileError(
            name, "the document is neither a list nor an object", "export rows as a list of objects", 1
        )
    if _skip(text, end) != len(text):
        raise json.JSONDecodeError("extra text after the end", text, end)


def _list(text: str, start: int) -> Generator[JsonRow, None, int]:
    index, line, counted = _skip(text, start + 1), 1, 0
    if text[index : index + 1] == "]":
        return index + 1
    while True:
        value, end = DECODER.raw_decode(text, index)
        line, counted = line + text.count("\n", counted, index), index
        yield _row(line, text[index:end], value)
        index = _skip(text, end)
        mark = text[index : index + 1]
        if mark == "]":
            return index + 1
        if mark != ",":
            raise json.JSONDecodeError("a comma or the end of the list was expected", text, index)
        index = _skip(text, index + 1)


def _object(text: str, start: int, name: str) -> Generator[JsonRow, None, int]:
    index, lists = _skip(text, start + 1), 0
    if text[index : index + 1] == "}":
        raise InputFileError(name, "the object holds no list of rows", "export rows as a list of objects", 1)
    while True:
        _, index = _member(text, index)
        if text[index : index + 1] == "[":
            lists += 1
            if lists > 1:
                problem = "the object holds several lists"
                raise InputFileError(
                    name, problem, "save each list as a file of its own", text.count("\n", 0, index) + 1
                )
            index = _skip(text, (yield from _list(text, index)))
        else:
            index = _skip(text, DECODER.raw_decode(text, index)[1])
        mark = text[index : index + 1]
        if mark == "}":
            break
        if mark != ",":
            raise json.JSONDecodeError("a comma or the end of the object was expected", text, index)
        index = _skip(text, index + 1)
    if not lists:
        raise InputFileError(name, "the object holds no list of rows", "export rows as a list of objects", 1)
    return index + 1


def _member(text: str, index: int) -> tuple[str, int]:
    if text[index : index + 1] != '"':
        raise json.JSONDecodeError("a name in double quotes was expected", text, index)
    key, end = DECODER.raw_decode(text, index)
    end = _skip(text, end)
    if text[end : end + 1] != ":":
        raise json.JSONDecodeError("a colon was expected", text, end)
    return key, _skip(text, end + 1)


def _skip(text: str, index: int) -> int:
    match = BLANK.match(text, index)
    return match.end() if match else index


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
        return "{" + ", ".join(f"{json.dumps(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
