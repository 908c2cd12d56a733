"""Known phrases (values, names, ids) found in running text, in time linear in the text however many there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\w+|[^\w\s]")
# Before a phrase that is short or a common word, one of these must stand: "client 7", but not "7 days".
_LABEL = re.compile(
    r"\b(?:client|freelancer|contract|payment|message|thread|report|relationship)s?:?\s+[\"'“‘]?$", re.I
)
_WORDS = (
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep oct nov dec monday tuesday wednesday thursday friday saturday sunday client freelancer contract payment message "
    "platform relationship report free fee date day days month months the and for from with after before you your "
    "upwork fiverr freelancer.com toptal peopleperhour paypal usd eur gbp"
)
_COMMON = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and what shall stand in its place."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """A dictionary of phrases and their stand-ins; compared without regard to case, at word borders only."""

    instead: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        folded: dict[str, str] = {}
        for phrase, instead in self.instead.items():
            tokens = _TOKEN.findall(phrase)
            if tokens:
                lengths[tokens[0].casefold()].add(len(tokens))
                folded.setdefault(phrase.strip().casefold(), instead)
        object.__setattr__(self, "instead", folded)
        object.__setattr__(self, "lengths", {first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()})

    def spans(self, text: str) -> Iterator[Span]:
        """Every place where a phrase stands, the longest first at each place, none overlapping."""
        if not self.lengths:
            return
        tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text)]
        index = 0
        while index < len(tokens):
            count, span = self._longest(text, tokens, index)
            if span is not None:
                yield span
            index += count

    def _longest(self, text: str, tokens: list[tuple[int, int]], index: int) -> tuple[int, Span | None]:
        start, end = tokens[index]
        for count in self.lengths.get(text[start:end].casefold(), ()):
            if index + count > len(tokens):
                continue
            last = tokens[index + count - 1][1]
            phrase = text[start:last].casefold()
            if phrase in self.instead and (not _weak(phrase) or _LABEL.search(text, max(0, start - 24), start)):
                return count, Span(start, last, self.instead[phrase])
        return 1, None


def _weak(phrase: str) -> bool:
    return len(phrase) < 3 or phrase in _COMMON or (phrase.isdigit() and len(phrase) <= 4)


def replaced(text: str, spans: list[Span]) -> str:
    """The text with every span replaced; spans that overlap are replaced as one, by the stand-in of the first."""
    parts, done = [], 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.start >= done:
            parts += [text[done : span.start], span.instead]
        done = max(done, span.end)
    return "".join([*parts, text[done:]])
