"""Where the sentence around a stretch of a text begins and ends."""

from __future__ import annotations

import re

from auditor.detectors.parts.numbering import is_number
from auditor.model.detections import View

_SENTENCE_END = re.compile(r"[.!?;\n。！？]+(?=\s|$|[^\x00-\x7f])")


def sentence(view: View, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch of the view, at most 160 characters to either side."""
    left = start
    for one in _SENTENCE_END.finditer(view.text, max(0, start - 160), start):
        left = one.end()
    left = left if left != start else max(0, start - 160)
    stops = _SENTENCE_END.finditer(view.text, end, end + 160)
    after = next((one for one in stops if not is_number(view.text, one.start() - len("no"))), None)
    return left, (after.start() if after else min(len(view.text), end + 160))
