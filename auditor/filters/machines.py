"""Addresses of machines, versions and coordinates."""

from __future__ import annotations

import re

from auditor.model.detections import Filter, Hit, View
from auditor.model.words import Category

_NUMBERS = re.compile(
    r"(?<!\d)(?<!\d\.)(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?!\.?\d)|(?:^|\s)\d{1,3}(?:,\d{3}){2,}(?!\d)|\d\.\d+\s*[,;]\s*-?\d+\.\d|^(?!0\d(?:\.\d\d){4}$)\d{1,2}\.\d{1,2}\.\d{1,2}[.-]"
)
_VERSION_BEFORE = re.compile(
    r"(?<![^\W_])(?:linux|kernel|ubuntu|version|python|node|php|java|chrome|firefox|mysql|v)[ /-]{0,2}$"
)
# A version has points between its parts, or stands right behind the name: linux-4.15.0-55.60, node20240306.
_POINTED = re.compile(r"\d+\.\d")


def drops(view: View, hit: Hit) -> bool:
    """Whether the digits read as an address on a network, a version, a long count or a place on the map."""
    written = view.text[hit.start : hit.end]
    if _NUMBERS.search(written):
        return True
    return _POINTED.match(written) is not None and bool(
        _VERSION_BEFORE.search(view.text[max(0, hit.start - 12) : hit.start])
    )


FILTER = Filter(
    name="machines",
    applies=frozenset((Category.PHONE,)),
    drops=drops,
    dropped=(
        ("ping 192.168.100.200", "192.168.100.200"),
        ("linux-4.15.0-55.60", "4.15.0-55.60"),
        ("it holds 1,234,567,890 rows", "1,234,567,890"),
    ),
    kept=(
        ("call 415.555.0137", "415.555.0137"),
        ("mon tel 06.12.34.56.78", "06.12.34.56.78"),
        ("Kyiv +380 67 123 45 67", "+380 67 123 45 67"),
        ("Senior Java 415-555-0137", "415-555-0137"),
    ),
)
