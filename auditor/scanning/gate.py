"""The gate: which messages could hold something, which detectors could speak, and which phrases could stand there.

It reads the folded text: of plain ASCII that is the text in small letters, made by one column operation; the others
are folded first. It may let too much pass, never too little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from auditor import rooms
from auditor.model.detections import Detector
from auditor.patterns import any_of
from auditor.scanning.asking import matching_rows
from auditor.scanning.decoding import GATE as CODES
from auditor.scanning.filenames import GATE as FILE_NAMES
from auditor.scanning.folding import MIXED, fold, simple_letters
from auditor.scanning.leet import GATE as LEET
from auditor.scanning.markup import GATE as MARKUP
from auditor.scanning.parting import GATE as TOUCHING
from auditor.scanning.parting import SIGNS
from auditor.scanning.searching import column, rows
from auditor.scanning.sounding import sounding_rows

# Something that another reading would change: spaced letters, spoken or bracketed signs.
READINGS = (
    r"(?:^|[^\pL\pN])\pL[ .*~|/·•+_-]{1,3}[\pL\pN][ .*~|/·•+_-]{1,3}[\pL\pN@][ .*~|/·•+_-]{1,3}[\pL\pN](?:[^\pL\pN]|$)",
    r"[(\[{<|*_~«-]{1,2}\s{0,2}(?:at|a|ett?|arroba|dot|d0t|punto|ponto|point|punkt|\.|@|nokta|titik|арроба|ат)\s{0,2}[)\]}>|*_~»-]",
    r"[\pL\pN]\s{0,3}[(\[{|*~«\"]\s{0,2}[-_]\s{0,2}[)\]}|*~»\"]\s{0,3}[\pL\pN]",
    r"\"-?\s{0,2}(?:at|a|ett?|arroba|dot|d0t|punto|ponto|point|punkt|\.|@|nokta|titik|арроба|ат)\s{0,2}-?\"",
    r"\ba (?:with|in) (?:the |a )?circle|circled a|\ba rond\b|isareti|commerciale|dollar sign|garis miring",
    r"\b(?:dot|d0t|punto|punkt|ponto|nokta|titik|tochka|kropka|tuldok|arroba|arobase|chiocciola|malpa|klammeraffe|at[ -]sign|at the rate|slash|barra|doot|dom|kukac|zavinac|apenstaartje|cham|a cong)\b",
    r"\bpoint (?:com|fr|net|org|io)\b|dot ?(?:com|net|org|io)\b",
    # A weak word for @ counts where a domain follows: a dot that touches, an ending of its own, or a mail provider.
    r"\b(?:at|et|4t|where|ad|ett)\s+[a-z0-9-]+(?:\.[a-z]|\s{0,2}[.,]\s{0,2}(?:c ?o ?m|net|org|io|dev|me|ru|co|info|biz|uk|de|fr|es|it|br|in|pk|ph|id|tr|ua|pl|cz|ly|gle|app|xyz|online|site|store|tech|edu)\b)",
    r"\b(?:at|et|4t|where|ad|ett)\s+(?:the )?(?:g(?:ee)?[ .-]?mail|google|yahoo|hot\.?mail|outlook|icloud|proton|yandex|live|mail|rediff|gmx|web\b|zoho|aol|ukr)",
    r"[a-z0-9]\s+@|@\s+[a-z]|\bwww\s+\.|[a-z0-9]\s+\.\s{0,2}(?:c ?o ?m|net|org|io|dev|me|ru|co|info|biz|uk|br|pk|ph|ua|pl|cz|app|xyz|online|site|store|tech)\b|[a-z0-9]\s+\.\s{0,2}(?:us|zoom|google|calendly|microsoft|live|whereby|jit|si)\s{0,2}[./]|[a-z0-9]\s+\.\s{0,2}[a-z0-9._-]{1,30}\s{0,2}[@(\[]|\.\s{1,2}c ?o ?m\b|\.c o ?m\b|\.co m\b|\.\s{1,2}(?:com|net|org|io|dev|me|ru|co)\b|,\s?(?:com|net|org|io|ru)\b|\bme\s?/|\.[a-z]{2,3}\s+/",
    r"(?:собак|равлик|точк|тчк|крапка|艾特|圈a|点|點|دوت|نقطه|\sات\s|डॉट|ডট|\sат\s|\sэт\s|слэш|слеш)",
    r"[a-z0-9](?:at|dot|_at_)[a-z0-9-]{2,20}dot",
    *CODES,
    *MARKUP,
    LEET,
)
_ESCAPES = (
    r"&(?:#|commat|period|lowbar|amp|sol|colon|plus|nbsp|hyphen|dash|num|dollar)|%(?:40|2[bBdDeEfF]|3[aA]|5[fF]|20)"
)


# Detectors that one automaton can look for at once; with others beside them it would forget its states all the time.
_TOGETHER = (
    ("email", "meeting", "messenger", "payment_app", "payment_handle", "social"),
    ("card", "crypto", "iban", "swift"),
)
_DIGIT = re.compile(rb"[0-9]")
# A table of all letters takes a moment to make: fewer texts than this are sooner folded one by one.
WORTH_A_TABLE = 2_500


@dataclass(frozen=True, slots=True)
class Passed:
    """Text number `row` passed: for these detectors, for phrases of these numbers, for its other readings or
    not, and for an ask that it sounds like or not."""

    row: int
    names: frozenset[str]
    phrases: tuple[int, ...]
    readings: bool
    sounds: bool


@cache
def detectors() -> dict[str, Detector]:
    """All detectors by name, in the order of names."""
    return dict(rooms.discover("auditor.detectors", "DETECTOR"))


@cache
def _pattern(name: str) -> Any:
    return any_of(detectors()[name].gate)


def could_speak(name: str, text: bytes) -> bool:
    """Whether the detector could find something in a folded text in UTF-8."""
    numbered = not detectors()[name].numbered or _DIGIT.search(text) is not None
    return numbered and _pattern(name).search(text) is not None


def keys(bodies: pl.Series) -> pl.Series:
    """The folded texts of a column of texts."""
    frame = pl.DataFrame({"body": bodies}).select(
        pl.col("body").str.to_lowercase().alias("key"),
        (pl.col("body").str.len_bytes() != pl.col("body").str.len_chars()).alias("odd"),
        (pl.col("body").str.contains(_ESCAPES) | pl.col("body").str.contains(FILE_NAMES)).alias("escaped"),
    )
    frame = frame.with_columns(escaped=pl.col("escaped") | _touching(bodies))
    key = frame["key"]
    if frame["odd"].sum() >= WORTH_A_TABLE:
        odd = frame.select((pl.col("odd") & ~pl.col("escaped")).arg_true()).to_series()
        texts = bodies.gather(odd)
        plain, more = simple_letters()
        written = texts.str.replace_many(plain)
        simple = ~texts.str.contains(more) & ~written.str.contains(MIXED)
        key = key.scatter(odd.filter(simple), written.filter(simple).str.to_lowercase())
        left = pl.concat([odd.filter(~simple), frame.select(pl.col("escaped").arg_true()).to_series()]).sort()
    else:
        left = frame.select((pl.col("odd") | pl.col("escaped")).arg_true()).to_series()
    if not len(left):
        return key
    return key.scatter(left, pl.Series([fold(text).text for text in bodies.gather(left).to_list()], dtype=pl.String))


def _touching(bodies: pl.Series) -> pl.Series:
    """Whether words only touch in a text ("super user..so"): few texts have such signs, and the pattern costs more than they."""
    signed = bodies.str.contains_any(list(SIGNS)).arg_true()
    touching = signed.filter(bodies.gather(signed).str.contains(TOUCHING))
    return pl.zeros(len(bodies), dtype=pl.Boolean, eager=True).scatter(touching, True)


def passing(keys: pl.Series, phrases: bool = True) -> list[Passed]:
    """The texts (folded) that may hold something, in order. Without `phrases` none are looked for."""
    texts = column(keys)
    speaking = np.zeros(len(keys), dtype=np.int64)
    known = detectors()
    names = tuple(known)
    for group, pattern in _groups():
        hit = rows(pattern, texts)
        if len(group) == 1 and not known[group[0]].anchors:
            speaking[hit] |= 1 << names.index(group[0])
            continue
        for row in hit.tolist():
            speaking[row] |= sum(1 << names.index(name) for name in group if could_speak(name, texts.text(row)))
    other = np.zeros(len(keys), dtype=bool)
    other[rows(any_of(READINGS), texts)] = True
    said = matching_rows(keys, texts) if phrases else {}
    sounds = frozenset(sounding_rows(keys)) if phrases else frozenset()
    chosen = _names(names)
    found = np.flatnonzero((speaking != 0) | other)
    by_row = {
        row: (int(bits), bool(more))
        for row, bits, more in zip(found.tolist(), speaking[found], other[found], strict=True)
    }
    return [
        Passed(row, chosen(bits), said.get(row, ()), more, row in sounds)
        for row in sorted({*by_row, *said, *sounds})
        for bits, more in (by_row.get(row, (0, False)),)
    ]


@cache
def _groups() -> tuple[tuple[tuple[str, ...], Any], ...]:
    """The detectors by name, those that one search serves together, each group with its pattern."""
    known = detectors()
    together = [tuple(name for name in group if name in known) for group in _TOGETHER]
    alone = [(name,) for name in known if not any(name in group for group in together)]
    return tuple(
        (group, any_of(one for name in group for one in known[name].anchors or known[name].gate))
        for group in [*together, *alone]
    )


def _names(names: tuple[str, ...]) -> Any:
    @cache
    def chosen(bits: int) -> frozenset[str]:
        return frozenset(name for number, name in enumerate(names) if bits >> number & 1)

    return chosen
