"""Whether groups of digits that words part are a telephone number: prices and counts are told one after another as well."""

from __future__ import annotations

import re

import phonenumbers

from auditor.detectors.parts.chaining import points_at_numbers
from auditor.detectors.parts.cues import calls_a_number
from auditor.model.detections import Hit, View

_WORD = re.compile(r"[^\W\d_]{2,}")
_MOBILE = frozenset((phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE))
_YEAR = re.compile(r"(?:19|20)\d\d")
_GROUP = re.compile(r"\d+")
BEFORE, AFTER = 60, 40


def is_told(view: View, chained: View, hit: Hit) -> bool:
    """Whether a number of the text with its groups side by side (`chained`) is one of the text itself (`view`)."""
    if not chained.is_hidden(hit.start, hit.end) or hit.normalized is None:
        return False
    known = hit.normalized.startswith("+")
    written = chained.text[hit.start : hit.end]
    start, end = chained.span(hit.start, hit.end)
    cue = calls_a_number(view.text[max(0, start - BEFORE) : start] + " " + view.text[end : end + AFTER])
    if points_at_numbers(view.text):
        return known and _is_mobile(hit.normalized)
    if _WORD.search(written):
        return known or cue
    groups = _GROUP.findall(written)
    figures = sum(one.endswith("00") for one in groups[1:]) > 1 or any(_YEAR.fullmatch(one) for one in groups)
    if cue:
        return known or not figures
    begins = written.lstrip("(")[:1] in ("0", "+")
    alone = not _WORD.search(view.text[:start] + view.text[end:])
    return known and not figures and (begins or alone)


def _is_mobile(number: str) -> bool:
    return phonenumbers.number_type(phonenumbers.parse(number)) in _MOBILE
