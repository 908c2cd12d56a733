"""Dates, clock times and ranges of them."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_DATE = re.compile(
    r"(?:19|20)\d\d\s?[-./:]\s?(?:0?[1-9]|1[0-2])\s?[-./:]\s?(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?<!\d\.)[0-3]?\d[-./][0-3]?\d[-./](?:19|20)?\d\d(?!\d)(?=\s|$)|(?<!\d)[0-2]?\d:[0-5]\d(?!\d)|\b(?:19|20)\d\d\s?-\s?(?:19|20)\d\d\b"
    r"|\b20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{2,6})?\b"
)
# 2024 06 12 or 12 06 2024, and nothing beside it.
_SPACED = re.compile(
    r"20[0-3]\d\s(?:0[1-9]|1[0-2])\s(?:0[1-9]|[12]\d|3[01])|(?:(?:0[1-9]|[12]\d|3[01])\s(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])\s(?:0[1-9]|[12]\d|3[01]))\s20[0-3]\d"
)
# Days of a month in a row: 01.05., 08.05.
_DAYS = re.compile(r"(?:(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])\.?(?:\s?[,;&]\s?|$)){2,6}")
_CLOCKS = re.compile(
    r"(?<!\d)(?:[01]\d|2[0-4])[0-5]\d\s{0,2}-\s{0,2}(?:[01]\d|2[0-4])[0-5]\d(?!\d)"
    r"|(?<![\d.])(?:[01]?\d|2[0-4])[.h][0-5]\d\s{0,2}-\s{0,2}(?:[01]?\d|2[0-4])[.h][0-5]\d(?![\d.])"
)
_YEARS = re.compile(r"(?:(?:19|20)\d\d[\s,/-]{1,3}){2,}(?:19|20)\d\d")


def drops(view: View, hit: Hit) -> bool:
    """Whether the digits contain a date or a time of day."""
    written = view.text[hit.start : hit.end]
    return bool(
        _DATE.search(written)
        or _SPACED.fullmatch(written)
        or _DAYS.fullmatch(written)
        or _YEARS.fullmatch(written)
        or (_CLOCKS.search(written) and len(written) < 14)
    )


FILTER = Filter(
    name="times",
    applies=frozenset((Category.PHONE,)),
    drops=drops,
    dropped=(
        ("free 0900 - 1200 tomorrow", "0900 - 1200"),
        ("since 2024-03-06 09:14:22 it fails", "2024-03-06 09:14:22"),
        ("backup 20240306091422", "20240306091422"),
        ("2024 2025 2026", "2024 2025 2026"),
        ("Tel Aviv 2024 06 12", "2024 06 12"),
        ("ring me on 14 06 2025", "14 06 2025"),
        ("am 01.05., 08.05. und 15.05.", "01.05., 08.05"),
        ("geöffnet 08.00-12.00 Uhr", "08.00-12.00"),
        ("12-05, 14-05, 19-05", "12-05, 14-05, 19-05"),
    ),
    kept=(
        ("call 415-555-0137", "415-555-0137"),
        ("bel 0475.12.34.56", "0475.12.34.56"),
    ),
)
