"""Names of apps that are ordinary words of the sentence: "my wise old boss"."""

from __future__ import annotations

import re

_WISE = re.compile(
    r"\s(?:old|young|man|men|woman|women|boss|owl|choice|words?|decision|move|advice|guy|friend|person|people|enough|mentor|teacher)\b"
)


def is_adjective(written: str, after: str) -> bool:
    """Whether a name, with these words after it, says what somebody is like."""
    return written == "wise" and _WISE.match(after) is not None
