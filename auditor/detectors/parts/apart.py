"""Parts of a telephone number that are said apart: an area code behind the rest of it, a sum of two halves, a single word
among the digits.

All as edits of the text, after which the digits stand side by side; whether they are a number is asked then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.detectors.parts.cues import calls_a_number
from auditor.detectors.parts.numerals import known, vocabulary
from auditor.patterns import Sifted

Edit = tuple[int, int, str]

_CODE_NOUN = (
    r"(?:(?:area|city|regional?|dial(?:l?ing)?|country|state) ?(?:code|prefix)|prefix|prefijo|prefixo|prefisso|indicatif|vorwahl|"
    r"codigo de (?:area|ciudad)|clave lada|lada|ddd|codice di area|kierunkowy|alan kodu|код (?:города|региона|оператора|міста)|区号|區號)"
)
_IN_FRONT = (
    r"(?:before(?: (?:it|that|them|this))?|in front(?: of (?:it|that|them))?|first|at the (?:front|start|beginning)|ahead of (?:it|that)|"
    r"delante|adelante|antes|na frente|devant|avant|davor|vorne?|voran|davanti|prima|z przodu|basina|onune|впереди|спереди|перед (?:ним|этим))"
)
_PUT = r"(?:put|add|with|dial|prefix|stick|place|type|prepend|pon|poner?|anade|coloca|coloque|poe|mets|ajoute|setz\w*|mit|metti|dodaj|con|avec|com|поставь|добавь|с|з)"
_CODE = r"\(?(?P<code>\+?\d{2,5})\)?"
_REST = r"(?<![\w+.,/-])(?P<rest>\d(?:[ .-]?\d){4,9})(?!\w|[.,]\d)"
_LINK = r"(?:[^\w+]{1,4}(?:and|then|the|rest|is|number|with|und|dann|y|e|et|luego|puis|poi|und|der|rest|i|и|потом|далее|ve)){0,4}[^\w+]{1,4}"
_BEHIND = rf"{_REST}\W{{1,4}}(?:and |with |und |y |e |et |и |mit |con |com |avec )?(?:the |my |der |die |el |o |l'|il )?{_CODE_NOUN}(?: is| es| ist| e| est)?\W{{1,3}}{_CODE}(?!\w)"
_BEFORE_IT = rf"{_REST}\W{{1,4}}(?:and |just |then |but |please |you |und |y |e |et |и ){{0,3}}{_PUT} (?:the |a |el |die |o )?{_CODE} {_IN_FRONT}(?!\w)"
_NAMED = rf"(?<![\w+.,/-]){_CODE}\s(?:is|es|ist|est|e) (?:the |my |der |die |el |o |l'|il |mi |meine )?{_CODE_NOUN}{_LINK}(?P<rest>\d(?:[ .-]?\d){{4,9}})(?!\w|[.,]\d)"
_FIRST = rf"{_CODE_NOUN}(?: is| es| ist| est| e|:)?\W{{1,3}}{_CODE}[^\w+]{{1,4}}(?:(?:and|y|e|et|und|и) )?(?:the |my |mi |mein\w{{0,2}} |o |el |die )?(?:rest|number|phone|cell|mobile|numero|telefono|nummer|номер)(?: is| es| ist| est| e)?\W{{1,3}}(?P<rest>\d(?:[ .-]?\d){{4,9}})(?!\w|[.,]\d)"
_SUM = r"(?<![\w+*/.,-])(?P<left>\d{2,5})\s?\+\s?(?P<right>\d{3,8}(?:\s?\+\s?\d{3,8})?)(?![\w+*/%=]|[.,-]\d|\s[=*/])"
FEWEST_WHOLE, MOST_WHOLE, BEFORE, AFTER = 9, 13, 60, 20


@cache
def _units() -> dict[str, str]:
    """Words for single digits in all languages; those of two letters mean other things as well."""
    return {
        word: value
        for language in reversed(known())
        for word, value in vocabulary(language).items()
        if len(value) == 1 and value.isdigit() and len(word) > 2 and word.isalpha()
    }


@cache
def unit_words() -> str:
    """The same as alternatives of a pattern."""
    return "|".join(sorted(map(re.escape, _units()), key=len, reverse=True))


# Words for one that begin what is said next: "030 901820 ein paar Fragen".
_ARTICLES = frozenset(("ein", "une", "una", "uma"))
_THOUSANDS = {"thousand": "000", "hundred": "00"}
_AND_A = r"(?:(?:and|then|plus|y|luego|e|et|puis|und|dann|и|потом) ){0,2}(?:an? |un |una |um |une |eine? )?"


@cache
def gate() -> tuple[str, ...]:
    """What sends a text here, in the syntax of the gate."""
    return (
        rf"{_CODE_NOUN}[^0-9]{{1,40}}[0-9]|[0-9][^0-9]{{1,12}}{_CODE_NOUN}",
        rf"[0-9]{{2,5}}\)? {_IN_FRONT}",
        r"[0-9]{2,5}\s?\+\s?[0-9]{3,8}",
        rf"[0-9][^0-9a-z]{{0,3}}(?:{unit_words()})[^0-9a-z]{{0,3}}[0-9]",
        rf"[0-9]{{2}}[^0-9a-z]{{1,3}}{_AND_A}(?:{unit_words()})(?:[^a-z]|$| thousand| hundred)",
    )


@cache
def _patterns() -> dict[str, Sifted]:
    return {
        "behind": Sifted(_BEHIND),
        "before": Sifted(_BEFORE_IT),
        "named": Sifted(_NAMED),
        "first": Sifted(_FIRST),
        "sum": Sifted(_SUM),
        "among": Sifted(
            rf"(?<=\d)[\s.,-]{{0,3}}(?P<unit>{unit_words()})[\s.,-]{{0,3}}(?=\d)"
            rf"|(?<=\d\d)[\s,-]{{1,3}}{_AND_A}(?P<last>{unit_words()})(?: (?P<times>thousand|hundred))?(?![^\W_])"
        ),
    }


def codes(text: str) -> Iterator[Edit]:
    """An area code that is named as one, or told to be put before what something calls a number, in front of the rest."""
    for name in ("behind", "before", "named", "first"):
        for one in _patterns()[name].finditer(text):
            size = sum(map(str.isdigit, one["code"] + one["rest"]))
            if FEWEST_WHOLE <= size <= MOST_WHOLE and (name != "before" or _is_called(text, *one.span())):
                yield one.start(), one.end(), f"{one['code']} {one['rest']}"


def halves(text: str) -> Iterator[Edit]:
    """Two halves that are said as a sum, where something calls them a number."""
    for one in _patterns()["sum"].finditer(text):
        whole = re.sub(r"\D", "", one["left"] + one["right"])
        if FEWEST_WHOLE <= len(whole) <= MOST_WHOLE and _is_called(text, *one.span()):
            yield one.start(), one.end(), whole


def _is_called(text: str, start: int, end: int) -> bool:
    return calls_a_number(f"{text[max(0, start - BEFORE) : start]} {text[end : end + AFTER]}")


def among(text: str) -> list[Edit]:
    """A word for a digit among digits or behind them, where the text speaks of a telephone."""
    found = []
    for one in _patterns()["among"].finditer(text):
        if one["last"] in _ARTICLES:
            continue
        value = _units()[one["unit"] or one["last"]] + _THOUSANDS.get(one["times"] or "", "")
        found.append((one.start(), one.end(), value if one["unit"] else f" {value}"))
    return found if found and calls_a_number(text[max(0, found[0][0] - 80) : found[0][0]]) else []
