"""Makes broken inputs out of sound ones: pieces cut out, doubled, moved and replaced by what has broken programs before."""

from __future__ import annotations

import random
from collections.abc import Sequence

TOKENS = (
    '"', "'", '""', "\\", "\x00", "\r", "\n", "\r\n", ",", ";", "\t", "=", "[", "]", "{", "}", "[[", "]]", '"""', "#", "-", "--", ":",
    "1e999", "-0", "NaN", "Infinity", "nan", "inf", "9" * 40, "0" * 20, "1_000", "true", "null", "unknown", "\ufeff", "\u202e", "\u200b",
    "\U0001f600", "e\u0301", "\ud800", "\\ud800", "\\u0000", "9999-12-31", "0000-00-00", "2024-02-30", "24:00", "+99:99", "@", "http://",
    "%s", "{0.__class__}", "$as_of", "();", "/*", "<script>", "=1+1", "a" * 300, "(" * 60, "A@" * 40, "1 " * 60, "\u0130", "ß",
)  # fmt: skip


def broken(sound: Sequence[str], seed: int, many: int) -> list[str]:
    """That many broken texts, the same for the same seed."""
    chance = random.Random(seed)
    return [_broken(chance.choice(sound), chance) for _ in range(many)]


def _broken(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(text) + 1)
        stop = min(len(text), start + chance.choice((0, 1, 2, 10, 80)))
        piece = text[start:stop]
        text = text[:start] + chance.choice(("", piece * 2, chance.choice(TOKENS), piece[::-1])) + text[stop:]
    return text
