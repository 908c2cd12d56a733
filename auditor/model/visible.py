"""Characters that hide or reorder text, made visible: what a reader sees is what stands in the data."""

from __future__ import annotations

import json
import unicodedata

# Fillers that render as nothing although Unicode calls them letters.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_HIDDEN_CLASSES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with each control, bidi, zero-width and unassigned character as ⟨U+XXXX⟩; tab and newline stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(mark):04X}⟩" if _hides(mark) else mark for mark in text)


def shorten(text: str, characters: int) -> str:
    """The text, cut with an ellipsis where it is longer than that many characters."""
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def _hides(mark: str) -> bool:
    if mark in "\t\n":
        return False
    return mark in _BLANK_LETTERS or unicodedata.category(mark) in _HIDDEN_CLASSES


def json_text(value: object) -> str:
    """JSON on one line in which letters of all scripts stay, and what a terminal would obey is written as \\uXXXX."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else "".join(json.dumps(mark)[1:-1] if _hides(mark) else mark for mark in text)
