"""What stands around the digits of an amount: a currency sign before or behind, a minus, brackets that mean one. As SQL, and of one text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

CURRENCY_FILE = Path(__file__).resolve().parent.parent / "tables" / "currencies.toml"


@cache
def signs() -> Mapping[str, tuple[str, ...]]:
    """The currencies that each sign may stand for; the dollar sign stands for many."""
    told = tomllib.loads(CURRENCY_FILE.read_text(encoding="utf-8"))
    return MappingProxyType(
        {"$": tuple(told["dollar_sign"].split()), **{k: tuple(v) for k, v in told["signs"].items()}}
    )


def bare(taken: str) -> str:
    """The number with its minus in front and without a currency sign; what is written in no known way stays as it is."""
    text = f"trim({taken})"
    cases = " ".join(
        f"WHEN regexp_matches({text}, '{form}') THEN regexp_replace({text}, '{form}', '{made}')"
        for form, made in _known()
    )
    return f"CASE WHEN regexp_matches({text}, '{_around()}') THEN CASE {cases} ELSE {text} END ELSE {text} END"


def bare_text(text: str) -> str:
    """The same of a text at hand."""
    if not re.search(_around(), text):
        return text
    for form, made in _known():
        if re.search(form, text, re.ASCII):
            return re.sub(form, made, text, flags=re.ASCII)
    return text


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """The known ways to write signs and brackets around digits, and what is left of each."""
    mark = f"[{''.join(signs())}]"
    digits = rf"([0-9][^()+{''.join(signs())}-]*?)"
    return (
        (rf"^([+-]?)\s?{mark}\s?([+-]?){digits}$", r"\1\2\3"),
        (rf"^([+-]?){digits}\s?{mark}$", r"\1\2"),
        (rf"^(?:{mark}\s?)?\(\s?(?:{mark}\s?)?{digits}(?:\s?{mark})?\s?\)(?:\s?{mark})?$", r"-\1"),
    )


def is_signed(taken: str) -> str:
    """Whether more than digits, marks and a minus in front is written."""
    return f"regexp_matches(trim({taken}), '{_around()}')"


def told_currency(numbers: Sequence[str]) -> str:
    """The currency whose own sign stands in one of these columns, else NULL; a sign that several share tells none."""
    cases = [
        f"WHEN contains({column}, '{sign}') THEN '{codes[0]}'"
        for column in numbers
        for sign, codes in signs().items()
        if len(codes) == 1
    ]
    return f"CASE {' '.join(cases)} END"


def _around() -> str:
    return f"[{''.join(signs())}()]"
