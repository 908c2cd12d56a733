"""Accounts as banks write them at home: an account with its sort code, routing number or IFSC, a CBU, a CLABE."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.ar import cbu
from stdnum.us import rtn

from auditor.model.detections import Detector, Hit, Scope, View
from auditor.model.words import Category, Stance

_OF = r"(?:(?:\s?(?:codes?|numbers?|no\.?|nr\.?|num|id|is|are|#|=|:|-|–)){0,3}\s{0,2}[(\"']?)"
# The bank's half: its name, and how it is written.
_BANKS = (
    ("sort_code", re.compile(rf"\bsort ?code{_OF}(?P<bank>\d{{2}}([ -]?)\d{{2}}\2\d{{2}})(?![\d-])")),
    (
        "sort_code",
        re.compile(
            rf"\b(?:sort|s/c){_OF}(?P<bank>\d{{2}}([ -])\d{{2}}\2\d{{2}})(?![\d-])(?!\s?by\b)|\bs/c{_OF}(?P<plain>\d{{6}})(?![\d-])"
        ),
    ),
    ("blz", re.compile(rf"\b(?:blz|bankleitzahl){_OF}(?P<bank>\d{{3}}( ?)\d{{3}}\2\d{{2}})(?!\d)")),
    ("agencia", re.compile(rf"\b(?:agencia|ag\.){_OF}(?P<bank>\d{{4}}(?:-\d)?)(?![\d-])")),
    ("routing", re.compile(rf"\b(?:routing|aba|rtn){_OF}(?P<bank>\d{{9}})(?!\d)")),
    ("ifsc", re.compile(rf"\bifsc{_OF}(?P<bank>[a-z]{{4}}0[a-z0-9]{{6}})(?![a-z0-9])")),
    ("bsb", re.compile(rf"\bbsb{_OF}(?P<bank>\d{{3}}[ -]?\d{{3}})(?!\d)")),
)
# The account's half, before it or behind.
_ACCOUNT = re.compile(
    rf"\b(?:bank )?(?:accounts?|acct?s?|a/c|acc|khata|konto(?:nummer|-?nr\.?)?|kto\.?(?:-?nr\.?)?|conta(?:[- ](?:corrente|poupanca))?|c/c){_OF}(?P<account>\d(?:[ -]?\d){{5,17}})(?![\d-]|\.\d)"
)
_TELLS = re.compile(r"\bsort\b|\bs/c\b|\bblz\b|bankleitzahl|\bagencia\b|\bag\.|routing|\baba\b|\brtn\b|ifsc|\bbsb\b")
_TOGETHER = 90
_CBU_CUE, _CLABE_CUE = re.compile(r"\bc[bv]u\b"), re.compile(r"\bclabe\b")
_CBU = re.compile(r"(?<![\w.])\d(?:[ -]?\d){21}(?![\w-])")
_CLABE = re.compile(r"(?<![\w.])\d(?:[ -]?\d){17}(?![\w-])")
_CLABE_WEIGHTS = (3, 7, 1)
_CHECKED = re.compile(
    r"\b(?:validat\w*|regex\w*|placeholder|dummy|fixture|unit tests?|mock\w*|sample|formato?|e\.g\.|for example|test (?:data|case|value|account))\b"
)


def find(view: View, scope: Scope) -> Iterator[Hit]:
    """Each account beside the code of its bank, and each number of Argentina and Mexico that passes its checksum."""
    text = view.text
    if _TELLS.search(text):
        yield from _paired(view)
    for kind, named, written, is_valid in (
        ("cbu", _CBU_CUE, _CBU, cbu.is_valid),
        ("clabe", _CLABE_CUE, _CLABE, is_clabe),
    ):
        for one in written.finditer(text) if named.search(text) else ():
            number = re.sub(r"\D", "", one.group())
            if is_valid(number):
                yield _hit(view, one.start(), one.end(), number, kind)


def _paired(view: View) -> Iterator[Hit]:
    for kind, written in _BANKS:
        for bank in written.finditer(view.text):
            if kind == "routing" and not rtn.is_valid(bank["bank"]):
                continue
            near = [*_ACCOUNT.finditer(view.text, max(0, bank.start() - _TOGETHER), bank.end() + _TOGETHER)]
            if near:
                account = min(near, key=lambda one: _apart(one.span("account"), bank.span("bank")))
                number = re.sub(r"\D", "", account["account"])
                yield _hit(view, *account.span("account"), number, kind)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def is_clabe(number: str) -> bool:
    """Whether the last of 18 digits is the check digit of the others."""
    total = sum(int(digit) * _CLABE_WEIGHTS[at % 3] % 10 for at, digit in enumerate(number[:17]))
    return len(number) == 18 and -total % 10 == int(number[17])


def _hit(view: View, start: int, end: int, number: str, kind: str) -> Hit:
    around = view.text[max(0, start - 80) : end + 40]
    shown = _CHECKED.search(around) is not None
    return Hit(
        Category.PAYMENT_HANDLE,
        start,
        end,
        number,
        kind,
        0.9,
        view.is_hidden(start, end),
        Stance.MENTION if shown else None,
    )


DETECTOR = Detector(
    name="bank_account",
    category=Category.PAYMENT_HANDLE,
    gate=(
        r"\bsort[^0-9]{1,24}[0-9]|\bs/c\b|\bblz\b|bankleitzahl|\bagencia\b|\bag\.\s?[0-9]|sort ?code|routing|\baba\b|\brtn\b|ifsc|\bbsb\b|\bc[bv]u\b|\bclabe\b",
    ),
    find=find,
    finds=(
        ("sort code 20-00-00, account 55779911", "55779911"),
        ("acct 55779911, s/c 200000", "55779911"),
        ("account 55779911 sort 20-00-00", "55779911"),
        ("Konto 532013000, BLZ 37040044", "532013000"),
        ("Kontonummer 532013000 BLZ 370 400 44", "532013000"),
        ("conta 12345-6 agência 0001", "123456"),
        ("agência 0001, conta corrente 12345-6", "123456"),
        ("routing 021000021 acct 1234567890", "1234567890"),
        ("a/c 50100012345678, IFSC HDFC0001234", "50100012345678"),
        ("mi CBU: 2850590940090418135201", "2850590940090418135201"),
        ("CLABE 032180000118359719", "032180000118359719"),
    ),
    silent=(
        "the sort code field takes six digits, the account number eight",
        "sort 20-00-00 by account 123456, then by day",
        "das Konto mit der BLZ 37040044 ist neu",
        "a agência 0001 abre a conta em 2 dias",
        "routing number 021000021 is checked first",
        "CBU 2850590940090418135202",
        "account 12345678 fails, error code 200000",
    ),
)
