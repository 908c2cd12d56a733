"""What figures answer: a question for an order number, a count or prices is answered with digits that nobody dials."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from auditor.detectors.parts.cues import calls_a_number
from auditor.filters.identifiers import NAMED
from auditor.lexicons.cues import cue
from auditor.model.words import Category
from auditor.patterns import Sifted
from auditor.scanning.around import Around
from auditor.scanning.finding import Found
from auditor.scanning.folding import fold
from auditor.scanning.turns import Rows

MOST_WORDS, HEADING_WORDS, WORDS_BESIDE, STEPS_BACK, EMPTY_WORDS = 14, 5, 2, 2, 2
_QUESTION_MARK = re.compile("[?？؟]")


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _any(name: str) -> str:
    return rf"(?:\b(?:{'|'.join(_words()[name])})(?![a-z])|(?:{'|'.join(_words()[f'{name}_others'])}))"


@cache
def _named() -> Sifted:
    """ "Order number", "numero de pedido", "номер заказа", "id of the lead": a number that names a thing."""
    named, number, between = f"(?:{NAMED}|{_any('named')})", _any("numbers"), r"(?:[\W_]{1,3}\w{1,5}){0,2}[\W_]{0,3}"
    return Sifted(
        rf"{named}{between}(?:{number}|#)|{number}{between}{named}|\b(?:bestell|kunden|artikel|rechnungs|sendungs|auftrags|steuer|beleg|vorgangs|ticket|liefer|vertrags|serien|konto|kampagnen)-?(?:nummern?|nr|ids?)\b"
    )


@cache
def _exact() -> re.Pattern[str]:
    return re.compile(_named().pattern)


@cache
def _counted() -> Sifted:
    return Sifted(_any("counted"))


@cache
def _things() -> Sifted:
    return Sifted(_any("things"))


def asks_for_one(text: str) -> bool:
    """Whether a short message, folded, asks for the number of a thing, a count or a secret, and for nobody's telephone."""
    return _is_short(text) and (_named().search(text) is not None or _counted().search(text) is not None) and not _reaches(text)  # fmt: skip


def names_a_thing(text: str) -> bool:
    """Whether a short message, folded, speaks of the number of a thing, as an order or a case has one, and of nobody's telephone."""
    return _is_short(text) and _named().search(text) is not None and not _reaches(text)


def asks_for_list(text: str) -> bool:
    """Whether a short message, folded, asks for figures or stands above them: prices, scores, rows with errors."""
    return asks_for_one(text) or (_is_short(text) and _things().search(text) is not None and not _reaches(text))


def heads_a_list(text: str) -> bool:
    """Whether a message, folded, is a heading of figures: "Page views:"."""
    return len(text.split()) <= HEADING_WORDS and asks_for_list(text)


def asks_something_else(text: str) -> bool:
    """Whether a folded message is a question, and none for a way to reach somebody."""
    asks = _QUESTION_MARK.search(text) is not None or cue("question_word").search(text) is not None
    return asks and not _reaches(text) and not _asks_whose(text)


def _asks_whose(text: str) -> bool:
    """Whether a question is so empty that only its answer tells what it asks for: "yours?"."""
    return len(text.split()) <= EMPTY_WORDS and cue("whose").search(text) is not None


def _is_short(text: str) -> bool:
    return 0 < len(text.split()) <= MOST_WORDS


def _reaches(text: str) -> bool:
    """Whether a text is about somebody's number, all names of things' numbers aside."""
    rest = _exact().sub(" ", text)
    return calls_a_number(rest) or cue("number").search(rest) is not None


def said_before(around: Around, row: int) -> tuple[list[str], list[str]]:
    """What anybody said just before a message, and of the nearest of that what the other side said."""
    before, sender = around.before([row]), around.table["sender"]
    nearest = [one for one in before[-STEPS_BACK:] if sender[one] != sender[row]]
    return [around.bodies[one] for one in before], [around.bodies[one] for one in nearest]


def drop_figures(around: Around, found: Rows) -> None:
    """Takes back numbers that are all of a message and answer the other side's question for something else."""
    bare = [
        row
        for row, hits in found.items()
        if around.table["thread"][row] is not None and any(_is_bare(one, around.bodies[row]) for one, _ in hits)
    ]
    around.load(bare)
    for row in bare:
        body = around.bodies[row]
        first = min((rows for one, rows in found[row] if one.category is Category.PHONE), key=len)
        if _asked_for_one(around, first):
            found[row] = [pair for pair in found[row] if not _is_bare(pair[0], body)]


def _asked_for_one(around: Around, rows: tuple[int, ...]) -> bool:
    _, asked = said_before(around, rows[0])
    return bool(asked) and asks_for_one(fold(asked[-1]).text)


def _is_bare(one: Found, body: str) -> bool:
    """Whether a message is digits and next to nothing else, and nothing in it calls them a number to dial."""
    if one.category is not Category.PHONE or ((one.normalized or "").startswith("+") and "+" in body):
        return False
    beside = fold(f"{body[: one.start]} {body[one.end :]}").text
    return len(re.findall(r"[^\W\d_]+", beside)) <= WORDS_BESIDE and not calls_a_number(beside)
