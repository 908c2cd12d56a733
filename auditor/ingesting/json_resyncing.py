"""Where a broken JSON value ends: by its brackets, or where the next element begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.ingesting.json_following import NEAR, ends_list, ends_value, is_before_sibling, is_sibling, next_sibling
from auditor.ingesting.json_text import NEAR_SCAN, JsonText

TOKEN = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*+(?P<end>"|\\?)|[\[\]{}]')
SPACE = re.compile(r"\s*+")
# What is no value goes on up to the next mark, text or line.
NO_VALUE = re.compile(r'[^,\[\]{}"\r\n]*+')
PAIRS = {"]": "[", "}": "{"}
# A list that was never opened, within an element: it is closed behind that, and another element follows.
STRAY_END = re.compile(r"\](?:\s{0,99}+\]){0,9}+(?:\s{0,99}+\}){1,9}+\s{0,99}+,\s{0,99}+\{")
# A value longer than this is set aside as broken: what holds it would not fit into memory with the rest.
LONGEST = 1 << 25
LEAST_SCAN = 1 << 9
# Between elements stand no more blanks than this.
SHORT = 200
BETWEEN = re.compile(r"\}\s*,\s*(?=\{)")


def bracket_end(held: str, start: int, stop: int) -> tuple[int, bool]:
    """Where the value that begins at `start` ends by its brackets, and whether it does; `stop` when it does not end before it."""
    if held[start : start + 1] not in ("{", "["):
        token = TOKEN.match(held, start)
        stray = token or NO_VALUE.match(held, start)
        end = stray.end() if stray else start
        if token:
            swallowed = next_sibling(held, start, end)
            if swallowed > start:
                return _without_comma(held, start, swallowed), False
            return (end if token["end"] else _without_comma(held, start, end)), end < len(held)
        return start + len(held[start:end].rstrip()), end < len(held)
    stack: list[str] = []
    open_ones = {"[": 0, "{": 0}
    for token in TOKEN.finditer(held, start, stop):
        mark = token.group()
        if mark in "{[":
            stack.append(mark)
            open_ones[mark] += 1
        elif mark in PAIRS:
            if not open_ones[PAIRS[mark]]:
                if stack and STRAY_END.match(held, token.start(), stop):
                    continue
                return token.start(), False
            last = ""
            while last != PAIRS[mark]:
                last = stack.pop()
                open_ones[last] -= 1
            if not stack:
                return token.end(), True
    return stop, False


def resynced(text: JsonText) -> tuple[int, bool]:
    """Where a broken value ends, and whether its own brackets say so; it is looked for near by first, then farther and farther.

    Brackets that close with nothing behind them took those of the list around them: then the next element counts.
    """
    reach = text.reach
    while True:
        while len(text.held) - text.at <= reach + NEAR and not text.ended:
            text.fill()
        stop = min(text.at + reach, len(text.held))
        end, closed = broken_end(text.held, text.at, stop, text.open_ones)
        begin = text.at
        if closed and not _is_end(text, end - begin):
            return end + text.at - begin, True
        stop, end = stop + text.at - begin, end + text.at - begin
        following = _next_element(text, end)
        if following >= 0:
            text.reach = min(NEAR_SCAN, max(LEAST_SCAN, 16 * (following - text.at)))
            return following, False
        if closed or end < stop or stop == len(text.held) or reach >= LONGEST:
            return end, closed
        reach *= 8


def broken_end(held: str, start: int, stop: int, open_ones: Sequence[str]) -> tuple[int, bool]:
    """As `bracket_end` of a broken value within `open_ones`: a bracket ends it, or its list, only when what follows agrees.

    Behind a bracket that did not, and within a text that was never closed, a whole object begins the next element.
    """
    if held[start : start + 1] not in ("{", "["):
        return bracket_end(held, start, stop)
    stack: list[str] = []
    counts = {"[": 0, "{": 0}
    is_doubted = False
    for token in TOKEN.finditer(held, start, stop):
        mark, place = token.group(), token.start()
        if mark[0] == '"':
            swallowed = next_sibling(held, place, token.end()) if "{" in mark else -1
            if swallowed >= 0 and held[max(start, swallowed - SHORT) : swallowed].rstrip()[-1:] in ("}", "]"):
                return swallowed, False
            if token["end"] != '"' and is_before_sibling(held, place, token.end()):
                return _without_comma(held, start, token.end()), False
        elif mark in "{[":
            if is_doubted and len(stack) == 1 and mark == "{" and _is_next(held, start, place):
                return _without_comma(held, start, place), False
            stack.append(mark)
            counts[mark] += 1
        elif counts[PAIRS[mark]]:
            while (last := stack.pop()) != PAIRS[mark]:
                counts[last] -= 1
            counts[last] -= 1
            if not stack:
                if ends_value(held, token.end(), open_ones):
                    return token.end(), True
                stack.append(held[start])
                counts[held[start]] += 1
                is_doubted = True
        elif mark == "]" and ends_list(held, place, open_ones, True) and not STRAY_END.match(held, place, stop):
            return place, False
        else:
            is_doubted = True
    return stop, False


def runs_on(text: JsonText, length: int) -> bool:
    """Whether a value of a list, sound by itself and so long, is the beginning of a broken one: the list goes on in no way behind it."""
    if text.open_ones[-1:] != ["["]:
        return False
    text.hold(length + NEAR)
    held, end = text.held, text.at + length
    if held[text.at] == '"' and next_sibling(held, text.at, end) >= 0:
        return True
    behind = SPACE.match(held, end)
    place = behind.end() if behind else end
    mark = held[place : place + 1]
    if mark == "]":
        goes_on = held[place + 1 : place + 2] == "{" and is_sibling(held, place + 1)
        return not goes_on and not ends_list(held, place, text.open_ones, False)
    return mark not in ("", ",", "}", "{", "[") and held[text.at] == "{" and not _is_own_line(held, end, place)


def is_list_end(text: JsonText) -> bool:
    """Whether the "]" at `text.at` ends the list that is read."""
    text.hold(NEAR)
    return ends_list(text.held, text.at, text.open_ones, False)


def _is_own_line(held: str, end: int, place: int) -> bool:
    return "\n" in held[end:place] or "\r" in held[end:place]


def _is_next(held: str, start: int, place: int) -> bool:
    return held[max(start, place - SHORT) : place].rstrip()[-1:] == "," and is_sibling(held, place)


def _is_end(text: JsonText, distance: int) -> bool:
    """Whether nothing but blanks stands so far behind `text.at` up to the end of the document; the window may move."""
    while True:
        behind = SPACE.match(text.held, text.at + distance)
        if behind and behind.end() < len(text.held):
            return False
        if text.ended:
            return True
        text.fill()


def _next_element(text: JsonText, end: int) -> int:
    """The next element begins on a line like that of this one, or behind a closed object; -1 where none does before `end`."""
    begin = max(text.held.rfind("\n", 0, text.at), text.held.rfind("\r", 0, text.at)) + 1
    indent = text.held[begin : text.at]
    if not indent.strip(" \t,["):
        blanks = "".join(mark for mark in indent if mark in " \t")
        following = re.compile(r"[\r\n]" + re.escape(blanks) + r"(?=[{])").search(text.held, text.at, end)
        if following:
            return _without_comma(text.held, text.at, following.start())
    between = BETWEEN.search(text.held, text.at, end)
    sibling = next_sibling(text.held, text.at, between.start() + 1 if between else end)
    if sibling > text.at:
        return _without_comma(text.held, text.at, sibling)
    return between.start() + 1 if between else -1


def _without_comma(held: str, start: int, end: int) -> int:
    piece = held[start:end].rstrip()
    return start + len(piece.removesuffix(",").rstrip()) if piece else end
