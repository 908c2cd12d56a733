"""What a text must hold for a pattern to match, word by word: a chain of slots, each a set of sequences of words.

The pattern is taken apart as Python's own parser sees it. Between two slots a word has ended, so that every sequence
stands in a matching text as whole words. A word may be a glob (`habl*`, `#k` for digits and a k); ANY stands for whatever comes between.
What a chain asks for is less than the pattern does, never more.
"""

from __future__ import annotations

import re

# The parser of regular expressions is public in all but name: other tools that take patterns apart use it too.
import re._constants as kinds
import re._parser as parser
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from auditor.lexicons.reading import GAP, LONG_GAP, MAY_BREAK, MAY_GAP, marked

ANY = "\ue011"
_LETTERS, _DIGITS = "\ue010", "\ue012"  # any number of letters; one digit or more
# A set of strings larger than this is divided or forgotten.
_MOST, _MOST_OF_RANGE = 3_000, 12
_ANYS = re.compile(f"{_LETTERS}*{ANY}[{ANY}{_LETTERS}]*(?: [{_LETTERS}]*{ANY}[{ANY}{_LETTERS}]*)*")
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
# What takes no room in a text.
_POINTS = (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT)

Words = tuple[str, ...]
Slot = frozenset[Words]


def chains(pattern: str) -> tuple[tuple[Slot, ...], ...]:
    """The chain of each alternative of a pattern as a lexicon writes it, its named words filled in.

    Slots that may be missing, and those that hold any word, are left out; an alternative may have none left.
    """
    items = [one for one in _flat(parser.parse(marked(pattern))) if one[0] not in _POINTS]
    rows = items[0][1][1] if len(items) == 1 and items[0][0] is kinds.BRANCH else [items]
    return tuple(tuple(_slot(one) for one in _divided(list(row))) for row in rows)


def _slot(texts: Iterable[str]) -> Slot:
    return frozenset(_words(one) for one in texts)


def is_open(slot: Slot) -> bool:
    """Whether a slot asks for nothing: it may be missing, or hold any word."""
    return any(all(word == ANY for word in one) for one in slot)


def _flat(items: Iterable[Any]) -> Iterator[Any]:
    for kind, value in items:
        if kind is kinds.SUBPATTERN:
            yield from _flat(value[-1])
        elif kind in _REPEATS and value[0] == value[1] == 1:
            yield from _flat(value[2])
        else:
            yield kind, value


def _divided(items: Sequence[Any]) -> list[set[str]]:
    """The strings of each part of a row that ends where a word has ended, in order."""
    found: list[set[str]] = []
    part = {""}
    for item in _flat(items):
        more = _strings(item)
        if all(one == "" or one.endswith(" ") for one in part) or all(one.startswith(" ") for one in more):
            found.append(part)
            part = more
        elif len(part) * len(more) > _MOST:
            found.append({_short(one + ANY) for one in part})
            part = {_short(ANY + one) for one in more}
        else:
            part = _joined(part, more)
    return [one for one in (*found, part) if one not in ({""}, {" "})]


def _joined(left: set[str], right: set[str]) -> set[str]:
    return {_short(one + other) for one in left for other in right}


def _short(text: str) -> str:
    if ANY in text:
        text = _ANYS.sub(ANY, text)
    if _DIGITS in text:
        text = re.sub(f"[0-9{_DIGITS}]*{_DIGITS}[0-9{_DIGITS}]*", _DIGITS, text)
    if _LETTERS in text:
        text = re.sub(f"[{_LETTERS}{_DIGITS}]*{_LETTERS}[{_LETTERS}{_DIGITS}]*", _LETTERS, text)
    return re.sub(" +", " ", text)


def _row(items: Iterable[Any]) -> set[str]:
    """All strings of a row of items; of what has too many only the beginning."""
    found = {""}
    for item in items:
        more = _strings(item)
        if len(found) * len(more) <= _MOST:
            found = _joined(found, more)
            continue
        end = " " if all(one.endswith(" ") for one in more) else ""
        found = {_short(one + ANY + end) for one in found}
    return found


def _strings(item: Any) -> set[str]:
    """All strings that one item stands for, with ANY and the sign for any letters where they are too many."""
    kind, value = item
    if kind is kinds.LITERAL:
        return _literal(chr(value))
    if kind is kinds.IN:
        return _class(value)
    if kind is kinds.CATEGORY:
        return _class([item])
    if kind in _POINTS:
        return {""}
    if kind is kinds.SUBPATTERN:
        return _row(value[-1])
    if kind is kinds.BRANCH:
        return {one for row in value[1] for one in _row(row)}
    return _repeated(*value) if kind in _REPEATS else {ANY}


def _literal(letter: str) -> set[str]:
    if letter == MAY_BREAK:
        return {"", " "}
    if letter in (GAP, LONG_GAP, MAY_GAP):
        return {" ", f" {ANY} "}
    return {letter if _is_letter(letter) else " "}


def _is_letter(letter: str) -> bool:
    # As \w has it.
    return letter.isalnum() or letter == "_"


def _class(members: Iterable[Any]) -> set[str]:
    found: set[str] = set()
    for kind, value in members:
        if kind is kinds.LITERAL:
            found |= _literal(chr(value)) if _is_letter(chr(value)) else {" "}
        elif (kind is kinds.RANGE and chr(value[0]).isdigit() and chr(value[1]).isdigit()) or (
            kind is kinds.CATEGORY and value is kinds.CATEGORY_DIGIT
        ):
            found.add(_DIGITS)
        elif kind is kinds.RANGE and value[1] - value[0] <= _MOST_OF_RANGE:
            found |= {chr(one) if _is_letter(chr(one)) else " " for one in range(value[0], value[1] + 1)}
        elif (kind is kinds.RANGE and all(map(str.isalnum, map(chr, value)))) or (
            kind is kinds.CATEGORY and value is kinds.CATEGORY_WORD
        ):
            found.add(_LETTERS)
        elif kind is kinds.CATEGORY and value in (kinds.CATEGORY_SPACE, kinds.CATEGORY_NOT_WORD):
            found.add(" ")
        else:
            return {ANY}
    found = {_DIGITS, *(one for one in found if not one.isdigit())} if _DIGITS in found else found
    return {_LETTERS, *(found & {" "})} if _LETTERS in found else found


def _repeated(least: int, most: int, items: Iterable[Any]) -> set[str]:
    once = _row(items)
    missing = {""} if least == 0 else set()
    if once in ({" "}, {_LETTERS}, {_DIGITS}) or most == 1:
        return once | missing
    begin = " " if all(one == "" or one.startswith(" ") for one in once) else ""
    end = " " if all(one == "" or one.endswith(" ") for one in once) else ""
    return {begin + ANY + end} | missing | (once if least <= 1 else set())


def _words(text: str) -> Words:
    """The words of a string: whole ones, globs, and ANY for what may be anything."""
    found: list[str] = []
    for word in text.split(" "):
        head, any_, _ = word.partition(ANY)
        tail = word.rpartition(ANY)[2] if any_ else ""
        parts = [_glob(head, "", "*"), ANY, _glob(tail, "*", "")] if any_ else [_glob(head, "", "")]
        found += [one for one in parts if one and not (one == ANY and found[-1:] == [ANY])]
    return tuple(found)


def _glob(part: str, before: str, behind: str) -> str:
    if not part.strip(_LETTERS):
        return ANY if part else ""
    if _DIGITS in part:
        part = re.sub(f"[0-9{_DIGITS}]+", "#", part)
    return re.sub(r"\*+", "*", before + part.replace(_LETTERS, "*") + behind)
