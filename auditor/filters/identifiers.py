"""Digits that name an order, a ticket, a tracking code, a test run: no telephone number, no card."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_BEFORE = re.compile(
    r"(?:\b(?:order|ticket|invoice|tracking|track|case|issue|bug|ref|reference|id|ids|job|task|serial|sku|upc|ean|isbn|issn|asin|vat|tax|ein|ssn|social security|passport|build|version|"
    r"ver|rev|revision|commit|hash|port|pid|uid|gid|uuid|imei|license|licence|key|code|error|err|zip|postal|part|model|item|product|customer|account|acct|"
    r"routing|transaction|txn|payment|receipt|batch|page|line|row|rows|column|sequence|seq|timestamp|epoch|unix|size|bytes|sectors?|blocks?|inode|lat|lon|lng|"
    r"latitude|longitude|coordinates|coords?|geo|score|phase|seed|chapter|patent|po|pedido|factura|fatura|commande|facture|bestellung|rechnung|zamowienie|siparis|"
    r"certificate|cert|contract|milestone|credential|confirmation|booking|reservation|flight|room|case|claim|policy|member|student|employee|registration|"
    r"siret|siren|nif|cif|cnpj|cpf|gst\w{0,2}|pan|aadhaar|test|tests|fibonacci|array|values?|ratio|range|between|from|total|sum|budget|price|costs?|paid|amount|"
    r"views|users|downloads|installs|followers|impressions|clicks|record|records|entry|entries|channel|meeting id|passcode|pin|otp|kernel|pi|figures?|numbers like)"
    r"|заказ\w*|тикет\w*|счет\w*|накладн\w*|трек\w*|артикул|инн|订单\w*|单号|编号|快递|رقم الطلب|طلب|فاتوره|ऑर्डर|অর্ডার)"
    r"[\s.:#№=-]{0,4}(?:(?:no|nr|num|number|id|code|is|are|was|#|no\.|nummer|numero|номер|число|of|for|ref)[\s.:#№=-]{0,3}){0,3}[\"'(]?$"
)
_BOOK = re.compile(r"97[89]-\d{1,5}-\d|97[89]\d{10}(?!\d)")
_GLUED = frozenset("=@#$_/\\")


def drops(view: View, hit: Hit) -> bool:
    """Whether the digits are named as something else, or are part of a longer token."""
    before = view.text[max(0, hit.start - 40) : hit.start]
    if _BOOK.match(view.text, hit.start):
        return True
    token = before[before.rfind(" ") + 1 :]
    return bool(_BEFORE.search(before)) or "://" in token or "/" in token or (token[-1:] in _GLUED and token[-1:] != "")


FILTER = Filter(
    name="identifiers",
    applies=frozenset((Category.PHONE,)),
    drops=drops,
    dropped=(
        ("order no. 4155550137", "4155550137"),
        ("ticket #4155550137", "4155550137"),
        ("tracking number is 4155550137", "4155550137"),
        ("заказ 4155550137", "4155550137"),
        ("https://files.test/4155550137", "4155550137"),
    ),
    kept=(("my number is 4155550137", "4155550137"), ("call 4155550137 about the order", "4155550137")),
)
