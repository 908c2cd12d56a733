"""One JSON value, read strictly: every fault of it is told, and a broken one is passed by its brackets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from auditor.ingesting.json_causes import cause
from auditor.ingesting.json_resyncing import LONGEST, resynced, runs_on
from auditor.ingesting.json_text import JsonText

SURROGATE = re.compile("[\ud800-\udfff]")
ESCAPED = re.compile(r"\\u(?:[dD][89abAB]|[dD][c-fC-F]|0000)")
ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
ID_KEY = re.compile(r"\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")
Fault = tuple[str, str]


class NumberText(str):
    """A JSON number as it was written: 12.10 stays 12.10."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value with the physical line on which it begins, its text, and its faults as (code, problem)."""

    line: int
    raw: str
    value: Any
    faults: tuple[Fault, ...] = ()


class _Strict:
    """A decoder that goes on behind doubled keys and NaN, and remembers them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.decoder = json.JSONDecoder(
            parse_float=NumberText,
            parse_int=NumberText,
            parse_constant=self._constant,
            object_pairs_hook=self._unique,
        )

    def _constant(self, text: str) -> None:
        self.faults.append(("E133", f"{text} is no JSON value"))

    def _unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        row = dict(pairs)
        if len(row) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            self.faults.append(("E132", f"the key {twice[:60]!a} stands twice in one object"))
        return row


_STRICT = _Strict()


def read_value(text: JsonText) -> JsonValue:
    """The value at `text.at`, which is passed. A broken value comes with its faults and without content."""
    line = text.line
    end, value, faults = _decoded(text)
    length = end - text.at
    if end < 0 or runs_on(text, length):
        end, faults = _broken_end(text)
        value = None
    else:
        end = text.at + length
    return _judged(line, text.pass_to(end), value, faults)


def read_line(number: int, raw: str) -> JsonValue:
    """The value that fills one line of JSON Lines."""
    _STRICT.faults.clear()
    try:
        value = _STRICT.decoder.decode(raw)
    except json.JSONDecodeError as error:
        behind = "E135", f"text stands behind the end of the row (at character {error.colno} of it)"
        fault = behind if error.msg == "Extra data" else _broken(error, error.colno)
        return JsonValue(number, raw, None, (fault, *_characters(raw, None)))
    except RecursionError:
        return JsonValue(number, raw, None, (TOO_DEEP,))
    return _judged(number, raw, value, tuple(_STRICT.faults))


# No export nests deeper than some twenty levels; what walks a value may call itself once for each.
DEEPEST = 100
TOO_DEEP = ("E136", f"the value is nested too deep (more than {DEEPEST} levels)")


def _judged(line: int, raw: str, value: object, faults: tuple[Fault, ...]) -> JsonValue:
    if raw.count("[") + raw.count("{") > DEEPEST and _is_too_deep(value):
        return JsonValue(line, raw, None, (TOO_DEEP,))
    return JsonValue(line, raw, value, (*faults, *_characters(raw, value)))


def _is_too_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEEPEST + 1):
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, (dict, list))]
        if not inner:
            return False
        level = [item for items in inner for item in items]
    return True


# A number, a word or an escape that the window cuts is a fault so near to its end.
CUT_WORD = 12
CUT_NUMBER = 3


def _decoded(text: JsonText) -> tuple[int, Any, tuple[Fault, ...]]:
    """Where the value ends, its content and faults; -1 when it cannot be read, also after all of it has come."""
    while True:
        _STRICT.faults.clear()
        try:
            value, end = _STRICT.decoder.raw_decode(text.held, text.at)
        except json.JSONDecodeError as error:
            if text.ended or not _may_be_cut(text, error):
                return -1, None, ()
        except RecursionError:
            return -1, None, ()
        else:
            # A number at the border could go on behind it, also behind its point or exponent.
            if text.ended or len(text.held) - end >= CUT_NUMBER:
                return end, value, tuple(_STRICT.faults)
        text.fill()


def strictly(piece: str) -> Any:
    """The content of a text without any fault; None for every other."""
    _STRICT.faults.clear()
    try:
        value = _STRICT.decoder.decode(piece)
    except (json.JSONDecodeError, RecursionError):
        return None
    return None if _STRICT.faults or _is_too_deep(value) else value


def _may_be_cut(text: JsonText, error: json.JSONDecodeError) -> bool:
    """Whether the fault can come from the end of the window."""
    at_the_end = error.pos >= len(text.held) - CUT_WORD or error.msg.startswith("Unterminated string")
    return at_the_end and len(text.held) - text.at < LONGEST


def _broken_end(text: JsonText) -> tuple[int, tuple[Fault, ...]]:
    """Where reading goes on behind a broken value, and what is wrong with it."""
    text.near()
    end, closed = resynced(text)
    piece = text.held[text.at : end]
    try:
        _STRICT.decoder.decode(piece.rstrip())
    except json.JSONDecodeError as error:
        if text.ended and end == len(text.held) and not closed:
            text.end_is_told = True
            return end, (("E135", "the document ends inside of this value"),)
        return max(end, text.at + 1), (_broken(error, error.pos + 1),)
    except RecursionError:
        return end, (TOO_DEEP,)
    return max(end, text.at + 1), (("E130", "this is no JSON value"),)


def _broken(error: json.JSONDecodeError, column: int) -> Fault:
    return "E130", f"this is no JSON ({cause(error)}, at character {column} of it)"


def _characters(raw: str, value: object) -> tuple[Fault, ...]:
    if SURROGATE.search(raw):
        return (("E125", "the text holds bytes that are no UTF-8"),)
    if "\0" in raw or (ESCAPED.search(raw) and _is_half(value)):
        return (("E134", "the text holds half a character or a NUL"),)
    return ()


def _is_half(value: object) -> bool:
    text = json.dumps(value, ensure_ascii=False)
    return SURROGATE.search(text) is not None or ESCAPED_NUL.search(text) is not None
