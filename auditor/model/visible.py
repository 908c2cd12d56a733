"""Characters that hide or reorder text, made visible: what a reader sees is what stands in the data."""

from __future__ import annotations

import json
import re
import unicodedata

# Fillers that render as nothing although Unicode calls them letters.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_OBEYED = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HIDDEN_CLASSES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with each control, bidi, zero-width and unassigned character as ⟨U+XXXX⟩; tab and newline stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(mark):04X}⟩" if _hides(mark) else mark for mark in text)


def is_whole(text: str) -> bool:
    """Whether the text holds no half of a character (a lone surrogate), which UTF-8 cannot write."""
    return _LONE_SURROGATE.search(text) is None


def made_whole(text: str) -> str:
    """The text with U+FFFD for each half of a character and for each byte that was no text on the command line."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def shorten(text: str, characters: int) -> str:
    """The text, cut with an ellipsis where it is longer than that many characters."""
    return text if len(text) <= characters else text[: characters - 1].rstrip() + "…"


def _hides(mark: str) -> bool:
    if mark in "\t\n":
        return False
    return mark in _BLANK_LETTERS or unicodedata.category(mark) in _HIDDEN_CLASSES


def safe(text: str) -> str:
    """The text with control, direction and zero-width characters written out, so that a terminal obeys none."""
    if text.isprintable():
        return text
    return "".join(f"\\u{ord(one):04x}" if unicodedata.category(one) in _OBEYED else one for one in text)


def json_text(value: object) -> str:
    """JSON on one line in which letters of all scripts stay, and what a terminal would obey is written as \\uXXXX."""
    return json_shown(json.dumps(value, ensure_ascii=False))


def json_shown(text: str) -> str:
    """JSON that is text already, made safe to print in the same way; its line ends and its meaning stay."""
    if text.isprintable():
        return text
    # Besides line ends, such characters can only stand inside strings, where their escapes mean the same.
    return "".join(json.dumps(mark)[1:-1] if mark != "\n" and _hides(mark) else mark for mark in text)
