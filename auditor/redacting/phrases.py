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
    """A dictionary of phrases and their stand-ins; compared without regard to case, at word borders only.

    `lengths` maps the first word or mark of a phrase to the lengths of all phrases that begin with it.
    """

    instead: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        folded: dict[str, str] = {}
        for phrase, instead in self.instead.items():
            phrase = phrase.strip()
            if first := _TOKEN.match(phrase):
                lengths[first[0].casefold()].add(len(phrase))
                folded.setdefault(phrase.casefold(), instead)
        object.__setattr__(self, "instead", folded)
        object.__setattr__(self, "lengths", {first: tuple(sorted(n, reverse=True)) for first, n in lengths.items()})

    def spans(self, text: str) -> Iterator[Span]:
        """Every place where a phrase stands, the longest first at each place, none overlapping."""
        if not self.lengths:
            return
        done = 0
        for found in _TOKEN.finditer(text):
            lengths = self.lengths.get(found[0].casefold())
            if lengths is not None and found.start() >= done:
                for length in lengths:
                    if span := self._at(text, found.start(), length):
                        yield span
                        done = span.end
                        break

    def _at(self, text: str, start: int, length: int) -> Span | None:
        end = start + length
        phrase = text[start:end].casefold()
        if phrase not in self.instead or _inside_word(text, end):
            return None
        if _weak(phrase) and not _LABEL.search(text, max(0, start - 24), start):
            return None
        return Span(start, end, self.instead[phrase])


def _inside_word(text: str, end: int) -> bool:
    return end < len(text) and _is_word(text[end - 1]) and _is_word(text[end])


def _is_word(mark: str) -> bool:
    return mark == "_" or mark.isalnum()


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
