"""The part of a phrase's pattern that is rarest in other talk: what a gate looks for before it tries the pattern.

A pattern is a row of pieces with gaps of a few words between them. Every text that matches holds every piece, so any
one of them is a sound gate; the one that ordinary talk is least likely to hold lets least pass.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from auditor.lexicons.reading import BREAK, GAPS, PERHAPS_A_BREAK

# Shares of messages in which a word stands that is not among the common ones: of up to three letters, of more, of
# other scripts; and in which a class of characters fits. Words side by side are found together more often than by chance.
_SHORT, _RARE, _FOREIGN, _CLASS, _TOGETHER = 0.002, 0.0004, 0.0003, 0.3, 3.0
SHORT_LETTERS = 3
# Of two pieces the one without a gap inside, unless it is a hundred times as common.
_GAPPY = 100.0
_HEAD, _TAIL = r"\b(?:", r")\b"
_ANY_GAP = r"[^\n]*"
_QUANTIFIERS = ("?", "*", "+", "{")


@cache
def _common() -> dict[str, float]:
    """Words of ordinary talk, with the share of messages in which each stands."""
    found: dict[str, float] = {}
    share = 0.0
    for line in Path(__file__).with_name("common.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            share = float(line.removeprefix("="))
        elif not line.startswith("#"):
            found |= {word.replace("'", ""): share for word in line.split() if word not in found}
    return found


def anchors(pattern: str) -> tuple[str, ...]:
    """Patterns of which one stands in every text that an expanded pattern (auditor.lexicons.reading) matches: of each of
    its alternatives the rarest piece, with gaps and breaks of any length."""
    body = pattern[len(_HEAD) : -len(_TAIL)] if pattern.startswith(_HEAD) and pattern.endswith(_TAIL) else pattern
    found = [_rarest(_divided(one, GAPS)) for one in _divided(body, ("|",))]
    return tuple(dict.fromkeys(found)) if all(found) else (_open(body),)


def _rarest(pieces: list[str]) -> str:
    """The rarest piece, opened; nothing where all of them may be missing."""
    likely, at = min(
        (_Reader(one).likelihood() * (_GAPPY if _has_gap(one) else 1), at) for at, one in enumerate(pieces)
    )
    return _open(pieces[at]) if likely < 1 else ""


def is_gappy(anchor: str) -> bool:
    """Whether a gap stands inside an anchor: an automaton remembers it to the end of the text, which costs it many states."""
    return _ANY_GAP in anchor


def _has_gap(piece: str) -> bool:
    return any(gap in piece for gap in GAPS)


def _open(piece: str) -> str:
    """The piece with gaps and breaks of any length: fewer states for an automaton, and no match less."""
    for gap in GAPS:
        piece = piece.replace(gap, _ANY_GAP)
    piece = piece.replace(BREAK, BREAK.removesuffix("{1,4}") + "+").replace(
        PERHAPS_A_BREAK, BREAK.removesuffix("{1,4}") + "*"
    )
    return f"(?:{piece})"


def _divided(body: str, signs: tuple[str, ...]) -> list[str]:
    """The parts between any of the signs, where they stand outside of groups and classes."""
    parts: list[str] = []
    start, at, depth = 0, 0, 0
    while at < len(body):
        sign = next((one for one in signs if body.startswith(one, at)), None) if depth == 0 else None
        if sign is not None and body[at + len(sign) : at + len(sign) + 1] not in _QUANTIFIERS:
            parts.append(body[start:at])
            at += len(sign)
            start = at
            continue
        one = body[at]
        if one == "\\":
            at += 2
        elif one == "[":
            at = _class_end(body, at)
        else:
            depth += (one == "(") - (one == ")")
            at += 1
    return [*parts, body[start:]]


def _class_end(text: str, start: int) -> int:
    """Where the class of characters that opens at `start` has closed."""
    at = start + 1
    at += text[at : at + 1] == "^"
    at += text[at : at + 1] == "]"
    while at < len(text) and text[at] != "]":
        at += 2 if text[at] == "\\" else 1
    return at + 1


class _Reader:
    """Reads a piece and says how likely it is: the product along a row, the sum over alternatives, 1 for what may be
    missing."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def likelihood(self) -> float:
        """Of the alternatives up to the end, or to the bracket that closes the group."""
        total = 0.0
        while True:
            total += self._row()
            if self.text[self.at : self.at + 1] != "|":
                return min(1.0, total)
            self.at += 1

    def _row(self) -> float:
        likely, word = 1.0, ""
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            one = self.text[self.at]
            if one.isalnum() or one == "'":
                self.at += 1
                word += "" if self._may_be_missing() or one == "'" else one
                continue
            likely *= _of_word(word)
            word = ""
            item = self._item(one)
            likely *= 1.0 if self._may_be_missing() else item
        return likely * _of_word(word)

    def _item(self, one: str) -> float:
        if one == "\\":
            self.at += 2
            return _CLASS if self.text[self.at - 1] == "d" else 1.0
        if one == "[":
            negated = self.text[self.at + 1 : self.at + 2] == "^"
            self.at = _class_end(self.text, self.at)
            return 1.0 if negated else _CLASS
        if one != "(":
            self.at += 1
            return 1.0
        opening = next((head for head in _OPENINGS if self.text.startswith(head, self.at)), "(")
        self.at += len(opening)
        inside = self.likelihood()
        self.at += 1
        return inside if opening in ("(", "(?:", "(?a:") else 1.0

    def _may_be_missing(self) -> bool:
        """Whether a quantifier that allows none follows; it is read past, whatever it is."""
        one = self.text[self.at : self.at + 1]
        if one == "{":
            missing = self.text[self.at + 1] == "0"
            self.at = self.text.index("}", self.at) + 1
        elif one and one in "?*+":
            missing = one in "?*"
            self.at += 1
        else:
            return False
        self.at += self.text[self.at : self.at + 1] in ("?", "+")
        return missing


_OPENINGS = ("(?:", "(?=", "(?!", "(?<=", "(?<!", "(?a:")


def _of_word(word: str) -> float:
    if not word:
        return 1.0
    if (share := _common().get(word)) is not None:
        return share * _TOGETHER
    if not word.isascii():
        return _FOREIGN * _TOGETHER
    return (_SHORT if len(word) <= SHORT_LETTERS else _RARE) * _TOGETHER
