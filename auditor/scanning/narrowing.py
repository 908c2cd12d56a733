"""Phrase patterns as a second, narrower gate: column by column, in the syntax of the columnar engine.

Words let too many ordinary messages pass. What a pattern says beyond them is asked of whole columns before any message
reaches Python: look-arounds, which that engine lacks, are left out, and a pattern without them matches all that it
matched before and more. Only texts of ASCII letters are asked, where both engines mean the same by `\\w`, `\\s`, `\\b`.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from auditor.scanning.phrasing import Phrase, all_phrases

# One alternation of all patterns outgrows the engine's cache of states and is fifty times slower than several.
PATTERNS_A_PART = 6
_WORD, _GAPS = re.compile(r"[a-z0-9]+"), "[^a-z0-9]+"
_CLASSES = {"w": "0-9A-Za-z_", "d": "0-9", "s": r" \t\n\r\x0b\x0c\x1c-\x1f"}


def matching(keys: pl.Series) -> pl.Series:
    """Whether any phrase pattern could match, for a column of folded ASCII texts.

    One pass finds every needed word of every family; the patterns of a family are asked of the texts with its words.
    """
    if not len(keys):
        return pl.Series([], dtype=pl.Boolean)
    words, by_word = _needed()
    spaced = " " + keys.str.replace_all(_GAPS, " ") + " "
    held = pl.DataFrame({"word": spaced.str.extract_many(list(words), overlapping=True)}).with_row_index("row")
    pairs = held.explode("word").join(by_word, on="word").select("family", "row").unique()
    asked = [
        pl.LazyFrame({"key": keys.gather(own["row"]), "row": own["row"]}).filter(_parts()[number]).select("row")
        for (number,), own in sorted(pairs.partition_by("family", as_dict=True, include_key=False).items())
    ]
    found = pl.collect_all(asked)
    rows = pl.concat([*(one["row"] for one in found), held["row"].clear()])
    return held["row"].is_in(rows.unique().implode())


@cache
def _families() -> tuple[Phrase, ...]:
    return tuple(one for one in all_phrases() if any(need.isascii() for need in one.family.need))


@cache
def _needed() -> tuple[tuple[str, ...], pl.DataFrame]:
    """The needed words between spaces, signs inside taken for spaces; and by each, the numbers of its families.

    `word$` ends at a space, any other may go on.
    """
    pairs = sorted(
        {
            (f" {' '.join(_WORD.findall(need))}{' ' if need.endswith('$') else ''}", number)
            for number, one in enumerate(_families())
            for need in one.family.need
            if need.isascii()
        }
    )
    frame = pl.DataFrame(pairs, schema={"word": pl.String, "family": pl.UInt32}, orient="row")
    return tuple(frame["word"].unique().sort()), frame


@cache
def _parts() -> tuple[pl.Expr, ...]:
    """One expression per family: does any of its patterns match?"""
    return tuple(map(_any_pattern, _families()))


def _any_pattern(phrase: Phrase) -> pl.Expr:
    patterns = sorted({columnar(one) for one in phrase.family.patterns})
    parts = [patterns[at : at + PATTERNS_A_PART] for at in range(0, len(patterns), PATTERNS_A_PART)]
    return pl.any_horizontal([pl.col("key").str.contains("|".join(f"(?:{one})" for one in part)) for part in parts])


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
