"""All that stands in one text: every detector on every reading, filters, phrases, and which of two claims holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from auditor import rooms
from auditor.model.detections import Filter, Hit, Scope, View
from auditor.model.stretches import Stretches
from auditor.model.words import Category, Stance
from auditor.scanning.decoding import is_turned
from auditor.scanning.folding import fold
from auditor.scanning.gate import could_speak, detectors
from auditor.scanning.leading import leads
from auditor.scanning.phrasing import find_phrases
from auditor.scanning.quoting import quoted_spans, shown_spans
from auditor.scanning.refusing import refused_with
from auditor.scanning.sounding import WORDING, sounding, taken_back
from auditor.scanning.told import stance_of_detail
from auditor.scanning.views import readings

# Where two categories claim the same stretch, the first named keeps it and the other is dropped.
_OVERRULES: dict[Category, frozenset[Category]] = {
    Category.EMAIL: frozenset((Category.URL, Category.MESSENGER, Category.SOCIAL, Category.PHONE)),
    Category.IBAN: frozenset((Category.PHONE, Category.CARD, Category.PAYMENT_HANDLE)),
    Category.CARD: frozenset((Category.PHONE, Category.PAYMENT_HANDLE)),
    Category.CRYPTO: frozenset((Category.PHONE, Category.PAYMENT_HANDLE, Category.URL)),
    Category.MEETING: frozenset((Category.PHONE, Category.URL)),
    Category.MESSENGER: frozenset((Category.URL,)),
    Category.SOCIAL: frozenset((Category.URL,)),
    Category.PAYMENT_HANDLE: frozenset((Category.URL,)),
    Category.URL: frozenset((Category.PHONE,)),
    Category.POSTAL_ADDRESS: frozenset((Category.PHONE,)),
    Category.REVIEW_TRADE: frozenset((Category.OFF_PLATFORM_PAYMENT,)),
}
_MILD = frozenset((Stance.MENTION, Stance.DECLINE))
# A mention of these says as much as an ask, and they are said in few words, which sound like little: never taken back.
_SAID_ANYHOW = frozenset((Category.FEE_AVOIDANCE, Category.CODED_LANGUAGE, Category.ONE_OFF))
_VALUES = frozenset((Category.EMAIL, Category.PHONE, Category.IBAN, Category.CARD, Category.CRYPTO))
_LINKS = frozenset((Category.MESSENGER, Category.SOCIAL, Category.PAYMENT_HANDLE))


@dataclass(frozen=True, slots=True)
class Found:
    """One hit in offsets of the original text, its stance settled."""

    category: Category
    kind: str | None
    normalized: str | None
    start: int
    end: int
    confidence: float
    obfuscated: bool
    stance: Stance
    is_link: bool = False


@cache
def filters() -> tuple[Filter, ...]:
    """All filters, in the order of names."""
    return tuple(rooms.discover("auditor.filters", "FILTER").values())


@cache
def _asked_of(category: Category) -> tuple[Filter, ...]:
    return tuple(one for one in filters() if category in one.applies)


def find_in(original: str, scope: Scope, names: frozenset[str] | None = None, phrases: tuple[int, ...] | None = None,
            other_readings: bool = True, asks: bool = True, sounds: bool = True) -> list[Found]:  # fmt: skip
    """Everything in one text. `names` are the detectors that the gate lets speak on the plain reading (None: all), and
    `phrases` the numbers of the phrases there (None: all); without `asks` no reading is searched for phrases, and
    without `sounds` none is weighed for an ask that no phrase knows."""
    view = fold(original)
    found: list[Found] = []
    details = [
        hit for name in (names if names is not None else detectors()) for hit in detectors()[name].find(view, scope)
    ]
    found += _kept(view, details)
    said = list(find_phrases(view, phrases)) if asks and phrases != () else []
    found += _kept(view, said)
    if asks:
        found += _kept(view, _led(view, details, found))
    if asks and sounds and (one := sounding(view, said, details)) is not None and not _is_value(one, details):
        found += _kept(view, [one])
    if other_readings:
        others = readings(view)[1:]
        if is_turned(view.text) and any("decoded" in one.memo for one in others):
            # Digits that are to be read from their end are no number from their beginning.
            found = [one for one in found if one.category is not Category.PHONE]
        for other in others:
            found += _other(other, scope, gated=names is not None, asks=asks)
    if not found:
        return found
    return _without_own_voice(
        original, refused_with(settled(_without_weak(view, said, _outside_links(_trimmed(original, found)))))
    )


def _trimmed(original: str, found: list[Found]) -> Iterator[Found]:
    """The same without blanks at either end, which a reading that takes the blanks around a sign away leaves there."""
    for one in found:
        value = original[one.start : one.end]
        bare = value.strip()
        if len(bare) == len(value) or not bare:
            yield one
            continue
        start = one.start + value.index(bare)
        hidden = one.obfuscated and bare.lstrip("@").lower() != one.normalized
        yield replace(one, start=start, end=start + len(bare), obfuscated=hidden)


def _outside_links(several: Iterable[Found]) -> list[Found]:
    """The same without asks of which every word is one of a link: what a page is called ("/contact") nobody says."""
    found = list(several)
    links = Stretches({(one.start, one.end) for one in found if one.category is Category.URL})
    return [
        one
        for one in found
        if one.normalized is not None or one.category is Category.URL or not links.holds(one.start, one.end)
    ]


def _led(view: View, details: list[Hit], found: list[Found]) -> Iterator[Hit]:
    """The asks right before details that the filters let stand."""
    handed = {(one.category, one.start, one.end) for one in found if one.stance not in _MILD}
    yield from leads(view, [one for one in details if (one.category, *view.span(one.start, one.end)) in handed])


def _without_weak(view: View, said: list[Hit], found: list[Found]) -> list[Found]:
    """The same, where phrases whose passage sounds like anything but an ask are mentions, unless a detail bears them out."""
    if any(one.normalized is not None and one.stance not in _MILD for one in found):
        return found
    asks = [hit for hit in said if hit.stance not in _MILD and hit.category not in _SAID_ANYHOW]
    weak = {(hit.category, *view.span(hit.start, hit.end)) for hit in taken_back(view, asks)}
    return [
        replace(one, stance=Stance.MENTION)
        if one.stance not in _MILD and (one.category, one.start, one.end) in weak
        else one
        for one in found
    ]


def _without_own_voice(original: str, found: list[Found]) -> list[Found]:
    """The same, where what stands in quoted lines is mentioned and said by nobody here, and so are asks and names of apps
    in quotation marks beside a button or a headline; a detail is one wherever it is shown."""
    if not found:
        return found
    quoted = Stretches(quoted_spans(original))
    shown = Stretches(shown_spans(original) if any(one.normalized is None for one in found) else ())
    return [
        replace(one, stance=Stance.MENTION)
        if quoted.meets(one.start, one.start + 1) or (one.normalized is None and shown.holds(one.start, one.end))
        else one
        for one in found
    ]


def _other(view: View, scope: Scope, gated: bool, asks: bool) -> Iterator[Found]:
    text = view.text.encode()
    for name, one in detectors().items():
        if "worded" in view.memo:
            break
        if not gated or could_speak(name, text):
            yield from _kept(view, one.find(view, scope))
    if asks and not view.memo.keys() & {"spoken", "decoded"}:
        yield from _kept(view, find_phrases(view))


def _is_value(one: Hit, details: Iterable[Hit]) -> bool:
    """Whether words that sound like an ask are mostly those of a number or an address: "five five five" are no stars."""
    shared = (min(hit.end, one.end) - max(hit.start, one.start) for hit in details if hit.category in _VALUES)
    return any(2 * size >= one.end - one.start for size in shared)


def _kept(view: View, hits: Iterable[Hit]) -> Iterator[Found]:
    for hit in hits:
        if any(one.drops(view, hit) for one in _asked_of(hit.category)):
            continue
        start, end = view.span(hit.start, hit.end)
        link = (
            hit.category in _LINKS and "." in view.text[hit.start : hit.end] and "/" in view.text[hit.start : hit.end]
        )
        yield Found(
            hit.category, hit.kind, hit.normalized, start, end, hit.confidence,
            hit.obfuscated or view.is_hidden(hit.start, hit.end), stance_of_detail(view.text, hit), link,
        )  # fmt: skip


def settled(found: list[Found]) -> list[Found]:
    """One claim per stretch and category, and none where a stronger category has the stretch; in order of place."""
    kept: list[Found] = []
    taken: dict[Category, Stretches] = {}
    for one in sorted(found, key=_rank):
        own = taken.setdefault(one.category, Stretches())
        if not own.meets(one.start, one.end):
            own.add(one.start, one.end)
            kept.append(one)
    links = frozenset((one.category, one.start, one.end) for one in kept if one.is_link)
    kept = [one for one in kept if not _is_overruled(one, taken, links)]
    return sorted(
        (replace(one, is_link=False) if one.is_link else one for one in kept),
        key=lambda one: (one.start, one.end, one.category),
    )


def _rank(one: Found) -> tuple[bool, bool, bool, int, bool, float, int]:
    return (
        one.stance is not Stance.DECLINE,
        one.normalized is None,
        # A phrase that another reading shows says more than the sound of the text as it stands.
        one.kind == WORDING,
        one.start - one.end,
        one.obfuscated,
        -one.confidence,
        one.start,
    )


def _is_overruled(one: Found, taken: Mapping[Category, Stretches], links: frozenset[tuple[Category, int, int]]) -> bool:
    """Whether a stronger category has the stretch; `links` are the claims that are links."""
    for category, weaker in _OVERRULES.items():
        if one.category not in weaker or category not in taken or category is Category.REVIEW_TRADE:
            continue
        for start, end in taken[category].over(one.start, one.end):
            if category not in _LINKS or one.category is Category.URL or (category, start, end) in links:
                return True
    return False
