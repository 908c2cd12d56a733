"""Details put right afterwards: "sorry, 6 not 5" changes the number that its sender gave just before, "typo: lindt" the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import polars as pl

from auditor.detectors.parts.stopwords import STOP
from auditor.lexicons.cues import cue, words
from auditor.model.words import Category
from auditor.patterns import Sifted
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.turns import Rows, ordered

_PUT_RIGHT = frozenset((Category.PHONE, Category.EMAIL, Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE))
# Words of three letters are near to many others.
_WORD = re.compile(r"[a-z0-9]{4,}")
CORRECTED_STEPS, CORRECTED_HOURS, MOST_LETTERS = 6, 0.5, 60


@cache
def _right_wrong() -> Sifted:
    """ "6 not 5"."""
    return Sifted(rf"(?P<right>\d{{1,6}})\b[^\d\n]{{0,20}}{words('not_but')}[^\d\n]{{0,6}}(?P<wrong>\d{{1,6}})\b")


@cache
def _wrong_right() -> Sifted:
    """The same where the no comes first: "not 5 but 6"."""
    wrong = rf"^[^\d\n]{{0,20}}{words('not_but')}[^\d\n]{{0,6}}(?P<wrong>\d{{1,6}})\b"
    return Sifted(wrong + r"[^\d\n]{1,12}(?P<right>\d{1,6})\b")


# "5000 at the end": the last digits anew.
_ENDING = re.compile(
    r"\b(?P<right>\d{2,6})\s(?:at the end|in the end|am ende|hinten|al final|no final|a la fin|alla fine|na koncu|sonunda|di akhir|o cuoi|в конце|в кінці|في النهايه)"
    r"|\b(?:it )?(?:ends|ending|termina|endet|finit|finisce|konczy sie)(?: (?:with|in|en|em|mit|auf|par|con|na))?\s(?P<last>\d{2,6})\b"
)
WORDS_BESIDE = 2


def add_corrections(frame: pl.DataFrame, bodies: pl.Series, found: Rows) -> None:
    """Adds the detail that is meant where its sender says soon after which digits were wrong, or writes a word of it anew."""
    details = {row for row, hits in found.items() if any(_is_detail(one) for one, _ in hits)}
    for first, row in _pairs(frame, details):
        text = fold(bodies[row])
        if len(text.text) > MOST_LETTERS:
            continue
        said = _wrong_right().search(text.text) or _right_wrong().search(text.text)
        for one, rows in [pair for pair in found[first] if _is_detail(pair[0])]:
            meant = _meant(str(one.normalized), one.category, text.text, said)
            if meant is not None:
                start, end = text.span(*meant[1])
                hit = replace(one, normalized=meant[0], start=start, end=end, obfuscated=True)
                found.setdefault(row, []).append((hit, tuple(dict.fromkeys((*rows, row)))))


def _meant(value: str, category: Category, text: str, said: re.Match[str] | None) -> tuple[str, tuple[int, int]] | None:
    """The detail that is meant, and the words that say so."""
    if category is not Category.PHONE:
        return _written_anew(value, text)
    if said is None and (ending := _ENDING.search(text)) is not None:
        # The end is no excuse by itself.
        if cue("excuse").search(f"{text[: ending.start()]} | {text[ending.end() :]}") is None:
            return None
        right = ending["right"] or ending["last"]
        known = len(right) < len(value) and not value.endswith(right)
        return (value[: -len(right)] + right, ending.span("right" if ending["right"] else "last")) if known else None
    if said is None or not _corrects(text, said):
        return None
    number = _corrected(value, said["wrong"], said["right"])
    return None if number is None else (number, said.span())


def _corrects(text: str, said: re.Match[str]) -> bool:
    beside = text[: said.start()].split() + text[said.end() :].split()
    # "Make it 3 not 5 pages" corrects no number: there is an excuse, or next to nothing else.
    return len(beside) <= WORDS_BESIDE or cue("excuse").search(text) is not None


def _is_detail(one: Found) -> bool:
    return one.category in _PUT_RIGHT and one.normalized is not None


def _written_anew(value: str, text: str) -> tuple[str, tuple[int, int]] | None:
    """The address or name with the one of its words that a message with an excuse writes a little differently."""
    if cue("excuse").search(text) is None:
        return None
    written = set(_WORD.findall(text))
    for word in _WORD.finditer(text):
        for part in _WORD.finditer(value.lower()):
            if word.group() != part.group() and part.group() not in written and _is_near(word.group(), part.group()):
                return value[: part.start()] + word.group() + value[part.end() :], word.span()
    return None


def _is_near(word: str, part: str) -> bool:
    """Whether one letter makes one of the other: put in, left out, written for another, or two changed places."""
    if abs(len(word) - len(part)) > 1 or word in STOP:
        return False
    same = next(
        (at for at, (one, other) in enumerate(zip(word, part, strict=False)) if one != other), min(len(word), len(part))
    )
    rest, other = word[same:], part[same:]
    return (
        rest[1:] == other
        or rest == other[1:]
        or rest[1:] == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def _pairs(frame: pl.DataFrame, details: set[int]) -> Iterator[tuple[int, int]]:
    """Rows that give a detail, each with those that its sender wrote soon after."""
    last: dict[str | None, tuple[int, int]] = {}
    turns: dict[int, float] = {}
    thread: str | None = None
    start = None
    for turn in ordered(frame, details) if details else ():
        if turn.thread != thread:
            thread, start, last = turn.thread, turn, {}
        turns[turn.row] = start.hours_to(turn) if start else 0.0
        known = last.get(turn.sender)
        if turn.row in details:
            last[turn.sender] = (turn.row, CORRECTED_STEPS)
        elif known and known[1] and turns[turn.row] - turns[known[0]] <= CORRECTED_HOURS:
            last[turn.sender] = (known[0], known[1] - 1)
            yield known[0], turn.row


def _corrected(number: str, wrong: str, right: str) -> str | None:
    """The number with the last place of the wrong digits put right; None where they do not stand in it."""
    at = number.rfind(wrong)
    if at < 0 or len(wrong) != len(right) or wrong == right:
        return None
    return number[:at] + right + number[at + len(wrong) :]
