"""How the digits of a number are grouped, and what else is written in groups of digits."""

from __future__ import annotations

import re
from itertools import pairwise

_DECIMALS = re.compile(r"^\d+\.\d+$|[:=]|\d\.\d{6}")
# Several decimals; a postcode of Brazil; lists of lists.
_NO_NUMBER = re.compile(r"(?:^|\s)\d{1,3}\.\d{1,2}\s+\d{1,3}\.\d{1,2}(?:\s|$)|^\d{5}-\d{3}$|\d[\])]\s?,\s?[\[(]\d")
# 0152 28817386: mobiles are written so in Germany alone.
_GERMAN = re.compile(r"01[5-7]\d{8,9}")
_LISTED = re.compile(r"\d+(?:,\s\d+){2,}")
_COUNT = re.compile(r"[1-9]([ .'_])\d{3}\1\d{3}\1\d{3}")
_ROW = re.compile(r"[1-9]\d{0,3}(?:,?\s[1-9]\d{0,3}){2,}")
# A country's code may be the least of the groups of a number that go up.
# How three sizes are long that no number is grouped like: 512 1024 2048.
_SIZES = frozenset(((3, 4, 4), (4, 4, 4), (2, 2, 2), (1, 2, 2)))
_LEADS = frozenset(("1", "7", "8"))
# Digits that only count up.
_COUNTING = re.compile(r"(?:0?1)?2?3?456789?(?:10|0)?\d*")


def is_grouped(digits: str, groups: list[str]) -> bool:
    """Whether digits stand in such groups as those of telephone numbers do."""
    pairs = digits[0] == "0" and all(len(one) == 2 for one in groups)
    # 0532 555 01 42, 8 916 555 01 42
    tail = (
        digits[0] in "0897" and 10 <= len(digits) <= 12 and [len(one) for one in groups[-3:]] in ([3, 2, 2], [2, 2, 2])
    )
    return is_german(groups) or (
        2 <= len(groups) <= 6
        and (len(groups[-1]) > 2 or pairs or tail)
        and all(len(one) >= 2 or at == 0 for at, one in enumerate(groups))
        and max(map(len, groups)) <= 7
    )


def is_german(groups: list[str]) -> bool:
    """Whether they are those of a German mobile."""
    return len(groups) == 2 and len(groups[1]) > 6 and _GERMAN.fullmatch("".join(groups)) is not None


# 090-1234-5678, 03-1234-5678: mobiles of Japan, and lines of its two largest cities.
_JAPANESE = re.compile(r"0[5789]0 \d{4} \d{4}|0[36] \d{4} \d{4}")


def own_country(groups: list[str], sure: tuple[str, ...], maybe: tuple[str, ...]) -> tuple[str, ...]:
    """The countries whose own way these groups are, among those of the language around them, else these (`sure`):
    Chinese letters are Japanese as well."""
    if is_german(groups):
        return ("DE",)
    if "CN" in (*sure, *maybe) and _JAPANESE.fullmatch(" ".join(groups)):
        return ("JP",)
    return sure


def _is_list(groups: list[str]) -> bool:
    """Whether short or round numbers go steadily up or down: 4 8 15 16 23 42, 120 340 560."""
    values = [int(one) for one in groups]
    short = len(groups) >= 4 and groups[0][0] != "0" and all(len(one) <= 2 for one in groups)
    return (
        (short and any(len(one) == 2 for one in groups)) or (len(groups) >= 3 and all(one % 10 == 0 for one in values))
    ) and (values == sorted(values) or values == sorted(values, reverse=True))


def _is_count(written: str) -> bool:
    """Whether digits are a number beyond a billion in threes, 1 408 044 253: telephone numbers with one digit in front end in four."""
    return _COUNT.fullmatch(written) is not None


def is_row(written: str, dialled: bool) -> bool:
    """Whether short numbers go up one by one, as widths, sizes and days do, whatever word stands beside them:
    320 375 414 768. Three of them may be a number where they can be `dialled`."""
    if _ROW.fullmatch(written) is None:
        return False
    groups = re.findall(r"\d+", written)
    values = [int(one) for one in groups]
    if len(values) % 2 == 0 and len(values) >= 4 and values[::2] == values[1::2]:
        return not dialled  # sizes of squares: 512 512, 100 100
    if len(values) == 3 and (dialled or tuple(map(len, groups)) not in _SIZES):
        return False
    if (dialled and groups[0] in _LEADS) or max(map(len, groups)) - min(map(len, groups)) > 1:
        return False
    return all(one < other for one, other in pairwise(values))


def is_other(written: str, groups: list[str], alone: bool) -> bool:
    """Whether groups of digits that nothing calls a number are a list, a count or decimals; `alone` in their text, digits
    between commas may be one that is hidden."""
    digits = "".join(groups)
    return (
        len(set(digits)) < 3
        or (len(groups) > 2 and _COUNTING.fullmatch(digits) is not None)
        or (not alone and _LISTED.fullmatch(written) is not None)
        or _DECIMALS.search(written) is not None
        or _is_list(groups)
        or _is_count(written)
        or _NO_NUMBER.search(written) is not None
    )
