"""In which languages a text says numbers, and what it takes for a text to say one at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from auditor.detectors.parts.numerals import known, vocabulary
from auditor.patterns import any_of


@cache
def word_gate() -> tuple[str, ...]:
    """Patterns for two number words side by side, or with digits between them, as any spelled number has.

    English words need no boundary (FOURTWOZERO), those of other languages do; scripts without ASCII letters stand apart.
    """
    english = sorted(vocabulary("en"))
    others = sorted({word for language in known() for word in vocabulary(language)} - set(english))
    latin, rest = [one for one in others if one.isascii()], [one for one in others if not one.isascii()]
    return (
        _pair(english, r"[^a-z0-9]{0,4}(?:[0-9]{1,4}[^a-z0-9]{0,4}){0,3}"),
        rf"(?:^|[^a-z]){_pair(latin, r'[^a-z]{1,8}')}(?:[^a-z]|$)",
        _pair(rest, r"[^a-z0-9]{0,4}(?:[0-9]{1,4}[^a-z0-9]{0,4}){0,2}"),
    )


def _pair(words: Sequence[str], gap: str) -> str:
    word = f"(?:{'|'.join(map(re.escape, words))})"
    return f"{word}{gap}{word}"


@cache
def _word_pair() -> Any:
    return any_of(word_gate())


@cache
def _quick() -> dict[str, re.Pattern[str]]:
    """Of languages whose number words stand in longer ones, or are parts of words that others write: their words."""
    return {
        language: re.compile("|".join(sorted(map(re.escape, vocabulary(language)), key=len, reverse=True)))
        for language in known()
        if language in _IN_WORDS
    }


@cache
def _index() -> dict[str, list[str]]:
    """The other languages, by their number words."""
    found: dict[str, list[str]] = {}
    for language in known():
        for word in vocabulary(language) if language not in _IN_WORDS else ():
            found.setdefault(word, []).append(language)
    return found


# FOURTWOZERO, hundertdreiundzwanzig, and scripts in which a word has marks or no ends.
_IN_WORDS = frozenset(("en", "de", "it", "ru", "uk", "ar", "dv", "bb", "ur", "zh"))
_IN_ASCII = frozenset(known()) - frozenset(("ru", "uk", "ar", "dv", "bb", "ur", "zh"))
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)
def languages(text: str) -> list[str]:
    """Languages of which at least two different number words (or three in all) stand in the text."""
    found: list[tuple[int, int, str]] = []
    if _word_pair().search(text.encode()) is None:
        return []
    ascii_only, index = text.isascii(), _index()
    own = Counter(language for word in _LETTERS.findall(text) if word in index for language in index[word])
    for place, language in enumerate(known()):
        if ascii_only and language not in _IN_ASCII:
            continue
        quick = _quick().get(language)
        count = len(quick.findall(text)) if quick else own[language]
        if count >= 2:
            found.append((-count, place, language))
    return [language for *_, language in sorted(found)]
