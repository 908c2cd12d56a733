"""Letters that stand for the digits they look like within a number: 4l5 555 Ol37."""

from __future__ import annotations

import re

# Words of digits and of letters that look like digits; 41S-SSS-O142 has one without any digit.
_MIXED = re.compile(
    r"(?<![^\W_])(?!(?:lol|iso|solo|oslo|silo)\b)(?:[\dolis|о]*\d[\dolis|о]*|(?<=\+)[il|](?=\s)|(?<=[\dolis][-. ])[olis]{3,4}(?=[-. ][olis]?\d)|(?<=[\dols][-. ])[olis]{1,2}\d+|\d+[olis]{1,3}(?=[-. ])|[olis]{1,3}\d[\dolis]*)(?![^\W_])"
)
_LIKE_DIGITS = re.compile(r"[olis|о]")
_AS_DIGITS = str.maketrans("olis|о", "011510")
_TABLE = re.compile(r"(?:^|\s)\|[^|\n]+\|")
# Strokes between the groups of a number part them: 212|736|5000.
_STROKES = re.compile(r"(?<![\d|])\d{1,5}(?:\|\d{1,5}){2,}(?![\d|])")


def as_digits(text: str) -> str:
    """A folded text with digits for such letters, one by one."""
    if not _LIKE_DIGITS.search(text):
        return text
    # In a table a stroke is the edge of a cell.
    parts = _TABLE.search(text) or _STROKES.search(text)
    values = _AS_DIGITS | {ord("|"): "|"} if parts else _AS_DIGITS
    return _MIXED.sub(lambda word: word.group().translate(values), text)
