"""Numbers of North America that are written as a word, by the letters on the keys: 1-800-FLOWERS, 212-PEN-5000."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.detectors.parts.cues import calls_a_number
from auditor.detectors.parts.dialling import e164
from auditor.model.detections import Hit, View
from auditor.model.words import Category, Stance
from auditor.patterns import any_of

_KEYS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_FREE = r"(?<![\w.-])1[ .-]?\(?(?P<free>8(?:00|33|44|55|66|77|88))\)?[ .-]{1,2}(?P<word>[a-z0-9]{1,10}(?:[.-][a-z0-9]{1,8}){0,2})(?![\w-])"
_LOCAL = r"(?<![\w.-])(?P<area>[2-9]\d\d)[.-](?P<rest>[a-z]{3}[.-]?\d{4}|[a-z]{7})(?![\w-])"
_WRITTEN = re.compile(f"{_FREE}|{_LOCAL}")
GATE = (
    r"1[ .-]?\(?8[0-9]{2}\)?[ .-]{1,2}(?:[a-z0-9]{1,8}[.-]){0,2}[a-z0-9]{0,4}[a-z]{2}",
    r"[0-9]{3}[.-](?:[a-z]{3}[.-]?[0-9]{4}|[a-z]{7})",
)
_PROBE = any_of(GATE)
_OWN = re.compile(r"\b(?:my|our|me|us|i am|i'm|we are|mi|mein\w{0,2}|meu|minha|mon|nuestro|unser\w{0,2})\b")
LETTERS, MOST, FEWEST_LETTERS = 7, 10, 3


def worded(view: View) -> Iterator[Hit]:
    """Those that something beside them calls a number; local ones only in capitals."""
    if _PROBE.search(view.text.encode()) is None:
        return
    for one in _WRITTEN.finditer(view.text):
        written = re.sub(r"[.-]", "", one["word"] or one["rest"])
        loud = view.cased[slice(*one.span())].isupper()
        if not LETTERS <= len(written) <= MOST or sum(map(str.isalpha, written)) < FEWEST_LETTERS:
            continue
        near = view.text[max(0, one.start() - 60) : one.start()] + " " + view.text[one.end() : one.end() + 30]
        digits = (one["free"] or one["area"]) + written[:LETTERS].translate(_KEYS)
        known = e164(digits, False, ("US",)) if loud or one["free"] else None
        if known and calls_a_number(near):
            # Lines that cost nothing to call are those of firms, which anybody names who sends others there.
            own = one["area"] or _OWN.search(view.text[max(0, one.start() - 60) : one.start()])
            stance = None if own else Stance.MENTION
            yield Hit(Category.PHONE, one.start(), one.end(), known, None, 0.85, True, stance)
