"""One JSON value, read strictly: every fault of it is told, and a broken one is passed by its brackets."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from auditor.ingesting.json_text import JsonText

SURROGATE = re.compile("[\ud800-\udfff]")
ESCAPED = re.compile(r"\\u(?:[dD][89abAB]|[dD][c-fC-F]|0000)")
ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
TOKEN = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*+(?P<end>"|\\?)|[\[\]{}]')
STRAY = re.compile(r"[^\s,\[\]{}]*")
ID_KEY = re.compile(r"\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")
PAIRS = {"]": "[", "}": "{"}
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
    if end < 0:
        end, faults = _broken_end(text)
    return _judged(line, text.pass_to(end), value, faults)


def read_line(number: int, raw: str) -> JsonValue:
    """The value that fills one line of JSON Lines."""
    _STRICT.faults.clear()
    try:
        value = _STRICT.decoder.decode(raw)
    except json.JSONDecodeError as error:
        return JsonValue(number, raw, None, (_broken(error.msg, error.colno), *_characters(raw, None)))
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


# A value longer than this is set aside as broken: what holds it would not fit into memory with the rest.
LONGEST = 1 << 25
NEAR_SCAN = 1 << 13
# A number, a word or an escape that the window cuts is a fault so near to its end.
CUT_WORD = 12


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
            # A number at the border could go on behind it, also behind its point.
            rest = STRAY.match(text.held, end)
            if text.ended or (rest and rest.end() < len(text.held)):
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


def bracket_end(held: str, start: int, stop: int) -> tuple[int, bool]:
    """Where the value that begins at `start` ends by its brackets, and whether it does; `stop` when it does not end before it."""
    if held[start : start + 1] not in ("{", "["):
        token = TOKEN.match(held, start)
        stray = token or STRAY.match(held, start)
        end = stray.end() if stray else start
        return (_without_comma(held, start, end) if token and not token["end"] else end), end < len(held)
    stack: list[str] = []
    for token in TOKEN.finditer(held, start, stop):
        mark = token.group()
        if mark in "{[":
            stack.append(mark)
        elif mark in PAIRS:
            if PAIRS[mark] not in stack:
                return token.start(), False
            while stack.pop() != PAIRS[mark]:
                pass
            if not stack:
                return token.end(), True
    return stop, False


def _broken_end(text: JsonText) -> tuple[int, tuple[Fault, ...]]:
    """Where reading goes on behind a broken value, and what is wrong with it."""
    end, closed = _resynced(text)
    piece = text.held[text.at : end]
    try:
        _STRICT.decoder.decode(piece.rstrip())
    except json.JSONDecodeError as error:
        if text.ended and end == len(text.held) and not closed:
            text.end_is_told = True
            return end, (("E135", "the document ends inside of this value"),)
        return max(end, text.at + 1), (_broken(error.msg, error.pos + 1),)
    except RecursionError:
        return end, (TOO_DEEP,)
    return max(end, text.at + 1), (("E130", "this is no JSON value"),)


def _resynced(text: JsonText) -> tuple[int, bool]:
    """Where a broken value ends, and whether its own brackets say so; it is looked for near by first, then farther and farther.

    Brackets that close with nothing behind them took those of the list around them: then the next element counts.
    """
    reach = NEAR_SCAN
    while True:
        while len(text.held) - text.at <= reach and not text.ended:
            text.fill()
        stop = min(text.at + reach, len(text.held))
        end, closed = bracket_end(text.held, text.at, stop)
        begin = text.at
        if closed and not _is_end(text, end - begin):
            return end + text.at - begin, True
        stop, end = stop + text.at - begin, end + text.at - begin
        following = _next_element(text, end)
        if following >= 0:
            return following, False
        if closed or end < stop or stop == len(text.held) or reach >= LONGEST:
            return end, closed
        reach *= 8


def _is_end(text: JsonText, distance: int) -> bool:
    """Whether nothing but blanks stands so far behind `text.at` up to the end of the document; the window may move."""
    while text.held[text.at + distance :].isspace() and not text.ended:
        text.fill()
    behind = text.held[text.at + distance :]
    return text.ended and (not behind or behind.isspace())


def _next_element(text: JsonText, end: int) -> int:
    """The next element begins on a line like that of this one, or behind a closed object; -1 where none does before `end`."""
    begin = max(text.held.rfind("\n", 0, text.at), text.held.rfind("\r", 0, text.at)) + 1
    indent = text.held[begin : text.at]
    if not indent.strip(" \t,["):
        blanks = "".join(mark for mark in indent if mark in " \t")
        following = re.compile(r"[\r\n]" + re.escape(blanks) + r"(?=[{])").search(text.held, text.at, end)
        if following:
            return _without_comma(text.held, text.at, following.start())
    between = re.compile(r"\}\s*,\s*(?=\{)").search(text.held, text.at, end)
    return between.start() + 1 if between else -1


def _without_comma(held: str, start: int, end: int) -> int:
    piece = held[start:end].rstrip()
    return start + len(piece.removesuffix(",").rstrip()) if piece else end


def _broken(message: str, column: int) -> Fault:
    return "E130", f"this is no JSON ({message}, at character {column} of it)"


def _characters(raw: str, value: object) -> tuple[Fault, ...]:
    if SURROGATE.search(raw):
        return (("E125", "the text holds bytes that are no UTF-8"),)
    if "\0" in raw or (ESCAPED.search(raw) and _is_half(value)):
        return (("E134", "the text holds half a character or a NUL"),)
    return ()


def _is_half(value: object) -> bool:
    text = json.dumps(value, ensure_ascii=False)
    return SURROGATE.search(text) is not None or ESCAPED_NUL.search(text) is not None
