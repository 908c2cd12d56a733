"""Every pattern of every family of the lexicons, by number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from auditor.lexicons.compiling import Compiled, languages
from auditor.model.words import Category, Stance
from auditor.patterns import Reach, compiled, portable
from auditor.scanning.folding import plain_letters


@dataclass(frozen=True, slots=True)
class Phrase:
    """One pattern of one family. `anchors` are patterns of which one stands in every text that it matches; none where
    its words are asked for instead."""

    language: str
    category: Category
    stance: Stance
    confidence: float
    pattern: str
    anchors: tuple[str, ...]


def known() -> tuple[Compiled, ...]:
    """All lexicons, in the order of languages."""
    return languages(plain_letters)


@cache
def all_phrases() -> tuple[Phrase, ...]:
    """Every pattern of every family, in the order of languages."""
    return tuple(one for language in known() for one in _phrases(language))


def _phrases(one: Compiled) -> Iterator[Phrase]:
    families = [(Category(category), Stance(stance), confidence) for category, stance, confidence in one.families]
    for family, pattern, anchors in one.phrases:
        yield Phrase(one.language, *families[family], pattern, tuple(anchors))


def stands(number: int, text: bytes) -> bool:
    """Whether phrase `number` could stand in a folded text in UTF-8: always where it does, seldom elsewhere."""
    return pattern_of(number).search(text) is not None


@cache
def pattern_of(number: int) -> Any:
    """Phrase `number` compiled, over bytes of UTF-8: of one text, or of many in lines of their own."""
    return compiled("(?m)" + portable(all_phrases()[number].pattern, Reach.ANY))
