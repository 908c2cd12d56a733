"""Asks that no phrase knows, told by their wording as a whole; and phrases whose passage sounds like anything but an ask."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from auditor.model.detections import Hit, View
from auditor.model.words import Category, Stance
from auditor.scanning.stances import adjusted
from auditor.scanning.wording import best_scores, category, heaviest, passages, scores

# The kind of such an ask: nobody knows its phrase.
WORDING = "wording"
# From which score on a text is an ask, how far its category must be ahead, and below which score a phrase is taken back.
# Chosen on the texts learnt from, each set weighed by what the others teach: tests/bench/README.md has the figures.
SPEAKS, AHEAD, TAKES_BACK = 0.8, 0.1, -0.5
# Of ten texts so chosen nine are asks where half of all are; among real messages asks are far fewer than that.
CONFIDENCE = 0.5

_REQUESTS = frozenset((Category.CONTACT_REQUEST, Category.ACCOUNT_SHARING))


def sounding_rows(keys: pl.Series) -> list[int]:
    """The rows of texts (folded) that sound like an ask."""
    return [int(row) for row in (best_scores(keys) >= SPEAKS).nonzero()[0]] if len(keys) else []


def sounding(view: View, said: Iterable[Hit]) -> Hit | None:
    """The ask that a text sounds like; none in a passage of which phrases have `said` something."""
    parts = passages(view.text)
    found = scores([view.text[start:end] for start, end in parts])
    at = int(found.argmax())
    first, end = parts[at]
    if found[at] < SPEAKS or any(hit.start < end and first < hit.end for hit in said):
        return None
    passage = view.text[first:end]
    kind, ahead = category(passage)
    if ahead < AHEAD:
        return None
    start, end = (first + one for one in heaviest(passage))
    stance = adjusted(view.text, start, end, kind, Stance.REQUEST if kind in _REQUESTS else Stance.OFFER)
    return Hit(kind, start, end, None, WORDING, CONFIDENCE, view.is_hidden(start, end), stance)


def taken_back(view: View, hit: Hit) -> bool:
    """Whether the passage around a phrase sounds like anything but an ask."""
    start = next(start for start, end in reversed(passages(view.text)) if start <= hit.start)
    end = next(end for _, end in passages(view.text) if end > start)
    return bool(scores([view.text[start:end]])[0] < TAKES_BACK)
