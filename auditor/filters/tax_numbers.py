"""Numbers by which a tax office knows people and firms, Brazil's CPF and CNPJ: a key for Pix, and no telephone number."""

from __future__ import annotations

import re

from stdnum.br import cnpj, cpf

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_WRITTEN = re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}|\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}")
_CALLED = re.compile(r"\b(?:cpf|cnpj)\b\W{0,3}(?:(?:e|eh|o|meu|numero|n)\b\W{0,3}){0,3}$")
LOOK_BACK = 30


def drops(view: View, hit: Hit) -> bool:
    """Whether the digits are written as such a number and have its check digits, or are called so."""
    written = view.text[hit.start : hit.end]
    called = _CALLED.search(view.text[max(0, hit.start - LOOK_BACK) : hit.start]) is not None
    if not called and _WRITTEN.fullmatch(written) is None:
        return False
    return bool(cpf.is_valid(written) or cnpj.is_valid(written))


FILTER = Filter(
    name="tax_numbers",
    applies=frozenset((Category.PHONE,)),
    drops=drops,
    dropped=(
        ("pix: 123.456.789-09", "123.456.789-09"),
        ("pix cpf 12345678909", "12345678909"),
        ("meu cpf é 123.456.789-09 pode ligar", "123.456.789-09"),
    ),
    kept=(("me liga: 11 95555-0137", "11 95555-0137"),),
)
