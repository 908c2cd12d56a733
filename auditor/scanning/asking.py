"""Which phrases of the lexicons could stand in a text: by its words, and, in scripts whose words have no ends, by pieces.

It may name too many, never too few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from auditor.lexicons.reading import NO_BOUNDARIES
from auditor.scanning.phrases import pattern_of, stands
from auditor.scanning.postings import phrase_rows
from auditor.scanning.searching import Column, chosen, rows
from auditor.scanning.sieves import has_letters, sieves
from auditor.scanning.vocabulary import WORD, vocabulary


def matching(text: str) -> tuple[int, ...]:
    """Numbers of the phrases that could stand in a folded text: all that do, and seldom more."""
    asked, raw = vocabulary().phrases(WORD.findall(text)), text.encode()
    if len(raw) > len(text):
        asked.update(number for one in sieves(has_letters(text)) for number in one.phrases(raw))
    return tuple(sorted(number for number in asked if stands(number, raw)))


# So few texts are asked one by one sooner than they are laid end to end.
FEW_TEXTS = 24


def _standing(number: int, where: Any, laid: Column) -> list[int]:
    """Those of some texts in which phrase `number` could stand."""
    if len(where) <= FEW_TEXTS:
        return [row for row in where.tolist() if stands(number, laid.text(row))]
    found: list[int] = where[rows(pattern_of(number), chosen(laid, where))].tolist()
    return found


# The words of all lexicons take a moment to be laid out: fewer texts are sooner asked one by one.
WORTH_POSTINGS = 30_000


def matching_rows(texts: pl.Series, laid: Column) -> dict[int, tuple[int, ...]]:
    """The same for many folded texts (`laid`: the same laid end to end), by row; rows without any are left out."""
    if len(texts) < WORTH_POSTINGS:
        return {row: found for row, text in enumerate(texts.to_list()) if (found := matching(text))}
    said: dict[int, set[int]] = defaultdict(set)
    for number, where in phrase_rows(texts).items():
        for row in _standing(number, where, laid):
            said[row].add(number)
    for row, numbers in _without_word_ends(texts, laid):
        said[row].update(numbers)
    return {row: tuple(sorted(numbers)) for row, numbers in said.items()}


def _without_word_ends(texts: pl.Series, laid: Column) -> Iterator[tuple[int, list[int]]]:
    """Row by row the phrases in scripts whose words have no ends."""
    odd = pl.select((texts.str.len_bytes() != texts.str.len_chars()).arg_true()).to_series()
    lettered = texts.gather(odd).str.contains(NO_BOUNDARIES.pattern).to_numpy()
    places = odd.to_numpy()
    every, some = chosen(laid, places), chosen(laid, places[lettered])
    which = np.flatnonzero(lettered)
    asked: dict[int, set[int]] = defaultdict(set)
    for one in sieves(True):
        part = some if one.is_lettered else every
        for at in rows(one.some, part).tolist():
            asked[int(which[at]) if one.is_lettered else at].update(one.phrases(part.text(at)))
    for at, numbers in sorted(asked.items()):
        if found := [number for number in numbers if stands(number, every.text(at))]:
            yield int(places[at]), found
