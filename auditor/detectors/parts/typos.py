"""Number words that are mistyped, one letter wrong or two exchanged, among others that are not: "nvoe dosi oito"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from auditor.detectors.parts.numerals import SEPARATOR, vocabulary
from auditor.detectors.parts.tongues import languages

FEWEST_WORDS, FEWEST_RIGHT, LETTERS, LETTERS_EXCHANGED = 7, 3, 4, 3
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(SEPARATOR)


def righted(text: str) -> list[tuple[int, int, str]]:
    """The mistyped words of a folded text, each with the digit that it stands for."""
    found: list[tuple[int, int, str]] = []
    for language in languages(text)[:5]:
        one = list(_in_language(text, language))
        found = max(found, one, key=len)
    return found


def _in_language(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    words = vocabulary(language)
    if sum(one in words for one in _TOKEN.findall(text)) < FEWEST_RIGHT:
        return
    run: list[tuple[int, int, str, bool]] = []
    last = 0
    for token in _TOKEN.finditer(text):
        value, exact = _value(token.group(), language)
        if value is None or (run and not _BETWEEN.fullmatch(text, last, token.start())):
            yield from _wrong(run)
            run = []
        if value is not None:
            run.append((token.start(), token.end(), value, exact))
        last = token.end()
    yield from _wrong(run)


def _wrong(run: list[tuple[int, int, str, bool]]) -> Iterator[tuple[int, int, str]]:
    right = sum(exact for *_, exact in run)
    if len(run) >= FEWEST_WORDS and right >= max(FEWEST_RIGHT, len(run) // 3):
        yield from ((start, end, value) for start, end, value, exact in run if not exact)


def _value(word: str, language: str) -> tuple[str | None, bool]:
    """What a word stands for, and whether it is written right."""
    if word.isdigit() or word in vocabulary(language):
        return word, True
    return _near(word, language), False


@cache
def _digits(language: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, value) for word, value in vocabulary(language).items() if len(value) == 1 and value.isdigit())


@lru_cache(maxsize=4096)
def _near(word: str, language: str) -> str | None:
    values = {value for known, value in _digits(language) if _differs_once(word, known)}
    return values.pop() if len(values) == 1 else None


def _differs_once(word: str, known: str) -> bool:
    """Whether two neighbours are exchanged, or one letter is wrong, missing or too much."""
    if min(len(word), len(known)) < LETTERS_EXCHANGED or abs(len(word) - len(known)) > 1:
        return False
    same = next((at for at, (one, other) in enumerate(zip(word, known, strict=False)) if one != other), min(len(word), len(known)))  # fmt: skip
    rest, other = word[same:], known[same:]
    if len(word) == len(known) and rest[:2] == other[:2][::-1] and rest[2:] == other[2:]:
        return True
    if len(known) < LETTERS:
        return False
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
