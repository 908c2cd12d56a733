"""Digits that are money or a measure: prices, sizes, durations, counts."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_MONEY = re.compile(r"(?:[$€£¥₹₽₴]|\b(?:usd|eur|gbp|inr|rs|us))[\s.]{0,2}$")
_UNIT = re.compile(
    r"^[\s-]{0,2}(?:[$€£%°]|(?:px|em|rem|pt|kb|mb|gb|tb|kib|mib|gib|k|m|ms|s|sec|seconds?|min|minutes|hours?|hrs?|days?|bytes?|bits?|rows?|rpm|hz|khz|mhz|ghz|dpi|fps|"
    r"usd|eur|gbp|dollars|euros|pounds|rupees|views|users|records|units|pcs|items|lines|words|blocks|sectors|eastern|est|edt|pst|pdt|cst|gmt|utc|am|pm|a\.m|p\.m|x\d|kg|km|mm|cm)\b)"
)


def drops(view: View, hit: Hit) -> bool:
    """Whether a currency stands before the digits or a unit after them."""
    return bool(
        _MONEY.search(view.text[max(0, hit.start - 8) : hit.start]) or _UNIT.match(view.text[hit.end : hit.end + 14])
    )


FILTER = Filter(
    name="amounts",
    applies=frozenset((Category.PHONE,)),
    drops=drops,
    dropped=(
        ("$ 4155550137", "4155550137"),
        ("4155550137 bytes copied", "4155550137"),
        ("0900 - 1200 eastern", "0900 - 1200"),
    ),
    kept=(("call 4155550137 please", "4155550137"),),
)
