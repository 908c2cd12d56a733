"""Digits that name an order, a ticket, a tracking code, a test run: no telephone number, no card."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(_WORDS['words'])})|{'|'.join(_WORDS['others'])})"
    rf"[\s.:#№=-]{{0,4}}(?:(?:{'|'.join(_WORDS['between'])})[\s.:#№=-]{{0,3}}){{0,3}}[\"'(]?$"
)
# "Our order numbers have 11 digits, like 40018827731": the name stands further off.
_SHOWN = re.compile(
    r"(?:\b(?:like|such as|e\.g\.|for example|wie|z\.b\.|como|comme|come|jak|gibi|seperti|nhu|is(?: [a-z]{2})?|are)|например|наприклад|比如|例如|مثل)[\s:]{1,3}$"
)
_NUMBERED = re.compile(
    r"\b(?:orders?|tickets?|invoices?|tracking|serials?|vat|tax|customs|registration|reference|product|article|item|part|case|customer|bestell|auftrags|rechnungs|artikel) ?(?:numbers?|nos?|ids?|codes?|nummern?)\b"
    r"|\b(?:numeros?|numeri|numery|codigos?|codici|kody|kode) d?[eio]?l? ?(?:pedidos?|ordini|ordine|commandes?|zamowien\w*|pesanan|facturas?)\b"
)
_BOOK = re.compile(r"97[89]-\d{1,5}-\d|97[89]\d{10}(?!\d)")
_GLUED = frozenset("=@#$_/\\")


def drops(view: View, hit: Hit) -> bool:
    """Whether the digits are named as something else, or are part of a longer token."""
    before = view.text[max(0, hit.start - 40) : hit.start]
    if _BOOK.match(view.text, hit.start):
        return True
    if _SHOWN.search(before) and _NUMBERED.search(view.text, max(0, hit.start - 90), hit.start):
        return True
    token = before[before.rfind(" ") + 1 :]
    return (
        bool(_BEFORE.search(before))
        or "://" in token
        or "/" in token
        or (token.rstrip("\"'")[-1:] in _GLUED and token != "")
    )


FILTER = Filter(
    name="identifiers",
    applies=frozenset((Category.PHONE,)),
    drops=drops,
    dropped=(
        ("order no. 4155550137", "4155550137"),
        ("our order numbers have ten digits, like 4155550137", "4155550137"),
        ("ticket #4155550137", "4155550137"),
        ("tracking number is 4155550137", "4155550137"),
        ("заказ 4155550137", "4155550137"),
        ("https://files.test/4155550137", "4155550137"),
    ),
    kept=(("my number is 4155550137", "4155550137"), ("call 4155550137 about the order", "4155550137")),
)
