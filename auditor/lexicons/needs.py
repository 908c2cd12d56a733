"""The words that a text must hold for a pattern to stand in it: the rarest first, by which its texts are looked for.

A need is a set of grams, one of which must be there: a word, a glob (`habl*`), or two words side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from auditor.lexicons.anchors import common
from auditor.lexicons.chains import ANY, Slot, Words, chains, is_open

Need = frozenset[str]
WORD = re.compile(r"\w+")
# So many grams are asked for only where few texts hold one of them; two slots side by side make so many pairs at most.
_MANY_GRAMS, _FEW_TEXTS, _MOST_PAIRS = 200, 0.1, 400
# What a word is worth that no text shows: seldom seen, but not never.
_UNSEEN, _GRAM_COST = 0.5, 2e-7
# The share of messages in which a number stands by itself.
_NUMBERS = 0.1


class Shares:
    """How common words, globs and pairs of words are: in ordinary talk and in the examples of one language."""

    def __init__(self, texts: Iterable[str]) -> None:
        rows = [WORD.findall(one) for one in texts]
        self.size = len(rows) + 1
        self._words = Counter(word for row in rows for word in set(row))
        self._pairs = Counter(pair for row in rows for pair in set(pairwise(row)))
        self._known: dict[str, float] = {}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted({*self._words, *common()})

    def of(self, gram: str) -> float:
        """The share of texts that hold a gram."""
        if gram not in self._known:
            self._known[gram] = self._share(gram)
        return self._known[gram]

    def _share(self, gram: str) -> float:
        first, _, second = gram.partition(" ")
        if second:
            seen = (self._pairs[first, second] + _UNSEEN) / self.size
            return (
                min(seen, self.of(first), self.of(second))
                if seen * self.size > 1
                else self.of(first) * self.of(second) * 3
            )
        if gram == "#":
            return _NUMBERS
        if not {"*", "#"} & {*gram}:
            return max(common().get(gram, 0.0), (self._words[gram] + _UNSEEN) / self.size / 10)
        return sum(map(self.of, self._fitting(gram)), _UNSEEN / self.size / 10)

    def _fitting(self, glob: str) -> list[str]:
        head, _, tail = glob.partition("#" if "#" in glob.partition("*")[0] else "*")
        low, high = bisect_left(self._sorted, head), bisect_left(self._sorted, head + "\U0010ffff")
        found = self._sorted[low:high]
        if not tail and head + "*" == glob:
            return found
        pattern = glob_pattern(glob)
        return [one for one in found if pattern.fullmatch(one)]


def needs(pattern: str, shares: Shares) -> tuple[tuple[Need, ...], ...]:
    """What each alternative of a pattern needs, the rarest first; nothing where no word must be there."""
    return tuple(_of_chain(one, shares) for one in chains(pattern))


def _of_chain(chain: tuple[Slot, ...], shares: Shares) -> tuple[Need, ...]:
    closed = [(at, one) for at, one in enumerate(chain) if not is_open(one)]
    found = {_grams(one, shares) for _, one in closed}
    for (at, one), (next_, other) in pairwise(closed):
        if next_ == at + 1 and len(one) * len(other) <= _MOST_PAIRS:
            found.add(_grams(frozenset(left + right for left in one for right in other), shares))
    ranked = sorted(found, key=lambda one: (_cost(one, shares), sorted(one)))
    return (
        *ranked[:1],
        *(one for one in ranked[1:] if _cost(one, shares) < (1 if len(one) <= _MANY_GRAMS else _FEW_TEXTS)),
    )


def _cost(need: Need, shares: Shares) -> float:
    return sum(map(shares.of, need)) + len(need) * _GRAM_COST


def _grams(slot: Slot, shares: Shares) -> Need:
    return frozenset(min(_of_words(one), key=lambda gram: (shares.of(gram), gram)) for one in slot)


def _of_words(words: Words) -> list[str]:
    single = [one for one in words if one != ANY]
    return single + [f"{one} {other}" for one, other in pairwise(words) if not {"*", "#", ANY} & {*one, *other}]


def glob_pattern(glob: str) -> re.Pattern[str]:
    """The words that a glob stands for."""
    return re.compile(glob.replace("*", r"\w*").replace("#", r"\d+"))
