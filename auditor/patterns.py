"""Regular expressions for RE2: Python patterns in its syntax, compiled for one search over much text.

RE2 knows no look-arounds; a pattern without them matches more, never less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache, cached_property
from typing import Any

import re2

MEMORY_BYTES = 64 << 20  # for the states of one pattern; too little, and RE2 turns to its slow engine
_SPACES = r" \t\n\r\f\v\x1c-\x1f\x{85}\x{2028}\x{2029}"
# All that is not ASCII counts as a letter where one may stand, and as none where none may: the true classes of letters
# are so large that the patterns of all languages would take RE2 twenty seconds to make ready.
_CLASSES = {r"\w": r"A-Za-z0-9_\x{80}-\x{10ffff}", r"\d": "0-9", r"\s": _SPACES}
_NOT = {r"\w": "A-Za-z0-9_", r"\d": "0-9", r"\s": r" \t\n\r\f\v\x1c-\x1f"}
# Letters as patterns write them, [^\W\d_]: of what is no letter RE2 takes all that is not ASCII for a part.
_LETTERS = re.compile(r"(?<!\\)\[\^\\W((?:\\d|_|a-z|\.)*)\]")
_PLAIN = {r"\w": "A-Za-z0-9_", r"\d": "0-9", r"\s": r" \t\n\r\f\v\x1c-\x1f"}
# What means the same in both.
_SAME = re.compile(r"[^\\\[\]^$(]+")
# With more beginnings than that a text is sooner read letter by letter.
_MOST_STEPS = 50
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")


def options(plain: bool = False) -> Any:
    """How patterns are compiled here: for UTF-8, or (`plain`) for texts of ASCII alone."""
    chosen = re2.Options()
    if plain:
        chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.max_mem = MEMORY_BYTES
    # Nobody asks which part matched where: to find that out takes another search.
    chosen.never_capture = True
    chosen.log_errors = False
    return chosen


def any_of(patterns: Iterable[str]) -> Any:
    """One compiled pattern, over bytes of UTF-8, that matches where any of the (Python) patterns could."""
    return compiled("|".join(f"(?:{one})" for one in sorted({portable(one) for one in patterns})))


@cache
def compiled(pattern: str) -> Any:
    """One pattern, in RE2's syntax already, over bytes of UTF-8."""
    return re2.compile(pattern.encode(), options())


class Reach(Enum):
    """Which texts a pattern is for: RE2 knows the boundaries of ASCII words alone."""

    PLAIN = "texts of ASCII letters"
    GATE = "any text, patterns that mean ASCII words"
    ANY = "any text"


@cache
def portable(pattern: str, reach: Reach = Reach.GATE) -> str:
    """A Python pattern in RE2's syntax, which matches wherever the Python one does, and perhaps elsewhere.

    Look-arounds are left out, and word boundaries that RE2 could see in other places than Python.
    """
    keeps = reach is Reach.PLAIN or (reach is Reach.GATE and pattern.isascii())
    if reach is not Reach.PLAIN:
        pattern = _LETTERS.sub(_letters, pattern)
    pattern = re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", pattern)
    pattern = pattern.replace(r"(?a:\b)", "" if reach is Reach.ANY else "\x00")
    classes = _PLAIN if reach is Reach.PLAIN else _CLASSES
    out: list[str] = []
    at, in_class, negated = 0, False, False
    while at < len(pattern):
        if (same := _SAME.match(pattern, at)) is not None:
            out.append(same.group())
            at = same.end()
            continue
        if not in_class and pattern.startswith(_LOOKS, at):
            at = _behind_group(pattern, at)
            continue
        one = pattern[at : at + 2] if pattern[at] == "\\" else pattern[at]
        opens = one == "[" and not in_class
        negated = pattern[at + 1 : at + 2] == "^" if opens else negated
        in_class = (in_class or opens) and one != "]"
        out.append(_said(one, in_class and not opens, keeps, _NOT if in_class and negated else classes))
        at += len(one)
        if opens and pattern[at : at + 1] == "]":
            out.append(r"\]")
            at += 1
    # Possessive quantifiers are a matter of speed to Python alone.
    return re.sub(r"(?<=[*+}])\+(?!\?)", "", "".join(out)).replace("\x00", r"\b")


def _letters(one: re.Match[str]) -> str:
    """A class of letters without some, for texts of any letters."""
    parts = (("a-z", "a-z"), ("A-Z", ""), ("0-9", r"\d"), ("_", "_"))
    kept = "".join(part for part, without in parts if not without or without not in one[1])
    return rf"[{kept}\x{{80}}-\x{{10ffff}}]"


def _said(one: str, in_class: bool, keeps: bool, classes: Mapping[str, str]) -> str:
    if one == "[" and in_class:
        return r"\["
    if one in ("^", "$") and not in_class:
        # Texts stand end to end in a column: what ends a text ends a line there.
        return f"(?m:{one})"
    if one == r"\b" and not in_class:
        return r"\b" if keeps else ""
    if one in classes:
        return classes[one] if in_class else f"[{classes[one]}]"
    if one.lower() in classes and not in_class:
        return f"[^{_NOT[one.lower()]}]"
    return one


def _behind_group(pattern: str, start: int) -> int:
    """Where the group that opens at `start` has closed."""
    depth, at, in_class = 0, start, False
    while at < len(pattern):
        one = pattern[at]
        if one == "\\":
            at += 2
            continue
        in_class = (in_class or one == "[") and one != "]"
        depth += (one == "(") - (one == ")") if not in_class else 0
        at += 1
        if depth == 0:
            break
    return at


class Sifted:
    """A Python pattern behind a quick look: most texts hold nothing of it, and RE2 says so in a fraction of the time.

    `search`, `finditer` and `fullmatch` answer as those of the pattern do, of a text or of a part of it.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def _plain(self) -> Any:
        return compiled(portable(self.pattern, Reach.PLAIN))

    @cached_property
    def _any(self) -> Any:
        return compiled(portable(self.pattern, Reach.ANY))

    def _could(self, text: str) -> bool:
        quick = self._plain if text.isascii() else self._any
        return quick.search(text.encode()) is not None

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in text[start:end]."""
        stop = len(text) if end is None else end
        return self._exact.search(text, start, stop) if self._could(text[start:stop]) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return self._exact.finditer(text) if self._could(text) else iter(())

    def stepwise(self, text: str) -> Iterator[re.Match[str]]:
        """The same, for a pattern that takes long at every letter: asked only where RE2 sees a beginning."""
        at = 0
        if text.isascii():
            data = text.encode()
            for _ in range(_MOST_STEPS):
                could = self._plain.search(data, at) if at <= len(data) else None
                if could is None:
                    return
                one = self._exact.match(text, could.start())
                if one is not None:
                    yield one
                at = could.start() + 1 if one is None else one.end() + (one.end() == one.start())
        elif not self._could(text):
            return
        if at <= len(text):
            yield from self._exact.finditer(text, at)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match that takes the whole text."""
        return self._exact.fullmatch(text)
