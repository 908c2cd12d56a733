"""How alike two titles or names are: letters in common, and no word that has no like on the other side."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

ENOUGH = 0.92
MARGIN = 0.05
# A letter that differs in a word is a slip; a word or number that differs is another job.
ALIKE_WORDS = 75
_NO_WORD = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def plain(text: str) -> str:
    """The text as it is compared: no case, no accents' forms, no punctuation; an e-mail address stays one word."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return folded if _ADDRESS.fullmatch(folded) else _NO_WORD.sub(" ", folded).strip() or folded


def forms(counterparty: str) -> set[str]:
    """What a payer may be known by: the whole, the name alone, the address alone."""
    addresses = _ADDRESS.findall(counterparty)
    name = _ADDRESS.sub("", counterparty).strip(" <>")
    return {plain(one) for one in (counterparty, name, *addresses) if one.strip()}


def likenesses(texts: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of a text and another one that could count as alike or stand in the way of it, with their score 0-1.

    A text that stands among the others is like no other one: what is written exactly so is meant.
    """
    shelves = _shelves(others)
    floor = 100 * (ENOUGH - MARGIN)
    for text in texts:
        shelf = shelves.get(_shape(text), {})
        if text in shelf:
            yield text, text, 1.0
            continue
        for other, score, _ in process.extract(text, shelf, scorer=fuzz.ratio, score_cutoff=floor, limit=None):
            if _same_words(text, other):
                yield text, other, round(score / 100, 4)


def _shelves(texts: Iterable[str]) -> dict[tuple[object, ...], dict[str, str]]:
    shelves: dict[tuple[object, ...], dict[str, str]] = {}
    for text in texts:
        shelves.setdefault(_shape(text), {})[text] = text
    return shelves


def _shape(text: str) -> tuple[object, ...]:
    # What must be the same for two texts to be alike: how many words there are, and those with a digit.
    words = text.split()
    return len(words), tuple(sorted(word for word in words if any(map(str.isdigit, word))))


def _same_words(text: str, other: str) -> bool:
    left, right = Counter(text.split()), Counter(other.split())
    mine, yours = sorted((left - right).elements()), sorted((right - left).elements())
    return all(fuzz.ratio(one, two) >= ALIKE_WORDS for one, two in zip(mine, yours, strict=True))
