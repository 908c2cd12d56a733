"""Whether groups of digits that words part are a telephone number: prices and counts are told one after another as well."""

from __future__ import annotations

import re

import phonenumbers

from auditor.detectors.parts.cues import calls_a_number
from auditor.model.detections import Hit, View

_WORD = re.compile(r"[^\W\d_]{2,}")
_MOBILE = frozenset((phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE))
_YEAR = re.compile(r"19\d\d|20[0-2]\d")
_GROUP = re.compile(r"\d+")
_CURRENCY, _UNIT = re.compile(r"[$€£¥₹₽₴]\s?$"), re.compile(r"\s?(?:[$€£¥₹₽₴%]|[^\W\d_]{1,8})")
BEFORE, AFTER = 60, 40


def is_told(view: View, chained: View, hit: Hit) -> bool:
    """Whether a number of the text with its groups side by side (`chained`) is one of the text itself (`view`)."""
    if not chained.is_hidden(hit.start, hit.end) or hit.normalized is None:
        return False
    known = hit.normalized.startswith("+")
    written = chained.text[hit.start : hit.end]
    start, end = chained.span(hit.start, hit.end)
    cue = calls_a_number(view.text[max(0, start - BEFORE) : start] + " " + view.text[end : end + AFTER])
    if chained.memo["pointed"]:
        return known and (written[0] == "0" or _is_mobile(hit.normalized))
    if _WORD.search(written):
        return known or cue
    groups = _GROUP.findall(written)
    figures = sum(one.endswith("00") for one in groups[1:]) > 1 or any(_YEAR.fullmatch(one) for one in groups)
    if cue:
        return known or not figures
    if chained.memo["sure"]:
        return known and not figures
    begins = written.lstrip("(")[:1] in ("0", "+")
    alone = not _WORD.search(view.text[:start] + view.text[end:])
    return known and (begins or (alone and not figures))


def with_units(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch with the currency before its first price and the unit behind its last, which are read over as well."""
    before, after = _CURRENCY.search(text, max(0, start - 3), start), _UNIT.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _is_mobile(number: str) -> bool:
    return phonenumbers.number_type(phonenumbers.parse(number)) in _MOBILE
