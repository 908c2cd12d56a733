"""Numbers of which only the last digits are written, behind a stroke and the number they belong to: 415-555-2671/72."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from auditor.model.detections import Hit, View

_FURTHER = re.compile(
    r"(?:\s?/\s?\d{2,4}(?!\d)){1,4}(?![\w%€$£]|[:.,/-]\d|\s?(?:hours?|hrs?|days?|per|px|am|pm|uhr)\b)"
)
_END = re.compile(r"\d+")
_LAST = re.compile(r"\d{2,}$")


_TAIL = re.compile(r"(?<=\d)\s?/\s?(?P<digits>\d{2,4})$")
# So far apart are the lines of one house.
NEAR = 9


def end_before(text: str, start: int, end: int, is_full: Callable[[int, int], bool]) -> int:
    """Where the number of a run of digits ends that has last digits of another one behind its only stroke: it is a number
    without them, and none with them, or they follow its own."""
    tail = _TAIL.search(text, start, end) if text.count("/", start, end) == 1 else None
    if tail is None or not is_full(start, tail.start()):
        return end
    own = text[max(start, tail.start() - len(tail["digits"])) : tail.start()]
    follows = own.isdigit() and 0 < int(tail["digits"]) - int(own) <= NEAR
    return tail.start() if follows or not is_full(start, end) else end


def further(view: View, hit: Hit) -> Iterator[Hit]:
    """The numbers that go on behind one that was found."""
    said = _FURTHER.match(view.text, hit.end)
    last = _LAST.search(view.text, hit.start, hit.end)
    if said is None or last is None or not (hit.normalized or "").startswith("+"):
        return
    ends = list(_END.finditer(view.text, *said.span()))
    sizes = {len(one.group()) for one in ends}
    if len(sizes) > 1 or max(sizes) > len(last.group()):
        return
    told = {hit.normalized}
    for one in ends:
        number = str(hit.normalized)[: -len(one.group())] + one.group()
        if number not in told:
            told.add(number)
            yield replace(hit, start=one.start(), end=one.end(), normalized=number)
