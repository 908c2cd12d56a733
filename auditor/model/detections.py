"""What the scanner works with: a folded text and its way back, what a detector finds in it, and what comes out.

A detector reads a `View`: the text in plain small letters, each of which knows where it stood in the original. It
returns `Hit`s in offsets of the view; the scanner turns them into `Detection`s in offsets of the original.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.model.words import Category, Stance


@dataclass(frozen=True, slots=True)
class View:
    """One reading of a text.

    `text` is folded to plain small letters; `cased` is the same with capitals kept, character for character. `starts`
    and `ends` give the place of each character in the original (None: the same place). `hidden` marks characters that
    somebody disguised (None: none). `source` is the original where folding changed it (None: nowhere). `memo` keeps what several detectors need of the same view, such as its links.
    """

    text: str
    cased: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    hidden: bytes | None = None
    source: str | None = field(default=None, compare=False, repr=False)
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters start..end of the view stand in the original text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def written(self, start: int, end: int) -> str:
        """The stretch in small letters with their accents, as it was written; folded where anything in it is disguised."""
        if self.source is None or start >= end or self.is_hidden(start, end):
            return self.text[start:end]
        return unicodedata.normalize("NFC", self.source[slice(*self.span(start, end))]).lower()

    def is_hidden(self, start: int, end: int) -> bool:
        """Whether any of these characters was disguised in the original."""
        return self.hidden is not None and any(self.hidden[start:end])


@dataclass(frozen=True, slots=True)
class Hit:
    """What a detector found in a view; `normalized` is None where an app is only named.

    `stance` None leaves the decision to the sentence around it.
    """

    category: Category
    start: int
    end: int
    normalized: str | None = None
    kind: str | None = None
    confidence: float = 0.9
    obfuscated: bool = False
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a detector may know beside the text: default phone regions, and whether the text is put together from
    several messages."""

    regions: tuple[str, ...] = ("US", "GB", "IN")
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Detector:
    """One kind of contact detail.

    `gate` are patterns, in the syntax common to Python and Rust with ASCII classes, over the folded text in small
    letters: where none matches, `find` finds nothing. `anchors` are short patterns, of which one matches wherever one of
    the gate does: asked first where those of the gate are long (none: the gate is asked at once). `finds` are examples with the normalized value (or the kind)
    that must come out; `silent` are texts in which it must find nothing but mentions.
    """

    name: str
    category: Category
    gate: tuple[str, ...]
    find: Callable[[View, Scope], Iterable[Hit]]
    finds: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]
    anchors: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One family of false alarms: `drops` says whether a hit is none; `applies` names the categories asked about.

    `dropped` and `kept` are examples: (text, the part that is or is not dropped).
    """

    name: str
    applies: frozenset[Category]
    drops: Callable[[View, Hit], bool]
    dropped: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Phrases of one language that mean the same ask.

    `patterns` are regular expressions over folded text; `anchors` are, for each, patterns of which one stands in every
    text that it matches, and few others; `finds` and `silent` are examples that must and must not match.
    """

    language: str
    category: Category
    stance: Stance
    patterns: tuple[str, ...]
    anchors: tuple[tuple[str, ...], ...]
    finds: tuple[str, ...]
    silent: tuple[str, ...]
    confidence: float = 0.85


@dataclass(frozen=True, slots=True)
class Detection:
    """One detection; `start` and `end` are code points of `value` in the body of message `id` (the last one)."""

    id: str
    category: Category
    kind: str | None
    value: str
    normalized: str | None
    start: int
    end: int
    confidence: float
    obfuscated: bool
    stance: Stance
    message_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DetectionHit:
    """A contact or payment value in a free text: text[start:end] is the value."""

    category: Category
    kind: str | None
    normalized: str
    start: int
    end: int
