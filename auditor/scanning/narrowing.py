"""Phrase patterns as a second, narrower gate: column by column, in the syntax of the columnar engine.

Words let too many ordinary messages pass. What a pattern says beyond them is asked of whole columns before any message
reaches Python: look-arounds, which that engine lacks, are left out, and a pattern without them matches all that it
matched before and more. Only texts of ASCII letters are asked, where both engines mean the same by `\\w`, `\\s`, `\\b`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import polars as pl

from auditor.scanning.phrasing import START, Phrase, all_phrases, word_pattern

# One alternation of all patterns outgrows the engine's cache of states and is fifty times slower than several.
PATTERNS_A_PART = 6
_CLASSES = {"w": "0-9A-Za-z_", "d": "0-9", "s": r" \t\n\r\x0b\x0c\x1c-\x1f"}


def matching(keys: pl.Series) -> pl.Series:
    """Whether any phrase pattern could match, for a column of folded ASCII texts.

    A language is asked only of texts that hold one of its words, a family only of those that hold one of its own.
    """
    frame = pl.DataFrame({"key": keys}).with_row_index("row")
    rows = frame["row"].clear()
    for words, families in _languages():
        spoken = frame.filter(words)
        asked = [spoken.lazy().filter(own).filter(pl.any_horizontal(parts)).select("row") for own, parts in families]
        rows = pl.concat([rows, *(found["row"] for found in pl.collect_all(asked))])
    return frame["row"].is_in(rows.unique().implode())


Asked = tuple[pl.Expr, tuple[pl.Expr, ...]]


@cache
def _languages() -> tuple[tuple[pl.Expr, tuple[Asked, ...]], ...]:
    by_language: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in all_phrases():
        if any(need.isascii() for need in phrase.family.need):
            by_language[phrase.family.language].append(phrase)
    ordered = sorted(by_language.items())
    return tuple((_words(found), tuple((_words([one]), _parts(one)) for one in found)) for _, found in ordered)


def _words(phrases: Sequence[Phrase]) -> pl.Expr:
    needed = sorted({word_pattern(need) for phrase in phrases for need in phrase.family.need if need.isascii()})
    return pl.col("key").str.contains(columnar(START) + "(?:" + "|".join(map(columnar, needed)) + ")")


def _parts(phrase: Phrase) -> tuple[pl.Expr, ...]:
    patterns = sorted({columnar(one) for one in phrase.family.patterns})
    parts = [patterns[at : at + PATTERNS_A_PART] for at in range(0, len(patterns), PATTERNS_A_PART)]
    return tuple(pl.col("key").str.contains("|".join(f"(?:{one})" for one in part)) for part in parts)


def columnar(pattern: str) -> str:
    """A Python pattern for ASCII texts in the columnar engine's syntax, without its look-arounds: never narrower."""
    pattern = pattern.replace(r"(?a:\b)", r"\b")
    out: list[str] = []
    at, in_class = 0, False
    while at < len(pattern):
        if not in_class and pattern.startswith(("(?=", "(?!", "(?<=", "(?<!"), at):
            at = _behind_group(pattern, at)
            continue
        one = pattern[at : at + 2] if pattern[at] == "\\" else pattern[at]
        in_class = (in_class or one == "[") and one != "]"
        out.append(_said(one, in_class))
        at += len(one)
    return "".join(out)


def _said(one: str, in_class: bool) -> str:
    if len(one) < 2:
        # An opening bracket inside a class is a letter to one engine and a class to the other.
        return one
    if one == r"\b":
        return r"(?-u:\b)"
    name = one[1]
    if name in _CLASSES:
        return _CLASSES[name] if in_class else f"[{_CLASSES[name]}]"
    if name.lower() in _CLASSES and not in_class:
        return f"[^{_CLASSES[name.lower()]}]"
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
