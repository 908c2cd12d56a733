"""Phrases of the lexicons in a text: where they match, and in which stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from auditor.model.detections import Hit, View
from auditor.model.stretches import Stretches
from auditor.model.words import Category, Stance
from auditor.scanning.asking import matching
from auditor.scanning.phrases import Phrase, all_phrases
from auditor.scanning.stances import adjusted, is_question


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Made ready when a text first asks for it, because most patterns are never asked for.
    return re.compile(pattern)


def find_phrases(view: View, numbers: Iterable[int] | None = None) -> Iterator[Hit]:
    """Every phrase in the view, one hit per stretch and category; of all, or of these numbers."""
    every = all_phrases()
    hits: list[Hit] = []
    for number in matching(view.text) if numbers is None else numbers:
        for one in _compiled(every[number].pattern).finditer(view.text):
            if one.end() > one.start():
                hits.append(_hit(view, every[number], one.start(), one.end()))
    yield from _longest(view.text, hits)


def _hit(view: View, family: Phrase, start: int, end: int) -> Hit:
    stance = adjusted(view.text, start, end, family.category, family.stance)
    return Hit(family.category, start, end, None, None, family.confidence, view.is_hidden(start, end), stance)


def _longest(text: str, hits: list[Hit]) -> list[Hit]:
    """Of overlapping hits of one category the refusal, else the longest; of the same words in a question what asks: nothing is offered yet."""
    kept: list[Hit] = []
    taken: dict[Category, Stretches] = {}
    for hit in sorted(
        hits, key=lambda one: (one.stance is not Stance.DECLINE, one.start - one.end, one.start, *_rank(text, one))
    ):
        own = taken.setdefault(hit.category, Stretches())
        if not own.meets(hit.start, hit.end):
            own.add(hit.start, hit.end)
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.start, one.end, one.category))


def _rank(text: str, hit: Hit) -> tuple[bool, str]:
    return not (hit.stance is Stance.REQUEST and is_question(text, hit.end)), hit.stance or ""
