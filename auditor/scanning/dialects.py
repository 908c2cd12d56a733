"""Numbers without a country code are dialled where the people of their thread speak, whatever their own message tells of it."""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.detectors.parts import numerals
from auditor.detectors.parts.dialling import dialled, is_at_home
from auditor.lexicons.regions import Tongue, tongue
from auditor.model.words import Category
from auditor.scanning.around import Around
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.turns import Rows

_ABROAD = re.compile(r"^\W*(?:\+|00)")
# More than an answer with its number has.
SHORT_LETTERS = 40
_LETTER = re.compile(r"[^\W\d_]")


def dialled_among(one: Found, written: str, talk: str, regions: tuple[str, ...]) -> Found:
    """The number as it is dialled where the people of its thread speak; in digits or in words of their language, without a
    country code."""
    if _ABROAD.search(written):
        return one
    told = tongue(fold(talk).text)
    spoken = told.sure or told.maybe
    digits = _digits(written, spoken) if spoken else None
    known = dialled(digits, False, told.sure, regions, told.maybe) if digits else None
    return replace(one, normalized=known) if known else one


def _digits(written: str, spoken: tuple[str, ...]) -> str | None:
    """What is written in digits, or in digits and number words of a language that is spoken there."""
    if not _LETTER.search(written):
        digits = re.sub(r"\D", "", written)
        return digits if digits.isascii() else None
    text = fold(written).text
    for language in numerals.known():
        if numerals.regions(language)[:1] != spoken[:1]:
            continue
        for run in numerals.runs(text, language):
            if not text[: run.start].strip() and not text[run.end :].strip() and not run.plus:
                return run.digits
    return None


def dial_alone(around: Around, regions: tuple[str, ...], found: Rows) -> None:
    """Dials numbers that are all of their message where the people of their thread speak, unless the user's first region
    has such a number and writes it so."""
    table, bodies = around.table, around.bodies
    alone = [
        row
        for row, hits in found.items()
        if table["thread"][row] is not None and any(_is_alone(one, rows, bodies[row], regions) for one, rows in hits)
    ]
    around.load(alone)
    for row in alone:
        talk = around.talk([row])
        found[row] = [
            (dialled_among(one, bodies[row][one.start : one.end], talk, regions), rows)
            if _is_alone(one, rows, bodies[row], regions)
            else (one, rows)
            for one, rows in found[row]
        ]


def _is_alone(one: Found, rows: tuple[int, ...], body: str, regions: tuple[str, ...]) -> bool:
    if one.category is not Category.PHONE or len(rows) > 1 or _ABROAD.search(body[one.start : one.end]):
        return False
    # "Dạ 0912345678": a word that tells no language leaves it to the thread.
    if _LETTER.search(body) and (len(body) > SHORT_LETTERS or tongue(fold(body).text) != Tongue()):
        return False
    return not any(is_at_home(body[one.start : one.end], region) for region in regions[:1])
