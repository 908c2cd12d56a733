"""The gate: which messages could hold something, and which detectors could speak, column by column.

It reads the folded text: of plain ASCII that is the text in small letters, made by one column operation; the others
are folded first. It may let too much pass, never too little.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from auditor import rooms
from auditor.model.detections import Detector
from auditor.scanning.folding import fold
from auditor.scanning.narrowing import matching
from auditor.scanning.phrasing import START, gate_words

PHRASES, READINGS = "phrases", "readings"
# Making the columnar patterns ready takes a second or two: fewer texts than this are sooner read one by one.
WORTH_NARROWING = 10_000
# Something that another reading would change: spaced letters, spoken or bracketed signs.
_READINGS = (
    r"[a-z0-9][ .*~|/·•+_-]{1,3}[a-z0-9][ .*~|/·•+_-]{1,3}[a-z0-9@][ .*~|/·•+_-]{1,3}[a-z0-9]\b",
    r"[(\[{<|*_~«-]{1,2}\s{0,2}(?:at|a|ett?|arroba|dot|d0t|punto|ponto|point|punkt|\.|@|nokta|titik|арроба|ат)\s{0,2}[)\]}>|*_~»-]",
    r"\b(?:dot|d0t|punto|punkt|ponto|nokta|titik|tochka|kropka|tuldok|arroba|arobase|chiocciola|malpa|klammeraffe|at[ -]sign|at the rate|slash|barra|doot|dom|kukac|zavinac|apenstaartje|cham|a cong)\b",
    r"\bpoint (?:com|fr|net|org|io)\b|dot ?(?:com|net|org|io)\b",
    # A weak word for @ counts where a domain follows: a dot that touches, an ending of its own, or a mail provider.
    r"\b(?:at|et|4t|where|ad|ett)\s+[a-z0-9-]+(?:\.[a-z]|\s{0,2}[.,]\s{0,2}(?:c ?o ?m|net|org|io|dev|me|ru|co|info|biz|uk|de|fr|es|it|br|in|pk|ph|id|tr|ua|pl|cz|ly|gle|app|xyz|online|site|store|tech|edu)\b)",
    r"\b(?:at|et|4t|where|ad|ett)\s+(?:the )?(?:g(?:ee)?[ .-]?mail|google|yahoo|hot\.?mail|outlook|icloud|proton|yandex|live|mail|rediff|gmx|web\b|zoho|aol|ukr)",
    r"[a-z0-9]\s+@|@\s+[a-z]|[a-z0-9]\s+\.\s{0,2}[a-z]|\.\s{1,2}c ?o ?m\b|\.c o ?m\b|\.co m\b|\.\s{1,2}(?:com|net|org|io|dev|me|ru|co)\b|,\s?(?:com|net|org|io|ru)\b|\bme\s?/|\.[a-z]{2,3}\s+/",
    r"(?:собак|равлик|точк|крапка|艾特|圈a|点|點|دوت|نقطه|\sات\s|डॉट|ডট|\sат\s|\sэт\s|слэш|слеш)",
    r"[a-z0-9](?:at|dot|_at_)[a-z0-9-]{2,20}dot",
)
_ESCAPES = (
    r"&(?:#|commat|period|lowbar|amp|sol|colon|plus|nbsp|hyphen|dash|num|dollar)|%(?:40|2[bBdDeEfF]|3[aA]|5[fF]|20)"
)


@cache
def detectors() -> dict[str, Detector]:
    """All detectors by name, in the order of names."""
    return dict(rooms.discover("auditor.detectors", "DETECTOR"))


@cache
def columns() -> tuple[str, ...]:
    """Names of the gate's columns: the detectors, the phrases, the other readings."""
    return (*detectors(), PHRASES, READINGS)


def rust(pattern: str) -> str:
    """The same pattern for polars, with ASCII classes, which are many times faster and never narrower here."""
    if not pattern.isascii():
        # Beside a letter of another script there is no ASCII boundary: leaving it out lets more pass.
        pattern = re.sub(r"(?<!\(\?a:)\\b", "", pattern)
    pattern = pattern.replace(r"(?a:\b)", r"(?-u:\b)")
    pattern = re.sub(r"(?<!\\)(?<!u:)\\b", r"(?-u:\\b)", pattern)
    return re.sub(r"(?<!\\)\\s", r"[\\s]", pattern)


@cache
def _expressions() -> tuple[pl.Expr, ...]:
    key = pl.col("key")
    # Patterns are asked one by one: joined, those with counted gaps outgrow the engine's cache of states.
    found = [
        pl.any_horizontal([key.str.contains(rust(one)) for one in detector.gate]).alias(name)
        for name, detector in detectors().items()
    ]
    patterns, literals = gate_words()
    phrases = key.str.contains(rust(START) + "(?:" + "|".join(map(rust, patterns)) + ")")
    if literals:
        phrases = phrases | (~pl.col("ascii") & key.str.contains_any(list(literals)))
    return (*found, phrases.alias(PHRASES), key.str.contains("|".join(map(rust, _READINGS))).alias(READINGS))


def keys(bodies: pl.Series) -> pl.DataFrame:
    """Columns `key` (the folded text) and `ascii` for a column of texts."""
    frame = pl.DataFrame({"body": bodies}).select(
        pl.col("body").str.to_lowercase().alias("key"),
        (pl.col("body").str.len_bytes() == pl.col("body").str.len_chars()).alias("ascii"),
        pl.col("body").str.contains(_ESCAPES).alias("escaped"),
    )
    odd = frame.select((~pl.col("ascii") | pl.col("escaped")).arg_true()).to_series()
    if len(odd):
        folded = pl.Series([fold(text).text for text in bodies.gather(odd)], dtype=pl.String)
        frame = frame.with_columns(frame["key"].scatter(odd, folded))
    return frame.select("key", "ascii")


def passing(keys: pl.DataFrame, phrases: bool = True) -> pl.DataFrame:
    """Rows that may hold something: their number in `row`, and one boolean column per detector, phrases, readings.

    Without `phrases` their column is false throughout.
    """
    asked = [
        one if phrases or name != PHRASES else pl.lit(False).alias(PHRASES)
        for name, one in zip(columns(), _expressions(), strict=True)
    ]
    flags = keys.lazy().select("key", *asked).drop("key").with_row_index("row")
    passed = flags.filter(pl.any_horizontal(columns())).collect()
    return _narrowed(passed, keys["key"]).filter(pl.any_horizontal(columns())) if phrases else passed


def _narrowed(passed: pl.DataFrame, keys: pl.Series) -> pl.DataFrame:
    """Takes the phrases from texts that no pattern matches; texts with another reading or script keep them."""
    asked = (
        passed.lazy()
        .with_row_index("place")
        .filter(pl.col(PHRASES) & ~pl.col(READINGS))
        .select("place", "row")
        .collect()
    )
    if len(asked) < WORTH_NARROWING:
        return passed
    texts = keys.gather(asked["row"])
    plain = texts.str.len_bytes() == texts.str.len_chars()
    silent = asked["place"].filter(plain).filter(~matching(texts.filter(plain)))
    return passed.with_columns(passed[PHRASES].scatter(silent, False))
