"""What may stand behind a bracket of a JSON document: whether it ends what it seems to end, or is part of a broken text."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

# Who looks ahead looks no farther than this.
NEAR = 1 << 13
SPACE = re.compile(r"\s*+")
TEXT = r'"(?:[^"\\\r\n]|\\[^\r\n])*+"'
NEXT_KEY = re.compile(rf",\s*+{TEXT}\s*+:\s*+")
VALUE = re.compile(r'[\["\d-]|true|false|null|NaN|-?Infinity')
# Of an object, also as programs write it that write no JSON.
OBJECT = re.compile(r"""\{\s*+(?:["'}]|[^\W\d]\w*+\s*+:)""")
MEMBER = re.compile(rf"\{{\s*+{TEXT}\s*+:")
NEXT_OBJECT = re.compile(r",\s*+(?=\{)")
_DECODER = json.JSONDecoder()


def ends_list(held: str, place: int, open_ones: Sequence[str], within_broken: bool) -> bool:
    """Whether the "]" at `place` ends the innermost list of `open_ones`, by what stands behind it.

    Within a broken value that is believed only where all behind it is sound, too.
    """
    left = list(open_ones)
    while left and left[-1] != "[":
        left.pop()
    return bool(left) and _goes_on(held, place + 1, left[:-1], within_broken)


def ends_value(held: str, place: int, open_ones: Sequence[str]) -> bool:
    """Whether a value that ends before `place` is followed by what may follow one there."""
    place = _behind(held, place)
    mark = held[place : place + 1]
    if mark == "" or not open_ones:
        return True
    if open_ones[-1] == "{":
        return mark == "}" or NEXT_KEY.match(held, place) is not None
    if mark == "]":
        return _goes_on(held, place + 1, open_ones[:-1], False)
    if NEXT_KEY.match(held, place):
        return False
    following = _behind(held, place + 1) if mark == "," else place
    return _begins(held, following) or (mark == "," and held[following : following + 1] in ("", "]"))


def is_sibling(held: str, place: int) -> bool:
    """Whether a whole object that says something stands at `place`, and after it another one or the end of their list."""
    try:
        value, length = _DECODER.raw_decode(held[place : place + NEAR])
    except json.JSONDecodeError as error:
        return len(held) - place > NEAR and _is_cut(error, NEAR)
    except RecursionError:
        return False
    place = _behind(held, place + length)
    return bool(value) and held[place : place + 1] in ("", ",", "]")


def is_before_sibling(held: str, start: int, end: int) -> bool:
    """Whether a text that its line cut off holds the end of an element, and a whole one begins below."""
    return held[start:end].rstrip(" \t,").endswith("}") and is_sibling(held, _behind(held, end))


def next_sibling(held: str, start: int, end: int) -> int:
    """Where the comma before the next whole object stands; -1 where none does."""
    commas = (found.start() for found in NEXT_OBJECT.finditer(held, start, end) if is_sibling(held, found.end()))
    return next(commas, -1)


def _goes_on(held: str, place: int, open_ones: Sequence[str], within_broken: bool) -> bool:
    left = list(open_ones)
    while True:
        begin, place = place, _behind(held, place)
        mark = held[place : place + 1]
        if mark == "":
            return True
        if not left:
            return not within_broken and _is_text_behind(held, begin, place)
        if mark == ("}" if left[-1] == "{" else "]"):
            left.pop()
            place += 1
            continue
        if left[-1] == "[":
            following = _behind(held, place + 1)
            return mark == "," and _is_value(
                held, following, within_broken or held[following : following + 1] not in "[{"
            )
        key = NEXT_KEY.match(held, place)
        return key is not None and _is_value(held, key.end(), within_broken)


def _is_text_behind(held: str, begin: int, place: int) -> bool:
    """Whether a document may end here, though text follows: not where its rows seem to go on in the same line."""
    if held[place] == "[" or "\n" in held[begin:place] or "\r" in held[begin:place]:
        return True
    return next_sibling(held, place, place + NEAR) < 0 and not (held[place] == "{" and is_sibling(held, place))


def _is_value(held: str, place: int, strictly: bool) -> bool:
    if not strictly:
        return _begins(held, place)
    behind: tuple[str, ...] = ("", ",", "]", "}")
    if held[place : place + 1] == "[":
        place, behind = _behind(held, place + 1), ("", ",", "]")
    if held[place : place + 1] in ("]", "") or MEMBER.match(held, place):
        return True
    try:
        _, length = _DECODER.raw_decode(held[place : place + NEAR])
    except json.JSONDecodeError as error:
        return len(held) - place > NEAR and _is_cut(error, NEAR)
    except RecursionError:
        return False
    place = _behind(held, place + length)
    return held[place : place + 1] in behind


def _is_cut(error: json.JSONDecodeError, length: int) -> bool:
    return error.pos >= length - 12 or error.msg.startswith("Unterminated string")


def _begins(held: str, place: int) -> bool:
    return place == len(held) or (OBJECT if held[place] == "{" else VALUE).match(held, place) is not None


def _behind(held: str, place: int) -> int:
    found = SPACE.match(held, place)
    return found.end() if found else place
