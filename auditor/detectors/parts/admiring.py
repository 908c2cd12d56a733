"""Whether somebody has only looked at what the other side shows in a network: "saw your work on Instagram, lovely!"."""

from __future__ import annotations

from functools import cache

from auditor.lexicons.cues import cue, words
from auditor.patterns import Sifted


@cache
def _praised() -> Sifted:
    return Sifted(rf"^[\s']{{0,2}}{words('admired')}")


def is_admired(before: str, after: str, firm: bool) -> bool:
    """By the words before a network's name and behind it; where the sentence tells to come there (`firm`), only by praise."""
    return (cue("admires").search(before) is not None and not firm) or _praised().search(after) is not None
