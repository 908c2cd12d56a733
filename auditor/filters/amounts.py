"""What is money or a measure: prices, sizes, durations, counts; and a currency's sign that is an app's short name as well."""

from __future__ import annotations

import re

from auditor.lexicons.regions import likely
from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_MONEY = re.compile(r"(?:[$€£¥₹₽₴]|\b(?:usd|eur|gbp|inr|rs))[\s.]{0,2}$")
_UNIT = re.compile(
    r"^[\s-]{0,2}(?:[$€£%°](?!\s?\d)|(?:px|em|rem|pt|kb|mb|gb|tb|kib|mib|gib|k|m|ms|s|sec|seconds?|min|minutes|hours?|hrs?|days?|bytes?|bits?|rows?|rpm|hz|khz|mhz|ghz|dpi|fps|"
    r"usd|eur|gbp|dollars|euros|pounds|rupees|views|users|records|units|pcs|items|lines|words|blocks|sectors|eastern|est|edt|pst|pdt|cst|gmt|utc|am|pm|a\.m|p\.m|x\d|kg|km|mm|cm|per (?:day|hour|minute|second|week|month|year|user|click))\b)"
)
# Currencies behind a sum: codes in capitals, for small they are words of everyday ("try"), and their names, folded.
_CODES = (
    "AED|ARS|AUD|BDT|BRL|BYN|CAD|CHF|CLP|CNY|COP|CZK|DKK|DZD|EGP|GHS|HKD|HUF|IDR|ILS|INR|IQD|IRR|JPY|KES|KRW|KWD|KZT|LKR|MAD|MXN|MYR|NGN|NOK|NPR|NZD|"
    "OMR|PEN|PHP|PKR|PLN|QAR|RMB|RON|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|TZS|UAH|UGX|USDT|UYU|UZS|VND|XAF|XOF|ZAR"
)
_CODE = re.compile(rf"\s{{0,2}}(?:{_CODES})(?![^\W_])")
_NAME = re.compile(
    r"\s{0,2}(?:(?:rupiahs?|pesos?|taka|dong|yuan|yen|lira|reais|soums?|tenge|shillings?|naira|cedis?|dirhams?|riyals?|dinars?|baht|ringgit|forint|koruna?|zlot\w+|hryvni?as?)(?![^\W\d_])"
    r"|(?:сум|руб|грн|тенге|тнг|сом)[а-я]{0,4}(?![^\W\d_])|[元块圆円원万]|تومان|ریال|ريال|دينار|درهم|جنيه|روپ|টাকা|रुप)"
)
# Poland's currency, folded, is what people in Vietnam call Zalo.
_ZLOTY = re.compile(r"(?<![^\W\d_])zl(?![^\W_])")
_SUM = re.compile(
    r"(?:(?<![\w+])\d{1,3}(?:[ .,]\d{3}){0,2}(?:[.,]\d{1,2})?|(?<![\w+])\d{1,6}|\d\s?(?:k|tys\.?|mln|mld))\s?-?\s?$"
)
_ASKED = re.compile(r"\b(?:ile|kwot\w*|cen\w*|koszt\w*|stawk\w*|w|za|po|tys\.?|mln)[\s:]{1,3}$")
_PER = re.compile(r"\s?(?:/|(?:netto|brutto|za|na)\b|[1-9]\d{0,4}(?![\w.]))")


def drops(view: View, hit: Hit) -> bool:
    """Whether a currency stands before the digits or a unit after them, or the name of the app is the currency."""
    if hit.category in _NAMED:
        return hit.kind == "zalo" and (_is_zloty(view, hit.start, hit.end) or _is_currency(view.text, hit))
    if _is_zloty(view, hit.end, min(len(view.text), hit.end + 4)):
        return True
    if _CODE.match(view.cased, hit.end) or _NAME.match(view.text, hit.end):
        return True
    return bool(
        _MONEY.search(view.text[max(0, hit.start - 8) : hit.start]) or _UNIT.match(view.text[hit.end : hit.end + 14])
    )


def _is_zloty(view: View, start: int, end: int) -> bool:
    """Whether it is the currency with its own letter, which nobody writes who means the app."""
    if view.source is None or start >= end or _ZLOTY.search(view.text, start, end) is None:
        return False
    first, last = view.span(start, end)
    return _WITH_STROKE.match(view.source, first, last) is not None


_WITH_STROKE = re.compile(r"\s{0,2}z[łŁ]", re.I)


def _is_currency(text: str, hit: Hit) -> bool:
    one = _ZLOTY.search(text, hit.start, hit.end)
    if one is None:
        return False
    spoken = likely(text)
    if "VN" in spoken:
        return False
    before = text[max(0, one.start() - 16) : one.start()]
    beside = _SUM.search(before) or _ASKED.search(before) or _PER.match(text, one.end())
    return "PL" in spoken or beside is not None


_NAMED = frozenset((Category.MESSENGER, Category.CONTACT_REQUEST))

FILTER = Filter(
    name="amounts",
    applies=_NAMED | {Category.PHONE},
    drops=drops,
    dropped=(
        ("$ 4155550137", "4155550137"),
        ("WhatsApp catalog 12.500.000 IDR", "12.500.000"),
        ("Telegram bot 150 000 000 сум", "150 000 000"),
        ("Zalo mini app giá 20.000.000 đồng", "20.000.000"),
        ("4155550137 bytes copied", "4155550137"),
        ("API calls: 212 736 5000 per day", "212 736 5000"),
        ("0900 - 1200 eastern", "0900 - 1200"),
        ("Zapłacę 90 zł/h, kod ABC123", "zł"),
        ("Koszt: 1 450 zł, płatność przez platformę, nr zamówienia 604112233.", "zł"),
        ("Napisz proszę ile zł: 200 czy 300?", "zł"),
        ("the budget is 2.500,50 zł netto", "zł"),
        ("Ile zł?", "zł"),
        ("1234567890 zł", "1234567890"),
        ("350 000,00 zł", "350 000,00"),
        ("kwota w zł", "zł"),
    ),
    kept=(
        ("call 4155550137 please", "4155550137"),
        ("call us 415-555-0137", "415-555-0137"),
        ("4155550137 $500", "4155550137"),
        ("zl mình nhé 0912345678", "zl"),
        ("add zl 0912345678", "zl"),
        ("0912345678 zl", "zl"),
    ),
)
