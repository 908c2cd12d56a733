"""Numbered stand-ins for contact and payment values: the same value is the same number, in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from auditor.crew import ALONE, Crew
from auditor.detectors.parts.strict import BANK, HANDLE, is_bank_code, strict_in
from auditor.model.words import Category
from auditor.redacting.numbering import number
from auditor.redacting.phrases import Phrases, Span, replaced

if TYPE_CHECKING:
    from auditor.model.detections import DetectionHit

LABELS: Mapping[str, str] = {
    Category.EMAIL: "e-mail",
    Category.PHONE: "phone",
    Category.URL: "link",
    Category.MESSENGER: "messenger",
    Category.SOCIAL: "profile",
    Category.MEETING: "meeting",
    Category.POSTAL_ADDRESS: "address",
    Category.PAYMENT_HANDLE: "payment handle",
    Category.IBAN: "IBAN",
    Category.CARD: "card",
    Category.CRYPTO: "wallet",
    BANK: BANK,
    HANDLE: HANDLE,
}
TEXTS_A_TASK = 4_000
DETAIL = "contact detail"
PAYER = "payer"

Hit = tuple[int, int, str, str]
# Days, times and amounts, of which the audit's own sentences are full, are no telephone numbers.
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BLANKED = re.compile(
    # Most places begin with none of these: to try all five there would take four times as long.
    r"(?=[\d$€£])(?:"
    r"(?<![\w+-])(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?Z?)?(?![\w-])"
    rf"|(?<![\w+-])[0-3]?\d (?:{_MONTHS}) (?:19|20)\d\d(?![\w-])|(?<![\w+.-])\d{{1,4}} (?:days?|months?|hours?)\b"
    r"|[$€£]\d{1,3}(?:,\d{3})*\.\d\d(?!\d)|(?<![\w+.,-])\d{1,9}\.\d{2,4} [A-Z]{3}\b)"
)


@dataclass(frozen=True, slots=True)
class Masker:
    """Masks texts that it was built from; `numbers` maps (label, normalized value) to the stand-in.

    `seen` remembers texts already masked: titles and clauses come back a thousand times."""

    hits: Mapping[str, tuple[Hit, ...]]
    numbers: Mapping[tuple[str, str], str]
    known: Phrases
    kept_ids: frozenset[str] = frozenset()
    seen: dict[str, str] = field(default_factory=dict)

    def spans(self, text: str) -> list[Span]:
        """Where values stand in a text, and their stand-ins."""
        found = [
            Span(start, end, self.numbers[label, value])
            for start, end, label, value in self.hits.get(text, ())
            if text[start:end] not in self.kept_ids
        ]
        # Known values first: where both claim a stretch, the stand-in is that of the value, whatever its form there.
        return [*self.known.spans(text), *found]

    def mask(self, text: str) -> str:
        """The text with a stand-in for every value."""
        if text not in self.seen:
            self.seen[text] = replaced(text, self.spans(text))
        return self.seen[text]

    def mask_with(self, text: str, details: Iterable[tuple[str, str, str]]) -> str:
        """The text with a stand-in for every value, and for each detail (text, category, normalized) wherever it stands."""
        own = [
            Span(at.start(), at.end(), self.numbers[LABELS[category], normalized])
            for written, category, normalized in details
            if category in LABELS and written
            for at in re.finditer(re.escape(written), text)
        ]
        return replaced(text, [*own, *self.spans(text)]) if own else self.mask(text)

    def mask_id(self, text: str) -> str:
        """An id, masked where it is or holds a value; an id of digits alone is no telephone number."""
        return text if text in self.kept_ids else self.mask(text)


def make_masker(
    texts: Iterable[str],
    known: Iterable[tuple[str, str]],
    ids: Iterable[str],
    details: Iterable[tuple[str, str, str]] = (),
    crew: Crew = ALONE,
    stems: Iterable[str] = (),
) -> Masker:
    """Build a masker for these texts and ids.

    `details` are values that the scanner found in their messages: as written, category, normalized form.

    `known` are values that the audit itself found to be details, each with the label to use where the text alone
    does not show what they are. `stems` are names of files without their endings: a value in one stands in many texts
    with an ending that hides it. Ids that consist of digits alone are never taken for telephone numbers.
    """
    kept = frozenset(one for one in ids if one.isdigit())
    found_keys = {one: (LABELS[one[1]], one[2]) for one in details if one[1] in LABELS}
    named = dict(sorted(_named(found_keys).items()))
    others = sorted({one for one in known if one[0] not in named})
    stems = {stem for stem in stems if stem}
    unique = sorted({text for text in texts if text} | {value for value, _ in others} | stems)
    hits = _find(unique, crew)
    named = {
        stem[start:end]: (label, value) for stem in sorted(stems) for start, end, label, value in hits.get(stem, ())
    } | named
    keys = {(label, value) for found in hits.values() for _, _, label, value in found}
    names = {value: _whole(hits.get(value, ()), value) or (label, _folded(value)) for value, label in others}
    names |= named
    numbers = number(keys | set(names.values()) | set(found_keys.values()))
    phrases = Phrases({value: numbers[key] for value, key in names.items()})
    return Masker(
        hits, numbers, phrases, kept, {text: text for text in _untouched(unique, phrases) if text not in hits}
    )


def _untouched(texts: Sequence[str], phrases: Phrases) -> list[str]:
    """Texts in which no phrase stands: one pass for all phrases, where looking word by word takes seconds."""
    folded = pl.Series([text.casefold() for text in texts], dtype=pl.String)
    held = (
        folded.str.contains_any(list(phrases.instead)) if phrases.instead else pl.repeat(False, len(texts), eager=True)
    )
    return [text for text, holds in zip(texts, held, strict=True) if not holds]


def _named(details: Mapping[tuple[str, str, str], tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Texts by which a detail is known anywhere: as it was written, and its normalized form where that is no plain word."""
    names = {}
    for (written, category, normalized), key in sorted(details.items()):
        if category == BANK and not is_bank_code(written):
            # A number is a bank's only beside the word that says so.
            continue
        names[written] = key
        if category != HANDLE and len(normalized) >= 4 and not (normalized.isalpha() and len(normalized) < 8):
            names.setdefault(normalized, key)
    return names


def _find(texts: Sequence[str], crew: Crew) -> dict[str, tuple[Hit, ...]]:
    """What stands in each text that holds something; most hold nothing."""
    if not crew.size or not texts:
        return _found_in(texts)
    parts = [texts[at : at + TEXTS_A_TASK] for at in range(0, len(texts), TEXTS_A_TASK)]
    return {text: hits for part in crew.map(_found_in, parts) for text, hits in part.items()}


def _found_in(texts: Sequence[str]) -> dict[str, tuple[Hit, ...]]:
    # Imported here: the scanner loads its lexicons, and an audit without redaction has no need of them.
    from auditor.scanning import find_values
    from auditor.scanning.workers import find_here

    blanked = [_BLANKED.sub(_blank, text) for text in texts]
    # Sentences of the audit itself differ by days and amounts, and are one without them.
    once = list(dict.fromkeys(blanked))
    values = {text: _labelled(found) for text, found in zip(once, find_values(once, find_here), strict=True) if found}
    found = {}
    for text, read, more in zip(texts, blanked, strict_in(texts), strict=True):
        own = values.get(read, ())
        if hits := (*own, *_bare(own, more)) if more else own:
            found[text] = hits
    return found


def _blank(found: re.Match[str]) -> str:
    return " " * (found.end() - found.start())


def _bare(found: tuple[Hit, ...], more: Iterable[Hit]) -> Iterator[Hit]:
    """Stricter than the scanner: what is no proof of contact, but not for sharing either."""
    taken = [(start, end) for start, end, _, _ in found]
    for start, end, label, value in more:
        if not any(start < stop and begin < end for begin, stop in taken):
            taken.append((start, end))
            yield (start, end, label, value)


def _labelled(found: Iterable[DetectionHit]) -> tuple[Hit, ...]:
    return tuple((one.start, one.end, LABELS[one.category], one.normalized) for one in found if one.category in LABELS)


def _whole(hits: tuple[Hit, ...], value: str) -> tuple[str, str] | None:
    """What a known value is, when the scanner recognises all of it."""
    for start, end, label, normalized in hits:
        if not value[:start].strip() and not value[end:].strip():
            return (label, normalized)
    return None


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())
