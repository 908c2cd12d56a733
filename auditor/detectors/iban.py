"""International bank account numbers, in any grouping, and Polish ones as they are written at home, by checksum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from stdnum import iban as checksum
from stdnum import numdb

from auditor.detectors.parts.saying import said_from
from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category

_START = re.compile(r"(?<![a-z0-9])[a-z]{2}[\s.-]?\d[\s.-]?\d(?=[\s./_*-]{0,2}[a-z0-9])")
_REST = re.compile(r"(?:[\s./_*-]{0,2}[a-z0-9]){8,32}")
# A Polish account as it is written at home: an IBAN without its country.
_POLISH = re.compile(r"(?<![a-z0-9-])\d{2}[ -]?(?:\d{4}[ -]?){5}\d{4}(?![a-z0-9-])")
_POLISH_CUE = re.compile(r"\b(?:kont\w{1,3}|rachun\w+|nrb|przel\w+|wplac\w*)\b")
_CUE = re.compile(r"\biban\b|\baccount\b|\bbank\b|konto|cuenta|conta\b|compte|счет|hesap")


_NAMED = re.compile(r"\biban\b")
_COUNTRY = re.compile(r"(?<![^\W_])([a-z])\W{0,2}([a-z€])(?=[^\w€]{0,3}\w)")
_IN_FRONT = re.compile(
    r"(?<![\w.+-])(?P<rest>\d(?:[ .-]?\d){9,29})\W{1,3}(?:\w{1,8} ){0,2}(?P<head>[a-z]{2}\d\d) (?:in front|before|first|at the (?:start|front|beginning)|davor|vorne?|delante|antes|devant|davanti|na frente)"
)
NEAR_LETTERS, MOST_NAMED, MOST_TRIED = 60, 6, 12


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Each stretch that begins like an IBAN and passes the checksum at its country's length."""
    taken = 0
    for one in _START.finditer(view.text):
        if one.start() < taken:
            continue
        rest = _REST.match(view.text, one.end())
        if rest is None:
            continue
        end = _end(view.text, one.start(), rest.end())
        if end:
            taken = end
            number = _compact(view.text[one.start() : end])
            yield Hit(
                Category.IBAN,
                one.start(),
                end,
                number,
                None,
                0.98,
                view.is_hidden(one.start(), end) or bool(re.search(r"[*_/]", view.text[one.start() : end])),
            )
    if not taken and _NAMED.search(view.text) is not None:
        yield from _said(view)
    if _POLISH_CUE.search(view.text) is not None:
        for one in _POLISH.finditer(view.text):
            number = f"PL{_compact(one.group())}"
            if checksum.is_valid(number):
                yield Hit(Category.IBAN, one.start(), one.end(), number, None, 0.95)


def _said(view: View) -> Iterator[Hit]:
    """Numbers behind their name that are said, with words or letters for digits, or whose beginning is named last."""
    tried = taken = 0
    for named in islice(_NAMED.finditer(view.text), MOST_NAMED):
        for one in _COUNTRY.finditer(view.text, named.end(), named.end() + NEAR_LETTERS):
            country = f"{one[1]}{one[2].replace('€', 'e')}".upper()
            if one.start() < taken or not _length(country) or tried == MOST_TRIED:
                continue
            tried += 1
            hit = _put_together(view, one.start(), _length(country))
            if hit is not None:
                taken = hit.end
                yield hit
    for one in _IN_FRONT.finditer(view.text):
        number = _compact(one["head"] + one["rest"])
        if one.start() >= taken and checksum.is_valid(number, check_country=False):
            yield Hit(Category.IBAN, one.start("rest"), one.end("head"), number, None, 0.95, True)


def _put_together(view: View, start: int, length: int) -> Hit | None:
    number = ""
    for one in said_from(view, start):
        number += one.value.upper()
        if len(number) >= length:
            valid = len(number) == length and checksum.is_valid(number, check_country=False)
            return Hit(Category.IBAN, start, one.end, number, None, 0.95, True) if valid else None
    return None


def _end(text: str, start: int, limit: int) -> int:
    """Where a valid number ends, or 0: only an end at the length of its country is tried."""
    length, letters = _length(text[start : start + 2].upper()), 0
    if not length:
        return 0
    for at in range(start, limit):
        letters += text[at].isalnum()
        if letters == length:
            whole = not text[at + 1 : at + 2].isalnum()
            # Some countries check parts of the account as well; whoever mistypes or makes one up gets those wrong.
            return at + 1 if whole and checksum.is_valid(_compact(text[start : at + 1]), check_country=False) else 0
    return 0


@cache
def _length(country: str) -> int:
    """How long the numbers of a country are; 0 for a country without such numbers."""
    known = numdb.get("iban").info(country)[0][1].get("bban", "")
    return sum(map(int, re.findall(r"(\d+)!", known))) + 4 if known else 0


def _compact(text: str) -> str:
    return "".join(one for one in text if one.isalnum()).upper()


DETECTOR = Detector(
    name="iban",
    category=Category.IBAN,
    gate=(
        r"[a-z][a-z][ .-]?[0-9][ .-]?[0-9](?:[^0-9]{0,14}[0-9]){8}",
        r"[0-9]{2}[ -]?(?:[0-9]{4}[ -]?){5}[0-9]{4}",
        r"\biban\b",
    ),
    find=find,
    finds=(
        ("my account is DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("IBAN GB82WEST12345698765432 thanks", "GB82WEST12345698765432"),
        ("przelej na konto 30 1386 5066 6715 5120 5135 6091", "PL30138650666715512051356091"),
        ("IBAN DE eighty nine 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("my iban: de89 37o4 oo44 o532 o13o oo", "DE89370400440532013000"),
        ("IBAN D€89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("IBAN begins DE89, goes on 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("my IBAN is 3704 0044 0532 0130 00 with DE89 in front", "DE89370400440532013000"),
        (
            "iban: d e eight nine three seven zero four zero zero four four zero five three two zero one three zero zero zero",
            "DE89370400440532013000",
        ),
        ("fr14-2004-1010-0505-0001-3m02-606", "FR1420041010050500013M02606"),
    ),
    silent=(
        "DE89 3704 0044 0532 0130 01",
        "case ab12 and cd34 and ef56 and gh78 fail",
        "IBAN DE eighty nine 3704 0044 0532 0130 01",
        "the IBAN is one of three fields, de eight nine is no value",
        "sha1 ab12cd34ef56ab12cd34",
        "konto 31 1386 5066 6715 5120 5135 6091",
    ),
)
