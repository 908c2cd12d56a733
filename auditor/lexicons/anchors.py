"""The part of a phrase's pattern that is rarest in other talk: what a gate looks for before it tries the pattern.

A pattern is a row of pieces with gaps of a few words between them. Every text that matches holds every piece, so any
one of them is a sound gate; the one that ordinary talk is least likely to hold lets least pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# Shares of messages in which a word stands that is not among the common ones: of up to three letters, of more, of
# other scripts; and in which a class of characters fits. Words side by side are found together more often than by chance.
_SHORT, _RARE, _FOREIGN, _CLASS, _TOGETHER = 0.002, 0.0004, 0.0003, 0.3, 3.0
SHORT_LETTERS = 3
# Of two pieces the one without a gap inside, unless it is a hundred times as common.
_GAPPY = 100.0
_GAP, _CHOICE, _QUANTIFIERS = "~", "|", ("?", "*", "+", "{")
_NAME = re.compile(r"\{([a-z_]+)\}")


@cache
def common() -> dict[str, float]:
    """Words of ordinary talk, with the share of messages in which each stands."""
    found: dict[str, float] = {}
    share = 0.0
    for line in Path(__file__).with_name("common.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            share = float(line.removeprefix("="))
        elif not line.startswith("#"):
            found |= {word.replace("'", ""): share for word in line.split() if word not in found}
    return found


class Weigher:
    """Finds the rarest pieces of one language's patterns; `words` are the entries of its [words]."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self._known: dict[str, float] = {}

    def anchors(self, pattern: str) -> tuple[str, ...]:
        """Of each alternative of a pattern, as a lexicon writes it, the rarest piece: one of them stands in every text that
        matches. Nothing where an alternative has none that must be there."""
        found = [self._rarest(_divided(one, _GAP)) for one in _divided(pattern, _CHOICE)]
        return tuple(dict.fromkeys(found)) if all(found) else ()

    def _rarest(self, pieces: list[str]) -> str:
        likely, piece = min((self.likelihood(one) * (_GAPPY if _GAP in one else 1), one) for one in pieces)
        return piece.strip(" ") if likely < 1 else ""

    def likelihood(self, text: str) -> float:
        """How likely an ordinary text is to hold a piece."""
        return _Reader(text, self).likelihood()

    def of_name(self, name: str) -> float:
        """The same of an entry of [words]."""
        if name not in self._known:
            self._known[name] = 1.0  # should an entry name itself
            self._known[name] = self.likelihood(self.words[name])
        return self._known[name]


def _divided(body: str, sign: str) -> list[str]:
    """The parts between a sign, where it stands outside of groups and classes."""
    parts: list[str] = []
    start, at, depth = 0, 0, 0
    while at < len(body):
        one = body[at]
        if one == sign and depth == 0:
            parts.append(body[start:at])
            at += 1 + (sign == _GAP and body[at + 1 : at + 2] == "?")
            start = at
        elif one == "\\":
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

    def __init__(self, text: str, weigher: Weigher) -> None:
        self.text, self.weigher, self.at = text, weigher, 0

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
        if (name := _NAME.match(self.text, self.at)) is not None:
            self.at = name.end()
            return self.weigher.of_name(name[1])
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
        if one == "{" and not _NAME.match(self.text, self.at):
            missing = self.text[self.at + 1] == "0"
            self.at = self.text.index("}", self.at) + 1
        elif one in ("?", "*", "+"):
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
    if (share := common().get(word)) is not None:
        return share * _TOGETHER
    if not word.isascii():
        return _FOREIGN * _TOGETHER
    return (_SHORT if len(word) <= SHORT_LETTERS else _RARE) * _TOGETHER
