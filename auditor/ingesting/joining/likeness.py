"""How alike two titles or names are: letters in common, and no word that has no like on the other side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from auditor.model.payers import bare_payer

ENOUGH = 0.92
MARGIN = 0.05
# One letter that differs in a long word is a slip; a short word, or two letters, make another word: male and female.
SLIP_LETTERS, SLIP_WORD_LETTERS = 1, 6
# Forms and banks that know no such letters spell them so; casefold does it for the sharp s.
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "ø": "oe", "å": "aa"})
# C++ and C# are two languages: signs that stand at the end of a word belong to it.
_NO_WORD = re.compile(r"(?:(?<![\w+#])[+#]|[^\w+#]|_)+")
# It begins where a word begins: from every letter of a long one, the search would take the square of its length.
_ADDRESS = re.compile(r"(?<![^\s<>@])[^\s<>@]++@[^\s<>@]++")


def plain(text: str) -> str:
    """The text as it is compared: no case, no accents' forms, no punctuation; an e-mail address stays one word."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(SPELT_OUT).strip()
    return folded if _ADDRESS.fullmatch(folded) else _NO_WORD.sub(" ", folded).strip() or folded


def forms(counterparty: str) -> set[str]:
    """What a payer may be known by: the whole, the name in the sentence of a statement, the name alone, the address alone."""
    addresses = _ADDRESS.findall(counterparty)
    name = _ADDRESS.sub("", counterparty).strip(" <>")
    return {plain(one) for one in (counterparty, bare_payer(counterparty), name, *addresses) if one.strip()}


def likenesses(texts: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """Pairs of a text and another one that could count as alike or stand in the way of it, with their score 0-1.

    A text that stands among the others is like no other one: what is written exactly so is meant.
    """
    others = sorted(others)
    shelves = _shelves(others)
    unspaced = {other: other.replace(" ", "") for other in others}
    floor = 100 * (ENOUGH - MARGIN)
    for text in texts:
        shelf = shelves.get(_shape(text), {})
        if text in shelf:
            yield text, text, 1.0
            continue
        best = ENOUGH - MARGIN / 2
        for other, score, _ in process.extract(text, shelf, scorer=fuzz.ratio, score_cutoff=floor, limit=None):
            if _same_words(text, other):
                best = max(best, score / 100)
                yield text, other, round(score / 100, 4)
        # "Web site" stands in the way of what is like "website", and is not enough by itself.
        bare = text.replace(" ", "")
        for _, _, other in process.extract(bare, unspaced, scorer=OSA.distance, score_cutoff=SLIP_LETTERS, limit=None):
            if _shape(other) != _shape(text) and _digits(other) == _digits(text):
                yield text, other, round(best - MARGIN / 2, 4)


def _shelves(texts: Iterable[str]) -> dict[tuple[object, ...], dict[str, str]]:
    shelves: dict[tuple[object, ...], dict[str, str]] = {}
    for text in texts:
        shelves.setdefault(_shape(text), {})[text] = text
    return shelves


def _shape(text: str) -> tuple[object, ...]:
    # What must be the same for two texts to be alike: how many words there are, and those with a digit.
    words = text.split()
    return len(words), tuple(sorted(word for word in words if any(map(str.isdigit, word))))


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _same_words(text: str, other: str) -> bool:
    left, right = text.split(), other.split()
    return all(one == two or _is_slip(one, two) for one, two in zip(left, right, strict=True))


def _is_slip(word: str, other: str) -> bool:
    if min(len(word), len(other)) < SLIP_WORD_LETTERS or word[0] != other[0]:
        return False
    return OSA.distance(word, other, score_cutoff=SLIP_LETTERS) <= SLIP_LETTERS


def is_known_as(counterparty: str, names: Iterable[str]) -> bool:
    """Whether a payer's name is one of these, or like one of them."""
    known = {plain(name) for name in names}
    return any(one in known or next(likenesses([one], known), None) for one in forms(counterparty))
