"""Which phrases of the lexicons could stand in a text: by its words, and, in scripts whose words have no ends, by pieces.

It may name too many, never too few.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.scanning.phrases import stands
from auditor.scanning.sieves import sieves
from auditor.scanning.vocabulary import WORD, vocabulary


def matching(text: str) -> tuple[int, ...]:
    """Numbers of the phrases that could stand in a folded text: all that do, and seldom more."""
    asked, raw = vocabulary().phrases(WORD.findall(text)), text.encode()
    if len(raw) > len(text):
        asked.update(number for one in sieves() for number in one.phrases(raw))
    return tuple(sorted(number for number in asked if stands(number, raw)))


def matching_rows(texts: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """The same for many folded texts, by row; rows without any are left out."""
    return {row: found for row, text in enumerate(texts) if (found := matching(text))}
